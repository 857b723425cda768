// record, correct, void: load, judge, append.
#include <fmt/format.h>

#include "base/ensure.h"
#include "registers/entry_files.h"
#include "registers/entry_store.h"
#include "registers/events.h"
#include "registers/kinds.h"
#include "registers/opening.h"
#include "registers/register_store.h"
#include "registers/registers.h"

namespace hallbook::registers {
namespace {

using entry_store::StoredEntry;
constexpr std::size_t max_reason = 200;

std::unexpected<Refusal> refused(Refusal refusal) { return std::unexpected{std::move(refusal)}; }

Date day_of(const Definition& definition, const Values& values) {
  const auto* text = std::get_if<std::string>(&values[definition.index(definition.date_field)]);
  const auto day = text ? parse_iso_date(*text) : std::nullopt;
  ensure(day.has_value(), "verbs: the date field was checked");
  return *day;
}

/// The caller's definition is the one in force: a page left open over a change must not write by the old rules.
Result<> judge_definition_in_force(db::ReadTx& tx, UnitId unit, const Definition& definition) {
  const auto now = find_register(tx, unit, definition.name);
  if (!now) return refused(now.error());
  if (now->digest == definition.digest) return {};
  return refuse(RefusalCode::conflict,
                {fmt::format("“{}”的定义已经更新,请重新打开再登记", definition.title.zh),
                 fmt::format("the definition of {} has changed; open it again", definition.name)});
}

// R-REG-14
Result<> judge_reason(const std::string& reason) {
  if (trim(reason).empty()) return refuse(RefusalCode::invalid, {"请填写原因", "a reason is needed"}, "reason");
  if (auto ok = check_text(reason, max_reason); !ok)
    return refused(
        {RefusalCode::invalid, {"原因:" + ok.error().message.zh, "reason: " + ok.error().message.en}, "reason", {}});
  return {};
}

// R-REG-13: a late entry needs a reason and shows as late.
Result<bool> judge_late(db::ReadTx& tx, UnitId unit, const Definition& definition, Date day,
                        const std::string& reason) {
  const auto closed = register_store::closed_until(tx, unit, definition.name);
  if (!closed || day > *closed) return false;
  if (trim(reason).empty())
    return refuse(
        RefusalCode::wrong_state,
        {fmt::format("“{}”到 {} 为止已关闭;{} 的登记要写明迟登的原因", definition.title.zh, iso(*closed), iso(day)),
         fmt::format("{} is closed up to {}; an entry of {} needs a reason", definition.name, iso(*closed), iso(day))},
        "reason");
  if (auto ok = judge_reason(reason); !ok) return refused(ok.error());
  return true;
}

// R-REG-34
Result<> judge_unique(db::ReadTx& tx, UnitId unit, const Definition& definition, const Values& values, EntryId self) {
  if (definition.kind != Kind::case_file) return {};
  const auto holder = find_by_key(tx, unit, definition, values);
  if (!holder || *holder == self) return {};
  const Field& field = definition.fields[definition.index(definition.rules.key.front())];
  return refuse(RefusalCode::conflict,
                {fmt::format("“{}”{} 已经登记(第 {} 条);请更正那一条", field.title.zh, series_key(definition, values),
                             holder->value),
                 fmt::format("{} {} is already recorded (entry {}); correct that one", field.title.en,
                             series_key(definition, values), holder->value)},
                field.name);
}

/// The series of one key as it would be: without entry `without`, with `added` (id 0 in messages when it is new).
struct Added {
  EntryId id;
  bool fresh = false;
  const Values* values = nullptr;
};
Result<> judge_key(db::ReadTx& tx, UnitId unit, const Definition& definition, const Values& key, EntryId without,
                   const std::optional<Added>& added) {
  std::vector<EntryVersion> entries = series_entries(tx, unit, definition, key);
  std::vector<SeriesRow> rows;
  for (const auto& entry : entries)
    if (entry.id != without) rows.push_back({entry.id, entry.day, &entry.values});
  if (added) {
    rows.push_back({added->id, day_of(definition, *added->values), added->values});
    std::ranges::sort(rows, {}, [](const SeriesRow& row) { return std::pair{row.day, row.id}; });
    for (auto& row : rows)
      if (row.id == added->id && added->fresh) row.id = EntryId{};
  }
  Series series = judge_series(definition, rows);
  if (series.problems.empty()) return {};
  return refused(std::move(series.problems.front().refusal));
}

/// Everything about values alone: fields, checks; the first problem.
Result<> judge_values(const Definition& definition, const Values& values) {
  ensure(values.size() == definition.fields.size(), "verbs: one value per field");
  auto problems = check_values(definition, values);
  if (problems.empty()) return {};
  return refused(std::move(problems.front()));
}

struct Sealed {
  Values stored;
  std::string fresh_wrapped;  // a key that must be kept; "" when none was made
};
/// Clear → stored, with the entry's key or a new one; kept values are carried over from `before`.
Result<Sealed> seal_entry(db::ReadTx& tx, const Acting& acting, const Definition& definition, EntryId entry,
                          const Values& clear, const Values* before) {
  Sealed sealed{clear, {}};
  bool needs_key = false;
  for (std::size_t i = 0; i < clear.size(); ++i)
    needs_key = needs_key || (definition.fields[i].personal && !is_empty(clear[i]) && clear[i] != keep());
  if (needs_key) {
    std::string key;
    if (register_store::wrapped_key(tx, acting.unit, definition.name, entry)) {
      auto found = entry_key(tx, acting.unit, definition, entry, acting.keys);
      if (!found) return refused(found.error());
      key = std::move(*found);
    } else {
      if (!acting.keys || !acting.keys->has_master())
        return refuse(RefusalCode::unavailable,
                      {"没有主密钥,不能登记个人信息;请检查 HALLBOOK_KEYS",
                       "there is no master key, so personal fields cannot be sealed; check HALLBOOK_KEYS"});
      auto made = acting.keys->new_entry_key(key_context(definition.name, entry));
      key = std::move(made.key);
      sealed.fresh_wrapped = std::move(made.wrapped);
    }
    Values open = clear;
    for (auto& value : open)
      if (value == keep()) value = std::monostate{};
    sealed.stored = seal_values(definition, entry, key, open);
  }
  for (std::size_t i = 0; i < clear.size(); ++i)
    if (clear[i] == keep()) sealed.stored[i] = (*before)[i];
  return sealed;
}

void keep_fresh_key(db::WriteTx& tx, UnitId unit, const Definition& definition, EntryId entry, const Sealed& sealed) {
  if (!sealed.fresh_wrapped.empty()) keep_entry_key(tx, unit, definition.name, entry, sealed.fresh_wrapped);
}

EntryRecorded event_of(const Definition& definition, EntryId entry, bool late, const std::string& reason,
                       const Values& stored) {
  EntryRecorded event{definition.name, definition.digest, entry, late, std::string{trim(reason)}, {}, {}};
  put_values(definition, stored, event.values, event.sealed);
  return event;
}

EntryVersion shown(db::ReadTx& tx, UnitId unit, const Definition& definition, EntryId id,
                   const journal::KeyRing* keys) {
  auto entry = entry_store::latest(tx, unit, definition, id);
  ensure(entry.has_value(), "verbs: the entry just written is there");
  show_personal(tx, unit, definition, id, {keys, false}, entry->values);
  return std::move(*entry);
}

Result<StoredEntry> load(db::ReadTx& tx, UnitId unit, const Definition& definition, EntryId id) {
  auto entry = id.value > 0 ? entry_store::latest(tx, unit, definition, id) : std::nullopt;
  if (!entry)
    return refuse(RefusalCode::not_found,
                  {fmt::format("“{}”没有第 {} 条", definition.title.zh, id.value),
                   fmt::format("{} has no entry {}", definition.name, id.value)},
                  "entry");
  if (entry->state == EntryState::voided)
    return refuse(RefusalCode::wrong_state,
                  {fmt::format("“{}”第 {} 条已作废,不能再改", definition.title.zh, id.value),
                   fmt::format("{} entry {} is void and cannot be changed", definition.name, id.value)},
                  "entry");
  return std::move(*entry);
}

/// Values of a correction with everything kept filled in but sealed fields, which stay keep().
Values merged(const Definition& definition, const StoredEntry& before, const Values& given) {
  Values values = given;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Field& field = definition.fields[i];
    if (field.derived)
      values[i] = std::monostate{};
    else if (values[i] == keep() && (!field.personal || is_empty(before.values[i])))
      values[i] = before.values[i];
  }
  return values;
}

// R-REG-36: a case file that only moves along its path, filling fields that were empty, needs no reason.
bool is_status_step(const Definition& definition, const Values& before, const Values& now) {
  if (definition.rules.path.empty()) return false;
  const std::size_t status = definition.index(definition.rules.status);
  if (is_empty(before[status]) || now[status] == before[status]) return false;
  for (std::size_t i = 0; i < now.size(); ++i)
    if (i != status && now[i] != keep() && now[i] != before[i] && !is_empty(before[i])) return false;
  return true;
}

Result<> judge_status(const Definition& definition, const Values& before, const Values& now) {
  if (definition.kind != Kind::case_file || definition.rules.status.empty()) return {};
  const std::size_t status = definition.index(definition.rules.status);
  const Field& field = definition.fields[status];
  const std::string from = print_value(field, before[status]), to = print_value(field, now[status]);
  if (from.empty() || step_allowed(definition, from, to)) return {};
  std::string steps;
  for (const auto& [a, b] : definition.rules.path)
    if (a == from) steps += (steps.empty() ? "" : " ") + b;
  return refuse(
      RefusalCode::wrong_state,
      {fmt::format("“{}”不能从“{}”改为“{}”;可以改为:{}", field.title.zh, from, to, steps.empty() ? "无" : steps),
       fmt::format("{} cannot go from \"{}\" to \"{}\"; allowed: {}", field.title.en, from, to,
                   steps.empty() ? "nothing" : steps)},
      field.name);
}

bool same_values(const Definition& definition, const Values& before, const Values& now) {
  for (std::size_t i = 0; i < now.size(); ++i)
    if (!definition.fields[i].derived && now[i] != keep() && (definition.fields[i].personal || now[i] != before[i]) &&
        !(is_empty(now[i]) && is_empty(before[i])))
      return false;
  return true;
}

Result<> judge_entries(db::ReadTx& tx, UnitId unit, const Definition& definition, const Values& before,
                       const Values& now, EntryId id) {
  if (auto ok = judge_unique(tx, unit, definition, now, id); !ok) return ok;
  if (!is_series_kind(definition.kind)) return {};
  if (auto ok = judge_key(tx, unit, definition, now, id, Added{id, false, &now}); !ok) return ok;
  if (series_key(definition, before) == series_key(definition, now)) return {};
  return judge_key(tx, unit, definition, before, id, std::nullopt);
}

}  // namespace

