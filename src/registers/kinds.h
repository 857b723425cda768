#pragma once
// Rules of the kinds whose entries depend on each other: meter, stock, voucher, catalogue (series kinds), and the
// status path of case files. Pure: the whole series in, derived values or refusals out.
// Source: docs/rules/registers.md, R-REG-20 to R-REG-36.
#include <span>
#include <vector>

#include "registers/entry.h"

namespace hallbook::registers {

struct SeriesRow {
  EntryId id;
  Date day;
  const Values* values = nullptr;
};
struct SeriesProblem {
  std::size_t row = 0;  // index into the series
  Refusal refusal;
};
struct Series {
  std::vector<std::int64_t> derived;  // per row, in the derived field's units; empty for catalogue
  std::vector<SeriesProblem> problems;
};

bool is_series_kind(Kind kind);
/// The rows of one key (one device, item, book, code) in order of day, then entry id.
Series judge_series(const Definition& definition, std::span<const SeriesRow> rows);
/// The series key of an entry: the key fields' values joined by U+001F.
std::string series_key(const Definition& definition, const Values& values);

/// Case files: may the status go from → to? The same value is always allowed.
bool step_allowed(const Definition& definition, std::string_view from, std::string_view to);

}  // namespace hallbook::registers
