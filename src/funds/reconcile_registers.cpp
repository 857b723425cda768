#include "funds/reconcile_registers.h"

#include <fmt/format.h>

#include "base/money_math.h"
#include "base/text.h"
#include "funds/contract_ops.h"
#include "funds/invoice_register.h"
#include "registers/query.h"
#include "registers/registers.h"

namespace hallbook::funds {
namespace {

using registers::Definition;
using registers::EntryVersion;

std::size_t field_at(const Definition& definition, std::string_view name) {
  for (std::size_t i = 0; i < definition.fields.size(); ++i)
    if (definition.fields[i].name == name) return i;
  return SIZE_MAX;
}

/// Reads fields of an entry by name; a register without the field gives nothing.
class EntryFields {
 public:
  EntryFields(const Definition& definition, const EntryVersion& entry) : definition_{definition}, entry_{entry} {}
  std::string text(std::string_view name) const {
    const auto* value = at(name);
    const auto* text = value == nullptr ? nullptr : std::get_if<std::string>(value);
    return text == nullptr ? std::string{} : *text;
  }
  std::optional<std::int64_t> number(std::string_view name) const {
    const auto* value = at(name);
    const auto* number = value == nullptr ? nullptr : std::get_if<std::int64_t>(value);
    return number == nullptr ? std::nullopt : std::optional{*number};
  }
  int scale(std::string_view name) const {
    const auto field = field_at(definition_, name);
    return field == SIZE_MAX ? 0 : definition_.fields[field].scale;
  }

