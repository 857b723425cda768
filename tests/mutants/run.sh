#!/usr/bin/env bash
# run.sh BUILD JOBS [NAME]: puts each small wrong change of list.sh into the source, one at a time, and demands that its
# test fails (trust R12). The source is put back whatever happens. A change that no longer fits, does not compile or is not
# noticed by its test fails the run.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit
build=$1 jobs=$2 wanted=${3:-} saved='' changed='' caught=0 missed=0
log=$(mktemp)

put_back() {
  [[ -n $changed ]] || return 0
  cp "$saved" "$changed" && rm -f "$saved"  # a new time stamp, so that the right text is built again
  changed=''
}
trap 'put_back; rm -f "$log"' EXIT
trap 'exit 1' INT TERM

miss() {
  printf '  %-34s %s\n' "$1" "$2"
  missed=$((missed + 1))
}

# mutant NAME FILE OLD NEW TEST FILTER: OLD stands in FILE exactly once; TEST is a test program, FILTER its cases.
mutant() {
  local name=$1 file=$2 old=$3 new=$4 test=$5 filter=$6 text program
  [[ $name == *"$wanted"* ]] || return 0
  text=$(cat "$file"; echo .)
  [[ $text == *"$old"* && ${text#*"$old"} != *"$old"* ]] || { miss "$name" "no longer fits $file"; return; }
  saved=$(mktemp) && cp "$file" "$saved" && changed=$file
  text=${text/"$old"/"$new"}
  printf '%s' "${text%.}" >"$file"
  if cmake --build "$build" -j "$jobs" --target "$test" >"$log" 2>&1; then
    program=$(find "$build/src" -name "$test" -type f -perm -u+x | head -n 1)
    if timeout 120 "$program" --gtest_fail_fast --gtest_filter="$filter" >"$log" 2>&1; then
      miss "$name" "NOT NOTICED by $(grep -c '^\[       OK' "$log") tests of $test $filter"
    else
      printf '  %-34s caught by %s\n' "$name" "$(sed -n 's/^\[  FAILED  \] \([A-Za-z/_0-9.]*\).*/\1/p' "$log" | head -n 1)"
      caught=$((caught + 1))
    fi
  else
    miss "$name" "does not compile: $(grep -m 1 'error:' "$log")"
  fi
  put_back
}

source tests/mutants/list.sh
printf '%d wrong changes caught, %d not\n' "$caught" "$missed"
((caught > 0 && missed == 0))
