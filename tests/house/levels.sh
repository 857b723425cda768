#!/usr/bin/env bash
# #include goes down only: src/levels.txt says which folder may include which. Also: includes name the path from src/,
# headers begin with #pragma once, and the private files (_store, _api, _import) of a folder stay in it, but app/ reads the
# route tables (_api).
cd "$(dirname "$0")/../.." || exit
git ls-files -co --exclude-standard -- 'src/*.h' 'src/*.cpp' | sort | awk '
  function problem(text) { print file ":" line_no ": " text; ++bad }
  # platform/db/db.h -> platform/db
  function folder_of(path) { sub(/\/[^\/]*$/, "", path); return path }
  BEGIN {
    while ((getline line < "src/levels.txt") > 0) {
      if (line ~ /^#/ || line == "") continue
      ++height
      count = split(line, names, " ")
      for (i = 1; i <= count; ++i) level[names[i]] = height
    }
  }
  {
    file = $0
    from = file; sub(/^src\//, "", from); from = folder_of(from)
    if (!(from in level)) { line_no = 1; problem("folder " from " does not stand in src/levels.txt"); next }
    line_no = 0; guarded = 0
    while ((getline line < file) > 0) {
      ++line_no
      if (line == "#pragma once") guarded = 1
      if (line !~ /^ *# *include *"/) continue
      name = line; sub(/^[^"]*"/, "", name); sub(/".*/, "", name)
      if (name ~ /^tests\// && file ~ /_test\.cpp$/) continue
      if (name !~ /\// || name ~ /\.\./) { problem("include \"" name "\": name the path from src/"); continue }
      to = folder_of(name)
      if (to == from) continue
      if (!(to in level)) problem("include \"" name "\": folder " to " does not stand in src/levels.txt")
      else if (level[to] >= level[from]) problem("include \"" name "\": " from " stands below or beside " to " in src/levels.txt")
      # app/ assembles the route table from the operations of all folders.
      if (name ~ /_(store|api|import)\.h$/ && !(from == "app" && name ~ /_api\.h$/)) problem("include \"" name "\": private to " to)
    }
    close(file)
    if (file ~ /\.h$/ && !guarded) { line_no = 1; problem("no #pragma once") }
  }
  END { printf "levels: %d files, %d problems\n", NR, bad; exit bad > 0 }'
