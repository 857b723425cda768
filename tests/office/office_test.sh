#!/usr/bin/env bash
# office_test.sh PROGRAM: LibreOffice opens every form that the program writes, and shows the cells that were meant.
# DOCX is compared as text, XLSX as CSV; white space aside, both must be what `form read` prints.
set -uo pipefail
program=$(realpath "$1")
kinds=(self-evaluation target-table monitoring disclosure execution)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
mkdir keys shown
export HALLBOOK_KEYS=$folder/keys HOME=$folder LC_ALL=C.UTF-8
command -v soffice >/dev/null || { echo "LibreOffice is not here: ./dev setup test"; exit 1; }
"$program" demo year --lang en >/dev/null || exit 1
for kind in "${kinds[@]}"; do
  for ending in docx xlsx; do "$program" --data year form "$kind" -o "${kind/:/-}.$ending" >/dev/null || exit 1; done
done
convert() { soffice --headless "-env:UserInstallation=file://$folder/profile" --convert-to "$1" --outdir shown "${@:2}" >convert.log 2>&1; }
convert 'txt:Text (encoded):UTF8' ./*.docx || { cat convert.log; exit 1; }
convert 'csv:Text - txt - csv (StarCalc):9,34,76' ./*.xlsx || { cat convert.log; exit 1; }
bare() { sed '1s/^\xef\xbb\xbf//' | tr -d ' \t\n\r'; }
bad=0
same() {  # same FORM SHOWN
  local meant shown
  meant=$("$program" form read "$1" | bare)
  shown=$(bare <"$2")
  if [[ -n $meant && $meant == "$shown" ]]; then
    echo "$1: as it was meant (${#meant} characters)"
  else
    echo "$1: LibreOffice shows something else"
    diff <(fold -w 60 <<<"$meant") <(fold -w 60 <<<"$shown") | head -n 12
    bad=1
  fi
}
for kind in "${kinds[@]}"; do
  same "${kind/:/-}.docx" "shown/${kind/:/-}.txt"
  same "${kind/:/-}.xlsx" "shown/${kind/:/-}.csv"
done
exit $bad