Result<EntryVersion> record(journal::Books& books, const Acting& acting, const Definition& definition,
                            const Values& given, const std::string& reason) {
  if (auto ok = judge_definition_in_force(books.tx, acting.unit, definition); !ok) return refused(ok.error());
  Values values = given;
  fill_defaults(definition, values);
  for (const auto& value : values) ensure(value != keep(), "record: keep() is for correct()");
  if (auto ok = judge_values(definition, values); !ok) return refused(ok.error());
  if (auto ok = judge_named_files(books.evidence, definition, values); !ok) return refused(ok.error());
  const auto late = judge_late(books.tx, acting.unit, definition, day_of(definition, values), reason);
  if (!late) return refused(late.error());
  if (auto ok = judge_unique(books.tx, acting.unit, definition, values, {}); !ok) return refused(ok.error());
  const EntryId id = next_entry_id(books.tx, acting.unit, definition);
  if (is_series_kind(definition.kind))
    if (auto ok = judge_key(books.tx, acting.unit, definition, values, {}, Added{id, true, &values}); !ok)
      return refused(ok.error());
  const auto sealed = seal_entry(books.tx, acting, definition, id, values, nullptr);
  if (!sealed) return refused(sealed.error());
  keep_fresh_key(books.tx, acting.unit, definition, id, *sealed);
  journal::append(books, acting.unit, acting.actor, acting.at,
                  event_of(definition, id, *late, *late ? reason : std::string{}, sealed->stored));
  return shown(books.tx, acting.unit, definition, id, acting.keys);
}

