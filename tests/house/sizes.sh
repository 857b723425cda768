#!/usr/bin/env bash
# A file has at most 400 lines, a function at most 60 (clang-tidy also counts the functions inside classes); a test with
# its table at most 90.
cd "$(dirname "$0")/../.." || exit
git ls-files -co --exclude-standard -- '*.h' '*.cpp' '*.sh' dev | sort | awk '
  function problem(text) { print text; ++bad }
  {
    file = $0; line_no = 0; start = 0; most = file ~ /_test\.cpp$/ ? 90 : 60
    while ((getline line < file) > 0) {
      ++line_no
      if (line ~ /^[^ \/#}].*[{]$/ && line !~ /^(namespace|struct|class|enum|union|extern|inline constexpr|constexpr|const|static constexpr|template)[ {]/) start = line_no
      if (line ~ /^}/ && start) {
        if (line_no - start > most + 1) problem(file ":" start ": a function of " line_no - start - 1 " lines; stop at " most)
        start = 0
      }
    }
    close(file)
    if (line_no > 400) problem(file ": " line_no " lines; stop at 400")
    total += line_no
  }
  END { printf "sizes: %d files, %d lines, %d problems\n", NR, total, bad; exit bad > 0 }'
