#pragma once
// Column headings as people print them, reduced to what can be compared (R-IMP-02); for imports and hall/.
#include <string>
#include <string_view>

namespace hallbook::registers {

/// Half-width, lower case, without blanks, line breaks, stars and a closing colon: "* 邮费\n（元）：" → "邮费(元)".
std::string heading_key(std::string_view heading);

/// The key without what stands in brackets, units mostly: "邮费(元)" → "邮费". The key itself when nothing would be left.
std::string heading_core(std::string_view key);

/// "A", "B" … "Z", "AA": as a spreadsheet names the column (0-based).
std::string column_letters(std::size_t column);

/// 合计, 总计, 小计 … as the first word of a row that adds up the rows above. `page` = only since the last such row.
enum class TotalWord { none, total, page };
TotalWord total_word(std::string_view cell);

}  // namespace hallbook::registers
