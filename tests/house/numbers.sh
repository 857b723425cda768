#!/usr/bin/env bash
# No floating point near money, targets and scores: exact until printed.
cd "$(dirname "$0")/../.." || exit
allowed=$(awk '/^src/ { print $1 }' tests/house/numbers_allowed.txt)
found=$(git ls-files -co --exclude-standard -- src/base src/registers src/funds src/indicators src/dossier src/identity src/journal |
  grep -E '\.(h|cpp)$' | grep -vxF "$allowed" | xargs -r awk '
    { code = $0; gsub(/"([^"\\]|\\.)*"/, "", code); sub(/\/\/.*/, "", code)
      if (code ~ /(^|[^a-zA-Z_])(double|float|strtod|stod|strtof|stof)([^a-zA-Z_]|$)/) print FILENAME ":" FNR ": " $0 }')
[[ -z $found ]] || echo "$found" | sed 's/$/   <- floating point; exceptions: tests\/house\/numbers_allowed.txt/'
echo "numbers: $(grep -c . <<<"$found") problems"
[[ -z $found ]]