Result<EntryVersion> correct(journal::Books& books, const Acting& acting, const Definition& definition, EntryId id,
                             const Values& given, const std::string& reason) {
  if (auto ok = judge_definition_in_force(books.tx, acting.unit, definition); !ok) return refused(ok.error());
  const auto before = load(books.tx, acting.unit, definition, id);
  if (!before) return refused(before.error());
  ensure(given.size() == definition.fields.size(), "correct: one value per field");
  const Values values = merged(definition, *before, given);
  if (auto ok = judge_values(definition, values); !ok) return refused(ok.error());
  if (auto ok = judge_named_files(books.evidence, definition, values); !ok) return refused(ok.error());
  if (same_values(definition, before->values, values))
    return refuse(RefusalCode::invalid, {"没有改动任何内容", "nothing is changed"});
  const Date day = std::min(before->day, day_of(definition, values));
  const auto late = judge_late(books.tx, acting.unit, definition, day, reason);
  if (!late) return refused(late.error());
  const bool step = is_status_step(definition, before->values, values);
  if (!step || !trim(reason).empty())
    if (auto ok = judge_reason(reason); !ok) return refused(ok.error());
  if (auto ok = judge_status(definition, before->values, values); !ok) return refused(ok.error());
  if (auto ok = judge_entries(books.tx, acting.unit, definition, before->values, values, id); !ok)
    return refused(ok.error());
  const auto sealed = seal_entry(books.tx, acting, definition, id, values, &before->values);
  if (!sealed) return refused(sealed.error());
  keep_fresh_key(books.tx, acting.unit, definition, id, *sealed);
  const EntryCorrected event{event_of(definition, id, *late, reason, sealed->stored), before->version + 1};
  journal::append(books, acting.unit, acting.actor, acting.at, event);
  return shown(books.tx, acting.unit, definition, id, acting.keys);
}

