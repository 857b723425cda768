#!/usr/bin/env bash
# run.sh FILE.test: plays a transcript in a fresh folder and compares what it prints.
#
#   # a comment
#   $ hallbook init --unit 11530121MB198972XH
#   > --name 示例          (continues the command)
#   expected output, stdout and stderr together; [..] stands for any text within a line,
#   a line ... for any lines
#   >= 1                   (expected exit code; without it 0)
#
# Commands run one by one in bash with hallbook on PATH (FOLDER of $HALLBOOK), $SOURCE = the source root, keys inside
# the folder, UTC and C.UTF-8; only files pass from one to the next. HALLBOOK_UPDATE_GOLDEN=1 rewrites what differs.
set -uo pipefail
file=$(realpath "$1")
program=$(realpath "${HALLBOOK:?the hallbook program}")
SOURCE=$(realpath "$(dirname "$0")/../..")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
mkdir keys
PATH=$(dirname "$program"):$PATH
export SOURCE PATH HALLBOOK_KEYS=$folder/keys HOME=$folder TZ=UTC LC_ALL=C.UTF-8
unset LANG LANGUAGE HALLBOOK_DATA
mapfile -t lines <"$file"

# Turns an expected line into a glob: everything literal but [..].
glob_of() {
  local text=$1
  text=${text//\\/\\\\}
  text=${text//\*/\\*}
  text=${text//\?/\\?}
  text=${text//\[..\]/$'\x01'}
  text=${text//\[/\\[}
  printf '%s' "${text//$'\x01'/*}"
}

# same E A: whether expected[E..] matches actual[A..].
same() {
  local e=$1 a=$2
  while ((e < ${#expected[@]})); do
    if [[ ${expected[e]} == ... ]]; then
      for (( ; a <= ${#actual[@]}; ++a)); do same $((e + 1)) "$a" && return 0; done
      return 1
    fi
    # shellcheck disable=SC2053  # the right side is a pattern
    ((a < ${#actual[@]})) && [[ ${actual[a]} == $(glob_of "${expected[e]}") ]] || return 1
    ((++e, ++a))
  done
  ((a == ${#actual[@]}))
}

new=() failures=0 at=0
while ((at < ${#lines[@]})); do
  line=${lines[at]}
  if [[ $line != '$ '* ]]; then
    [[ -z $line || $line == '#'* ]] || { echo "$1:$((at + 1)): neither a comment nor a command: $line"; exit 1; }
    new+=("$line")
    ((++at))
    continue
  fi
  start=$((at + 1)) command=${line#'$ '}
  new+=("$line")
  ((++at))
  while ((at < ${#lines[@]})) && [[ ${lines[at]} == '> '* ]]; do
    command+=$'\n'${lines[at]#'> '}
    new+=("${lines[at]}")
    ((++at))
  done
  expected=() code=0
  while ((at < ${#lines[@]})) && [[ ${lines[at]} != '$ '* && ${lines[at]} != '# '* && ! ${lines[at]} =~ ^'>= '[0-9]+$ ]]; do
    expected+=("${lines[at]}")
    ((++at))
  done
  if ((at < ${#lines[@]})) && [[ ${lines[at]} =~ ^'>= '[0-9]+$ ]]; then code=${lines[at]#'>= '}; ((++at)); fi
  gap=0  # blank lines before the next command belong to the layout, not to the output
  while ((${#expected[@]})) && [[ -z ${expected[-1]} ]]; do unset 'expected[-1]'; ((++gap)); done

  actual=()
  mapfile -t actual < <(timeout 400 bash -c "$command" 2>&1 </dev/null; printf '\001%d\n' $?)
  status=${actual[-1]##*$'\001'}
  actual[-1]=${actual[-1]%$'\001'*}
  while ((${#actual[@]})) && [[ -z ${actual[-1]} ]]; do unset 'actual[-1]'; done

  if same 0 0 && [[ $status == "$code" ]]; then
    ((${#expected[@]})) && new+=("${expected[@]}")
  else
    ((++failures))
    ((${#actual[@]})) && new+=("${actual[@]}")
    if [[ -z ${HALLBOOK_UPDATE_GOLDEN:-} ]]; then
      printf '%s:%d: $ %s\n' "$1" "$start" "$command"
      diff -u --label expected --label actual <(printf '%s\n' "${expected[@]-}" ">= $code") \
        <(printf '%s\n' "${actual[@]-}" ">= $status")
    fi
  fi
  ((status)) && new+=(">= $status")
  for (( ; gap > 0; --gap)); do new+=(''); done
done

if [[ -n ${HALLBOOK_UPDATE_GOLDEN:-} ]]; then
  ((failures == 0)) || printf '%s\n' "${new[@]}" >"$file"
  exit 0
fi
((failures == 0)) || { echo "$failures commands differ; ./dev golden rewrites the transcript"; exit 1; }
