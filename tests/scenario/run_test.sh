#!/usr/bin/env bash
# The transcript runner itself: what must pass, what must fail, and what an update keeps.
set -uo pipefail
run=$(dirname "$(realpath "$0")")/run.sh
export HALLBOOK=/bin/true
unset HALLBOOK_UPDATE_GOLDEN
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
bad=0
expect() {  # expect STATUS NAME, transcript on stdin
  cat >"$folder/$2.test"
  "$run" "$folder/$2.test" >"$folder/$2.log" 2>&1
  local status=$?
  [[ $status == "$1" ]] || { echo "$2: exit $status, expected $1"; cat "$folder/$2.log"; bad=1; }
}
expect 0 exact <<'T'
# files pass from one command to the next
$ echo "a*b [x] \\ ?" > f

$ cat f; printf 'no newline'
a*b [x] \ ?
no newline

$ echo refused >&2; exit 3
refused
>= 3
T
expect 0 digits_at_the_end <<'T'
$ printf 5; exit 2
5
>= 2
T
expect 0 looks_like_a_code <<'T'
$ echo '>= 19 件'; exit 2
>= 19 件
>= 2
T
expect 0 silent <<'T'
$ true
T
expect 0 wildcards <<'T'
$ printf 'seq 17 root 9f\nx\ny\nlast 5\n'
seq [..] root [..]
...
last [..]
T
expect 0 continued <<'T'
$ cat <<X
> one
> X
one
T
expect 1 other_text <<'T'
$ echo aXb
a*b
T
expect 1 other_code <<'T'
$ false
T
expect 1 missing_line <<'T'
$ echo a
a
b
T
expect 1 extra_line <<'T'
$ printf 'a\nb\n'
a
T
expect 1 wildcard_in_a_line <<'T'
$ printf 'a\nb\n'
[..]
T
expect 1 not_a_command <<'T'
hallbook
T

cat >"$folder/update.test" <<'T'
# kept
$ echo seq 5; echo same
seq [..]
same

$ echo new; exit 1
old

T
HALLBOOK_UPDATE_GOLDEN=1 "$run" "$folder/update.test"
diff "$folder/update.test" - <<'T' || bad=1
# kept
$ echo seq 5; echo same
seq [..]
same

$ echo new; exit 1
new
>= 1

T
exit $bad
