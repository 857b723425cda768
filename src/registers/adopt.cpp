// Adopting definitions and finding the one in force.
#include <fmt/format.h>

#include <memory>
#include <mutex>
#include <unordered_map>

#include "identity/adoption.h"
#include "registers/events.h"
#include "registers/registers.h"
#include "registers/table_store.h"

namespace hallbook::registers {
namespace {

std::unexpected<Refusal> changed(const Field& field, std::string_view zh, std::string_view en) {
  return refuse(
      RefusalCode::invalid,
      {fmt::format("字段“{}”({})不能{};已有登记的字段只能增加,不能减少或改变类型", field.title.zh, field.name, zh),
       fmt::format("the field \"{}\" cannot be {}; a next version may add fields, not drop or retype them", field.name,
                   en)},
      field.name);
}

// R-REG-10: old rows must stay readable under the next version.
Result<> judge_next(const Definition& before, const Definition& next) {
  for (const auto& old : before.fields) {
    const Field* now = next.field(old.name);
    if (!now) return changed(old, "去掉", "dropped");
    if (now->type != old.type || now->scale != old.scale || now->personal.has_value() != old.personal.has_value() ||
        now->derived != old.derived)
      return changed(old, "改变类型", "retyped");
  }
  const KindRules &a = before.rules, &b = next.rules;
  const bool same = before.kind == next.kind && before.date_field == next.date_field && a.key == b.key &&
                    a.counter == b.counter && a.reset == b.reset && a.start == b.start && a.action == b.action &&
                    a.actions == b.actions && a.amount == b.amount && a.from_no == b.from_no && a.to_no == b.to_no &&
                    a.derived == b.derived && a.status == b.status && a.valid_from == b.valid_from &&
                    a.valid_to == b.valid_to;
  if (same) return {};
  return refuse(RefusalCode::invalid,
                {fmt::format("“{}”的类别、日期字段和类别规则不能改变;请另立一个台账", next.title.zh),
                 fmt::format("kind, date field and kind rules of {} cannot change; make another register", next.name)},
                "kind");
}

/// Units share the register's table, so a column has one storage for all.
Result<> judge_shared(db::ReadTx& tx, const Definition& next) {
  for (const auto& column : table_store::columns(tx, next.name)) {
    const Field* field = next.field(column.field);
    if (field && table_store::storage_of(*field) != column.storage)
      return refuse(
          RefusalCode::conflict,
          {fmt::format("字段“{}”在另一单位的同名台账中是别的类型,请换一个字段名", field->name),
           fmt::format("another unit's register of this name has \"{}\" with another type; choose another field name",
                       field->name)},
          field->name);
  }
  return {};
}

/// Every write and every page needs definitions, and reading one from TOML takes longer than a write. The whole text is
/// the key, so an answer cannot be out of date.
Result<Definition> parsed(const identity::AdoptedDefinition& adopted) {
  static constexpr std::size_t most = 512;  // texts of a few thousand bytes; a province has a few dozen
  static std::mutex mutex;
  static std::unordered_map<std::string, std::shared_ptr<const Definition>> known;
  {
    const std::lock_guard lock{mutex};
    if (const auto found = known.find(adopted.text); found != known.end()) return *found->second;
  }
  auto definition = parse_definition(adopted.text);
  if (!definition) return definition;
  const std::lock_guard lock{mutex};
  if (known.size() >= most) known.clear();
  known.emplace(adopted.text, std::make_shared<const Definition>(*definition));
  return definition;
}

}  // namespace

Result<Definition> adopt_register(journal::Books& books, const Acting& acting, std::string_view toml,
                                  std::string_view reason) {
  auto next = parse_definition(toml);
  if (!next) return next;
  if (const auto adopted = identity::find_definition(books.tx, acting.unit, "register", next->name)) {
    if (adopted->digest == next->digest) return next;
    const auto before = parsed(*adopted);
    if (!before) return before;
    if (auto ok = judge_next(*before, *next); !ok) return std::unexpected{ok.error()};
  }
  if (auto ok = judge_shared(books.tx, *next); !ok) return std::unexpected{ok.error()};
  journal::append(books, acting.unit, acting.actor, acting.at,
                  RegisterAdopted{next->name, next->text, std::string{reason}});
  return next;
}

Result<Definition> find_register(db::ReadTx& tx, UnitId unit, std::string_view name, std::int64_t at_seq) {
  if (const auto adopted = identity::find_definition(tx, unit, "register", name, at_seq)) return parsed(*adopted);
  std::string known;
  for (const auto& one : identity::definitions(tx, unit, "register", at_seq))
    known += (known.empty() ? "" : " ") + one.name;
  if (known.empty()) known = "-";
  return refuse(RefusalCode::not_found,
                {fmt::format("没有台账“{}”;已有:{}", name, known),
                 fmt::format("there is no register \"{}\"; known: {}", name, known)},
                "register");
}

std::vector<Definition> all_registers(db::ReadTx& tx, UnitId unit, std::int64_t at_seq) {
  std::vector<Definition> found;
  for (const auto& adopted : identity::definitions(tx, unit, "register", at_seq))
    if (auto definition = parsed(adopted)) found.push_back(std::move(*definition));
  return found;
}

}  // namespace hallbook::registers