 private:
  const registers::FieldValue* at(std::string_view name) const {
    const auto field = field_at(definition_, name);
    return field == SIZE_MAX || field >= entry_.values.size() ? nullptr : &entry_.values[field];
  }
  const Definition& definition_;
  const EntryVersion& entry_;
};

using LinesByKey = std::map<std::string, RegisterLine>;

void add_line(LinesByKey& lines, const Contract& contract, std::string key, const Quantity& count,
              std::optional<Money> amount = std::nullopt) {
  const auto price = price_of(contract, key);
  // A contract with one price for everything is compared as one.
  if (contract.prices.size() == 1 && contract.prices.front().key.empty()) key.clear();
  auto& line = lines[key];
  line.key = key;
  line.price = price;
  line.count = line.count + count;
  if (amount) line.amount = line.amount.value_or(Money{}) + *amount;
}

LinesByKey mailing_lines(const Definition& definition, const std::vector<EntryVersion>& entries,
                         const Contract& contract) {
  LinesByKey lines;
  for (const auto& entry : entries) {
    const EntryFields fields{definition, entry};
    if (fields.text("status") == "待揽收") continue;  // nobody has it yet, so nobody bills it
    add_line(lines, contract, fields.text("trip"), Quantity{1, 0});
  }
  return lines;
}

LinesByKey supply_lines(const Definition& definition, const std::vector<EntryVersion>& entries,
                        const Contract& contract) {
  LinesByKey lines;
  for (const auto& entry : entries) {
    const EntryFields fields{definition, entry};
    const auto amount = fields.number("amount");
    if (fields.text("action") != "入库" || !amount) continue;
    const auto spec = fields.text("spec");
    add_line(lines, contract, fields.text("item") + (spec.empty() ? "" : "/" + spec),
             Quantity{*amount, fields.scale("amount")});
  }
  return lines;
}

LinesByKey repair_lines(const Definition& definition, const std::vector<EntryVersion>& entries,
                        const Contract& contract, const Period& period) {
  LinesByKey lines;
  for (const auto& entry : entries) {
    const EntryFields fields{definition, entry};
    const auto finished = parse_iso_date(fields.text("finished_on"));
    if (!finished || !period.holds(*finished) || fields.text("accepted_by").empty()) continue;
    const auto cost = fields.number("cost");
    auto key = fields.text("repair_no");
    if (key.empty()) key = fmt::format("#{}", entry.id.value);
    add_line(lines, contract, std::move(key), Quantity{1, 0},
             cost ? std::optional{Money::from_fen(*cost)} : std::nullopt);
  }
  return lines;
}

struct WaterCounts {
  std::int64_t redeemed = 0, delivered = 0;
};
WaterCounts water_counts(const Definition& definition, const std::vector<EntryVersion>& entries) {
  WaterCounts counts;
  for (const auto& entry : entries) {
    const EntryFields fields{definition, entry};
    if (fields.text("action") != "核销") continue;
    const auto from = fields.number("from_no"), to = fields.number("to_no");
    if (from && to) counts.redeemed += *to - *from + 1;
    counts.delivered += fields.number("delivered").value_or(0);
  }
  return counts;
}

/// A bill of one sum cannot be compared by key: the register's lines become one, too.
std::vector<RegisterLine> as_one_line(const LinesByKey& lines) {
  RegisterLine whole;
  Money sum;
  bool priced_all = true;
  for (const auto& [key, line] : lines) {
    whole.count = whole.count + line.count;
    if (line.price)
      sum = sum + priced(line.count, *line.price);
    else if (line.amount)
      sum = sum + *line.amount;
    else
      priced_all = false;
  }
  if (priced_all) whole.amount = sum;
  return {whole};
}

Result<std::vector<BillLine>> bill_of(db::ReadTx& tx, UnitId unit, const CompareOptions& options) {
  if (!options.bill.empty()) return options.bill;
  if (options.invoices.empty())
    return refuse(
        RefusalCode::invalid,
        {"请给出账单明细，或账单所含的发票号码", "give the lines of the bill, or the numbers of its invoices"}, "bill");
  BillLine whole;
  for (const auto& number : options.invoices) {
    const auto invoice = find_invoice(tx, unit, number);
    if (!invoice) return std::unexpected{invoice.error()};
    if (invoice->voided || invoice->contract != options.contract)
      return refuse(RefusalCode::conflict,
                    {fmt::format("发票 {} 已作废或不属于合同 {}", number, options.contract),
                     fmt::format("invoice {} is void or not of contract {}", number, options.contract)},
                    "invoices");
    whole.amount = whole.amount + *invoice->text.total;
  }
  return std::vector{whole};
}

std::vector<EntryVersion> entries_of(db::ReadTx& tx, UnitId unit, const Definition& definition, Subject subject,
                                     const Period& period) {
  registers::ListOptions list;
  if (subject != Subject::repairs) list.period = period;  // repairs count by the day they were finished
  std::vector<EntryVersion> entries;
  registers::each_entry(tx, unit, definition, list, [&](const EntryVersion& entry) { entries.push_back(entry); });
  return entries;
}

}  // namespace

Result<Reconciliation> compare_with_register(db::ReadTx& tx, UnitId unit, const CompareOptions& options) {
  const auto contract = find_contract(tx, unit, options.contract);
  if (!contract) return std::unexpected{contract.error()};
  if (!contract->subject)
    return refuse(RefusalCode::invalid,
                  {fmt::format("合同 {} 没有关联台账，不能对账", contract->number),
                   fmt::format("contract {} names no register to compare with", contract->number)},
                  "contract");
  const Subject subject = *contract->subject;
  const auto definition = registers::find_register(tx, unit, subject_name(subject));
  if (!definition) return std::unexpected{definition.error()};
  const auto bill = bill_of(tx, unit, options);
  if (!bill) return std::unexpected{bill.error()};
  const auto entries = entries_of(tx, unit, *definition, subject, options.period);
  if (subject == Subject::water) {
    const auto counts = water_counts(*definition, entries);
    return reconcile_water(counts.redeemed, counts.delivered, price_of(*contract, ""), *bill);
  }
  const auto lines = subject == Subject::mailing    ? mailing_lines(*definition, entries, *contract)
                     : subject == Subject::supplies ? supply_lines(*definition, entries, *contract)
                                                    : repair_lines(*definition, entries, *contract, options.period);
  const bool whole = bill->size() == 1 && bill->front().key.empty();
  if (whole) return reconcile(subject, as_one_line(lines), *bill);
  std::vector<RegisterLine> registered;
  for (const auto& [key, line] : lines) registered.push_back(line);
  return reconcile(subject, registered, *bill);
}

Json reconciliation_json(const Reconciliation& result, Lang lang) {
  Json lines = Json::Array{};
  for (const auto& line : result.lines)
    lines.push_back(Json::Object{
        {"key", line.key},
        {"registered", to_string(line.registered)},
        {"billed_count", line.counted ? Json{to_string(line.billed_count)} : Json{}},
        {"count_difference",
         line.counted || line.count_difference != Quantity{} ? Json{to_string(line.count_difference)} : Json{}},
        {"due", line.due ? Json{to_yuan(*line.due)} : Json{}},
        {"billed", to_yuan(line.billed)},
        {"difference", line.difference ? Json{to_yuan(*line.difference)} : Json{}},
        {"agrees", line.agrees}});
  Json notes = Json::Array{};
  for (const auto& note : result.notes) notes.push_back(note.in(lang));
  return Json::Object{{"subject", subject_name(result.subject)},
                      {"agrees", result.agrees},
                      {"due", to_yuan(result.due)},
                      {"billed", to_yuan(result.billed)},
                      {"difference", to_yuan(result.difference)},
                      {"lines", std::move(lines)},
                      {"notes", std::move(notes)}};
}

}  // namespace hallbook::funds
