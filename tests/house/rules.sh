#!/usr/bin/env bash
# Each rule R-XXX-nn stands in docs/rules (a table row that begins with it), in code and in a test.
cd "$(dirname "$0")/../.." || exit
id='R-[A-Z]{2,4}-[0-9]{2,3}'
files() { git ls-files -co --exclude-standard -- "$@"; }
# Ranges count for every rule in them: "R-IMP-01 to R-IMP-12".
ids() {
  xargs -r grep -ohE "$id( to $id)?" | awk '
    NF == 1 { print; next }
    { first = $1; sub(/.*-/, "", first); last = $3; sub(/.*-/, "", last); stem = $1; sub(/[0-9]+$/, "", stem)
      for (i = first + 0; i <= last + 0; ++i) printf "%s%02d\n", stem, i }' | sort -u
}
docs=$(files docs/rules | xargs -r grep -ohE "^\| *$id" | grep -oE "$id" | sort)
code=$(files src definitions db | grep -v '_test\.cpp$' | ids)
exact=$(files src tests | grep -E '_test\.cpp$|^tests/' | grep -v '^tests/house/' | ids)
bad=0
problem() { [[ -z $2 ]] || { echo "$1: $(tr '\n' ' ' <<<"$2")"; bad=1; }; }
problem 'stands twice in docs/rules' "$(uniq -d <<<"$docs")"
docs=$(uniq <<<"$docs")
problem 'in docs/rules, but no code names it' "$(comm -23 <(echo "$docs") <(echo "$code"))"
problem 'in docs/rules, but no test names it' "$(comm -23 <(echo "$docs") <(echo "$exact"))"
problem 'in code or a test, but not in docs/rules' "$(comm -13 <(echo "$docs") <(printf '%s\n%s\n' "$code" "$exact" | sort -u | grep .))"
echo "rules: $(grep -c . <<<"$docs") rules, $( ((bad)) && echo problems || echo 0 problems)"
exit $bad
