#!/usr/bin/env bash
# Migrations are numbered once each and never edited after a release (a tag vN.N.N): write a new one instead.
cd "$(dirname "$0")/../.." || exit
bad=0
odd=$(cd db/migrations && find . -type f | grep -vE '^\./[0-9]{4}_[a-z_]+\.sql$' || true)
[[ -z $odd ]] || { echo "$odd   <- name it NNNN_name.sql"; bad=1; }
twice=$(find db/migrations -name '*.sql' -printf '%f\n' | cut -c1-4 | sort | uniq -d)
[[ -z $twice ]] || { echo "number used twice: $twice"; bad=1; }
release=$(git describe --tags --abbrev=0 --match 'v[0-9]*' 2>/dev/null || true)
if [[ -n $release ]]; then
  edited=$(git diff --name-only --diff-filter=MDR "$release" -- db/migrations)
  [[ -z $edited ]] || { echo "edited since $release: $edited"; bad=1; }
fi
echo "migrations: $(find db/migrations -name '*.sql' | wc -l) files, $( ((bad)) && echo problems || echo 0 problems)"
exit $bad
