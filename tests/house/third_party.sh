#!/usr/bin/env bash
# Foreign headers stay where tests/house/third_party.txt allows them.
cd "$(dirname "$0")/../.." || exit
git ls-files -co --exclude-standard -- '*.h' '*.cpp' | xargs grep -nE '^ *# *include *<[^>]*[/.][^>]*>' | awk '
  BEGIN {
    while ((getline line < "tests/house/third_party.txt") > 0)
      if (line !~ /^#/ && split(line, part, " ") == 2) { header[++rules] = part[1]; where[rules] = part[2] }
  }
  {
    file = $0; sub(/:.*/, "", file)
    name = $0; sub(/^[^<]*</, "", name); sub(/>.*/, "", name)
    allowed = 0
    for (i = 1; i <= rules; ++i) if (name ~ header[i] && file ~ where[i]) allowed = 1
    if (!allowed) { print $0 ": not allowed here by tests/house/third_party.txt"; ++bad }
  }
  END { printf "third_party: %d includes, %d problems\n", NR, bad; exit bad > 0 }'
