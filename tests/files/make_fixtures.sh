#!/bin/sh
# Writes the workbooks of foreign programs in fixtures/ anew: openpyxl (python3-openpyxl) and LibreOffice Calc
# (libreoffice-calc-nogui). They are committed; run this only to add a case, and review the difference.
set -eu
cd "$(dirname "$0")/fixtures"
/usr/bin/python3 - <<'PYTHON'
import datetime
import openpyxl
from openpyxl.styles import Font

book = openpyxl.Workbook()
hidden = book.active
hidden.title = "参数"
hidden.sheet_state = "hidden"
hidden["A1"] = "别读我"
sheet = book.create_sheet("登记")
sheet.append(["姓名", "日期", "时间", "金额", "比例", "备注", "公式", "是否"])
sheet.append(["张三", datetime.date(2026, 3, 9), datetime.datetime(2026, 3, 9, 8, 30, 15), 1234.56, 0.1, " 前后空格 ", "=D2*2", True])
sheet.append(["李四", datetime.date(2024, 2, 29), datetime.time(17, 5), -0.07, 1e-7, "两行\n文字", "=SUM(D2:D3)", False])
sheet.append([])
sheet.append(["王五", "2026-03-09", datetime.timedelta(hours=30), 9007199254740991, 1 / 3, "_x000D_ <&>", "#N/A", None])
sheet["A5"].font = Font(bold=True)
sheet.merge_cells("A7:B8")
sheet["A7"] = "合并"
book.active = 1
book.save("openpyxl.xlsx")

old = openpyxl.Workbook()
old.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
old.active.append(["d", datetime.date(2026, 3, 9)])
old.save("openpyxl_1904.xlsx")
PYTHON

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/calc.csv" <<'CSV'
姓名,日期,时间,金额,百分比,编号
张三,2026-03-09,08:30:15,1234.56,12.5%,007
"李,四",2024-02-29,17:05:00,-0.07,100%,'=1+1
公式,=DATE(2026;3;9),=1/0,=SUM(D2:D3),TRUE,"两
行"
CSV
soffice -env:UserInstallation="file://$folder/profile" --headless \
  --infilter="CSV:44,34,76,1,1/2/2/5/6/2,2052,false,true,false,false" --convert-to xlsx --outdir "$folder" "$folder/calc.csv" > /dev/null
mv "$folder/calc.xlsx" calc.xlsx
