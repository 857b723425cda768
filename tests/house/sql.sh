#!/usr/bin/env bash
# SQL stands in *_store.cpp, in platform/db and in db/migrations, nowhere else (tests and benchmarks may ask the database).
cd "$(dirname "$0")/../.." || exit
found=$(git ls-files -co --exclude-standard -- 'src/*.h' 'src/*.cpp' | grep -vE '_store\.cpp$|_test\.cpp$|test_data\.h$|_fixture\.h$|^src/platform/db/' |
  xargs grep -nE '(^|[ "(])(SELECT .* FROM|INSERT INTO|UPDATE [a-z_{}]+ SET|DELETE FROM|CREATE (TABLE|INDEX|UNIQUE)|DROP TABLE|ALTER TABLE)( |"|$)|^ *(SELECT|FROM|WHERE|INSERT INTO) [a-z_]' |
  grep -vE ':[0-9]+: *(//|\*)' || true)
[[ -z $found ]] || echo "$found" | sed 's/$/   <- SQL belongs into a _store.cpp/'
echo "sql: $(grep -c . <<<"$found") problems"
[[ -z $found ]]
