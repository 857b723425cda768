// Taking an import back: load, judge, append. Source: docs/rules/imports.md, R-IMP-16.
#include <fmt/format.h>

#include "registers/entry_store.h"
#include "registers/events.h"
#include "registers/kinds.h"
#include "registers/register_store.h"
#include "registers/transfer.h"

namespace hallbook::registers {
namespace {

constexpr std::size_t max_withdraw_reason = 200;

std::unexpected<Refusal> cannot_withdraw(std::string zh, std::string en) {
  return refuse(RefusalCode::wrong_state, {std::move(zh), std::move(en)}, "import");
}

/// What an import left in force.
struct Standing {
  Withdrawn count;
  std::optional<Date> earliest;
  std::map<std::string, Values> touched;  // series key → one row with it
};
Standing standing_rows(db::ReadTx& tx, UnitId unit, const Definition& definition,
                       const register_store::Import& import) {
  Standing standing;
  entry_store::Where where;
  where.after = EntryId{import.first_id - 1};
  where.up_to = EntryId{import.first_id + import.row_count - 1};
  entry_store::each(tx, unit, definition, where, [&](entry_store::StoredEntry& entry) {
    ++standing.count.rows;
    standing.count.corrected += entry.version > 1;
    if (!standing.earliest || entry.day < *standing.earliest) standing.earliest = entry.day;
    if (is_series_kind(definition.kind))
      standing.touched.try_emplace(series_key(definition, entry.values), entry.values);
  });
  return standing;
}

/// The rest of each meter, stock and book must stand without the rows that go.
Result<> judge_rest(db::ReadTx& tx, UnitId unit, const Definition& definition, const register_store::Import& import,
                    const Standing& standing) {
  for (const auto& [key, sample] : standing.touched) {
    const auto entries = series_entries(tx, unit, definition, sample);
    std::vector<SeriesRow> rows;
    for (const auto& entry : entries)
      if (entry.id.value < import.first_id || entry.id.value >= import.first_id + import.row_count)
        rows.push_back({entry.id, entry.day, &entry.values});
    Series rest = judge_series(definition, rows);
    if (rest.problems.empty()) continue;
    Refusal refusal = std::move(rest.problems.front().refusal);
    refusal.message = {"撤回后其余的行不成立：" + refusal.message.zh,
                       "the other rows would not stand: " + refusal.message.en};
    return std::unexpected{std::move(refusal)};
  }
  return {};
}

Result<> judge_withdraw_reason(const std::string& reason) {
  if (trim(reason).empty())
    return refuse(RefusalCode::invalid, {"请填写撤回的原因", "say why it is taken back"}, "reason");
  if (auto fine = check_text(reason, max_withdraw_reason); !fine)
    return refuse(RefusalCode::invalid, {"原因：" + fine.error().message.zh, "reason: " + fine.error().message.en},
                  "reason");
  return {};
}

Result<register_store::Import> asked_import(db::ReadTx& tx, UnitId unit, const Definition& definition,
                                            std::int64_t seq) {
  for (auto& import : register_store::imports(tx, unit, definition.name)) {
    if (import.seq != seq) continue;
    if (import.withdrawn_seq == 0) return std::move(import);
    return cannot_withdraw(fmt::format("这次导入已经撤回（日志第 {} 条）", import.withdrawn_seq),
                           fmt::format("this import was taken back already (journal line {})", import.withdrawn_seq));
  }
  return refuse(RefusalCode::not_found,
                {fmt::format("日志第 {} 条不是“{}”的导入", seq, definition.title.zh),
                 fmt::format("journal line {} is no import into {}", seq, definition.name)},
                "import");
}

}  // namespace

Result<Withdrawn> withdraw_import(journal::Books& books, const Acting& acting, const Definition& definition,
                                  std::int64_t import_seq, const std::string& reason) {
  if (auto fine = judge_withdraw_reason(reason); !fine) return std::unexpected{fine.error()};
  const auto import = asked_import(books.tx, acting.unit, definition, import_seq);
  if (!import) return std::unexpected{import.error()};
  const Standing standing = standing_rows(books.tx, acting.unit, definition, *import);
  if (standing.count.rows == 0)
    return cannot_withdraw("这次导入的行都已作废，没有可撤回的",
                           "all rows of this import are void; nothing is left of it");
  const auto closed = closed_until(books.tx, acting.unit, definition.name);
  if (closed && *standing.earliest <= *closed)
    return cannot_withdraw(
        fmt::format("“{}”到 {} 为止已关闭，这次导入有 {} 的行，不能整批撤回；请逐条作废并写明原因", definition.title.zh,
                    iso(*closed), iso(*standing.earliest)),
        fmt::format(
            "{} is closed up to {} and this import has rows of {}; it cannot be taken back as a whole: void the "
            "entries one by one with a reason",
            definition.name, iso(*closed), iso(*standing.earliest)));
  if (auto stands = judge_rest(books.tx, acting.unit, definition, *import, standing); !stands)
    return std::unexpected{stands.error()};
  journal::append(books, acting.unit, acting.actor, acting.at,
                  ImportWithdrawn{definition.name, import_seq, standing.count.rows, std::string{trim(reason)}});
  return standing.count;
}

}  // namespace hallbook::registers