Result<> void_entry(journal::Books& books, const Acting& acting, const Definition& definition, EntryId id,
                    const std::string& reason) {
  const auto before = load(books.tx, acting.unit, definition, id);
  if (!before) return refused(before.error());
  if (auto ok = judge_reason(reason); !ok) return refused(ok.error());
  const auto late = judge_late(books.tx, acting.unit, definition, before->day, reason);
  if (!late) return refused(late.error());
  if (is_series_kind(definition.kind))
    if (auto ok = judge_key(books.tx, acting.unit, definition, before->values, id, std::nullopt); !ok)
      return refused(ok.error());
  journal::append(books, acting.unit, acting.actor, acting.at,
                  EntryVoided{definition.name, id, before->version, *late, std::string{trim(reason)}});
  return {};
}

Result<> close_period(journal::Books& books, const Acting& acting, const Definition& definition, Date last) {
  const Date today = hall_date(acting.at);
  if (last > today)
    return refuse(RefusalCode::invalid,
                  {fmt::format("{} 还没有过去,不能关闭", iso(last)),
                   fmt::format("{} is not over yet and cannot be closed", iso(last))},
                  "last");
  const auto closed = register_store::closed_until(books.tx, acting.unit, definition.name);
  if (closed && last <= *closed)
    return refuse(
        RefusalCode::wrong_state,
        {fmt::format("“{}”到 {} 为止已经关闭,不能重新打开", definition.title.zh, iso(*closed)),
         fmt::format("{} is already closed up to {}; it cannot be opened again", definition.name, iso(*closed))},
        "last");
  journal::append(books, acting.unit, acting.actor, acting.at, PeriodClosed{definition.name, last});
  return {};
}

std::optional<Date> closed_until(db::ReadTx& tx, UnitId unit, std::string_view register_name) {
  return register_store::closed_until(tx, unit, register_name);
}

Result<std::vector<EntryVersion>> history(db::ReadTx& tx, UnitId unit, const Definition& definition, EntryId id,
                                          const Opening& opening) {
  std::vector<EntryVersion> versions;
  entry_store::Where where;
  where.entry = id;
  where.all_versions = true;
  if (id.value > 0)
    entry_store::each(tx, unit, definition, where, [&](StoredEntry& entry) {
      show_personal(tx, unit, definition, id, opening, entry.values);
      versions.push_back(entry);
    });
  if (!versions.empty()) return versions;
  return refuse(RefusalCode::not_found,
                {fmt::format("“{}”没有第 {} 条", definition.title.zh, id.value),
                 fmt::format("{} has no entry {}", definition.name, id.value)},
                "entry");
}

Result<Values> clear_values(db::ReadTx& tx, const Acting& acting, const Definition& definition, EntryId id) {
  const auto entry = load(tx, acting.unit, definition, id);
  if (!entry) return refused(entry.error());
  Values values = entry->values;
  if (!definition.rules.derived.empty()) values[definition.index(definition.rules.derived)] = std::monostate{};
  bool sealed = false;
  for (std::size_t i = 0; i < values.size(); ++i)
    sealed = sealed || (definition.fields[i].personal && !is_empty(values[i]));
  if (!sealed) return values;
  const auto key = entry_key(tx, acting.unit, definition, id, acting.keys);
  if (!key) return refused(key.error());
  return open_values(definition, id, *key, values);
}

std::optional<EntryId> find_by_key(db::ReadTx& tx, UnitId unit, const Definition& definition, const Values& values) {
  if (definition.rules.key.empty()) return std::nullopt;
  for (const auto& name : definition.rules.key)
    if (is_empty(values[definition.index(name)])) return std::nullopt;
  return entry_store::holder_of_key(tx, unit, definition, values);
}

std::vector<EntryVersion> series_entries(db::ReadTx& tx, UnitId unit, const Definition& definition,
                                         const Values& values) {
  std::vector<EntryVersion> entries;
  entry_store::Where where;
  where.key = &values;
  where.order = entry_store::Order::day;
  entry_store::each(tx, unit, definition, where, [&](StoredEntry& entry) { entries.push_back(entry); });
  return entries;
}

}  // namespace hallbook::registers
