# sums.sh FOLDER: the seven values of the sample year from its exported registers alone, by awk: what evaluate says,
# computed by another program from another form of the same rows.
cd "$1" || exit
over() {  # over REGISTER 'awk rules', with c["Heading"] = the column's number
  awk -F, '
    function lowest(a, b,  x, y, t) {  # a/b in lowest terms
      x = a; y = b
      while (y) { t = y; y = x % y; x = t }
      printf "%d/%d\n", a / x, b / x
    }
    { sub(/\r$/, "") }
    NR == 1 { sub(/^\357\273\277/, ""); for (i = 1; i <= NF; ++i) c[$i] = i; next }
    '"$2" "$1.csv"
}
over cases '$c["Source"] == "政务平台" { n += $c["Cases handled"] } END { print n }'
sheets=$(over copies '$c["Use"] == "public" && $c["Zone"] ~ /^[BF]区$/ { n += $c["Sheets"] } END { print n }')
echo "$sheets"
over water '{ m[substr($c["Date"], 1, 7)] += $c["Barrels"] } END { for (k in m) if (m[k] > n) n = m[k]; print n }'
over mailing 'END { print NR - 1 }'
# A working day is 7/5 of a day: limits in fifths. The mean of two ratios, over one denominator.
over items '{ ++n; four += $c["Online depth"] == "IV" }
  $c["Legal limit"] != "" && $c["Promised limit"] != "" {
    legal += $c["Legal limit"] * ($c["Legal limit unit"] == "工作日" ? 7 : 5)
    promised += $c["Promised limit"] * ($c["Promised limit unit"] == "工作日" ? 7 : 5) }
  END { lowest(four * legal + (legal - promised) * n, 2 * n * legal) }'
over mailing '{ fen += $c["Fee"] * 100 } END { printf "%.2f\n", ('"$sheets"' * 65 + fen) / 100 }'
answers=$(over complaints '$c["Called back"] == "是" { ++n; good += $c["Satisfied"] == "是" } END { print good "," n }')
over ratings '$c["Channel"] != 7 { ++n; good += $c["Level"] !~ /不满意$/ }
  END { split("'"$answers"'", a, ","); lowest(good + a[1], n + a[2]) }'
