#include "journal/verify.h"

#include <fmt/format.h>

#include "base/text.h"
#include "base/utf8.h"
#include "journal/chain_check.h"
#include "journal/journal_store.h"
#include "journal/mark.h"

namespace hallbook::journal {

namespace {
constexpr std::size_t max_problems = 1000;

/// Damaged pages hold any bytes; a report that quotes them stays text.
std::string readable(std::string bytes) {
  if (is_utf8(bytes)) return bytes;
  std::string text;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto point = code_point_at(bytes, at);
    text += point ? bytes.substr(at, point->size) : "·";
    at += point ? point->size : 1;
  }
  return text;
}
}  // namespace

void Report::add(std::string check, std::string where, Text message) {
  if (problems.size() < max_problems)
    problems.push_back({std::move(check),
                        readable(std::move(where)),
                        {readable(std::move(message.zh)), readable(std::move(message.en))}});
  else
    ++more;
}

void verify_chain(db::ReadTx& tx, Report& report, const Progress& progress) {
  const auto total = static_cast<std::uint64_t>(store::line_count(tx));
  std::uint64_t done = 0;
  std::map<UnitId, store::KeptHead> heads;
  for (auto& head : store::kept_heads(tx)) heads[head.unit] = std::move(head);
  auto checked_units = units(tx);
  for (const auto& [unit, head] : heads)
    if (!std::binary_search(checked_units.begin(), checked_units.end(), unit)) checked_units.push_back(unit);

  for (const auto& unit : checked_units) {
    ChainCheck chain{unit, report};
    store::each_line_view(tx, unit, std::numeric_limits<std::int64_t>::min(), [&](const store::LineView& line) {
      chain.add(line);
      if (++done % 65536 == 0 && progress) progress("chain", done, total);
    });
    const auto head = heads.find(unit);
    chain.finish(head == heads.end() ? nullptr : &head->second);
  }
  if (progress) progress("chain", total, total);
  report.covered.push_back(fmt::format("journal {} lines of {} units", total, checked_units.size()));
}

void verify_mark(db::ReadTx& tx, const std::filesystem::path& folder, Report& report) {
  const auto mark = read_mark(folder);
  if (!mark) {
    report.add("mark", "mark.json", mark.error().message);
    return;
  }
  for (auto& text : missing_from_journal(tx, *mark)) report.add("mark", "mark.json", std::move(text));
  report.covered.push_back(fmt::format("mark of {} units", mark->size()));
}

}  // namespace hallbook::journal
