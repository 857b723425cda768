#pragma once
// Amounts, days, years and document numbers that stand in running Chinese text. Private to dossier/.
// Source: docs/rules/dossier.md, R-DOS-04 to R-DOS-06.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.h"
#include "base/period.h"

namespace hallbook::dossier {

/// "420000元", "42万元", "1,200.50元" with the characters before it (at most 12).
struct StatedAmount {
  std::string printed;
  std::string before;
  std::optional<Money> money;  // nullopt: beyond range or more exact than a fen
};
std::vector<StatedAmount> amounts_in(std::string_view text);

/// The amount of the whole: the only one; else the only one called 全年, 总额, 合计, 共; else the one that the
/// others add up to. nullopt when the text does not say which.
std::optional<Money> whole_amount(const std::vector<StatedAmount>& amounts);

/// "2026年1月1日至2026年12月31日", "2026年1月至12月", "2026-01-01至2026-12-31": the first that holds valid days.
std::optional<Period> period_in(std::string_view text);

/// The first "2026年" (1990…2199), full-width digits too.
std::optional<int> year_in(std::string_view text);

/// "呈办通〔2019〕29号" with any kind of bracket around the year; printed with 〔〕.
std::vector<std::string> document_numbers_in(std::string_view text);

}  // namespace hallbook::dossier
