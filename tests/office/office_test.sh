#!/usr/bin/env bash
# office_test.sh PROGRAM: LibreOffice opens every form that the program writes, and shows the cells that were meant.
# DOCX is compared as text, XLSX as CSV; white space aside, both must be what `form read` prints. The code of a frozen paper
# is a picture in both.
set -uo pipefail
program=$(realpath "$1")
kinds=(self-evaluation target-table monitoring disclosure execution report payment-request:Q-2026-0013
  acceptance:A-2026-0001 round-notice:1 matter-notice:1)
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
for ending in docx xlsx; do "$program" --data year form self-evaluation --form national-2020 -o "national.$ending" >/dev/null || exit 1; done
"$program" --data year form register:mailing --from 2026-03-01 --to 2026-03-31 -o mailing.docx >/dev/null || exit 1
"$program" --data year form register:copies -o copies.xlsx >/dev/null || exit 1  # streamed, not made as a form
"$program" --data year evaluate --freeze >/dev/null || exit 1
for ending in docx xlsx; do "$program" --data year form self-evaluation --frozen 1 -o "frozen.$ending" >/dev/null || exit 1; done
convert() { soffice --headless "-env:UserInstallation=file://$folder/profile" --convert-to "$1" --outdir shown "${@:2}" >convert.log 2>&1; }
convert 'txt:Text (encoded):UTF8' ./*.docx || { cat convert.log; exit 1; }
convert 'csv:Text - txt - csv (StarCalc):9,,76' ./*.xlsx || { cat convert.log; exit 1; }
bare() { sed $'1s/^\xef\xbb\xbf//; s/\u3000//g' | tr -d ' \t\n\r'; }  # an office suite drops the wide space at a line's ends
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
same national.docx shown/national.txt
same national.xlsx shown/national.csv
same mailing.docx shown/mailing.txt
same copies.xlsx shown/copies.csv
for ending in docx xlsx; do
  same "frozen.$ending" "shown/frozen.$([[ $ending == docx ]] && echo txt || echo csv)"
  convert pdf "frozen.$ending" || { cat convert.log; exit 1; }
  if [[ $(pdfimages -list shown/frozen.pdf | grep -c ' image ') == 1 ]]; then
    echo "frozen.$ending: its code is a picture"
  else
    echo "frozen.$ending: LibreOffice shows no picture of its code" && bad=1
  fi
done
exit $bad
