#!/usr/bin/env bash
# run.sh FOLDER SECONDS JOBS: runs every fuzz target of FOLDER for SECONDS, JOBS at a time.
# Starts from tests/fuzz/corpus/NAME when there is one. A finding fails and prints the command that repeats it.
# CI judges a commit: it starts from one seed (FUZZ_SEED, 1) and stops after as many inputs (FUZZ_RUNS), so that the same commit
# gets the same answer on a slow machine. Elsewhere each run looks in another place (0: by chance) for all of its time.
set -uo pipefail
folder=$1 seconds=$2 jobs=$3
here=$(dirname "$0") seed=${FUZZ_SEED:-$([[ ${CI:-} == true ]] && echo 1 || echo 0)}
runs=${FUZZ_RUNS:-$([[ ${CI:-} == true ]] && echo 30000 || echo -1)}
targets=("$folder"/*_fuzz)
[[ -x ${targets[0]} ]] || { echo "fuzz: no target in $folder" >&2; exit 1; }

one() {
  local target=$1 name work log
  name=$(basename "$target")
  work=$folder/work/$name
  log=$work.log
  rm -rf "$work"
  mkdir -p "$work"
  local seeds=()
  [[ -d $here/corpus/$name ]] && seeds=("$here/corpus/$name")
  if "$target" -seed="$seed" -runs="$runs" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="$work.finding-" "$work" "${seeds[@]}" >"$log" 2>&1 </dev/null; then
    printf '  %-24s %s inputs\n' "$name" "$(sed -n 's/^stat::number_of_executed_units: //p' "$log")"
  else
    printf '  %-24s FINDING\n' "$name"
    grep -m 5 -E 'ERROR|SUMMARY|runtime error|Test unit written' "$log"
    printf '  the input, base64: %s\n' "$(cat "$work".finding-* | base64 -w 0 | head -c 4000)"
    printf '  repeat it: %s %s.finding-*   (whole log: %s)\n' "$target" "$work" "$log"
    return 1
  fi
}
export -f one
export folder seconds here seed runs
mkdir -p "$folder/work"
printf '%s\n' "${targets[@]}" | xargs -n 1 -P "$jobs" bash -c 'one "$1"' _
