#include <fmt/format.h>

#include "base/text.h"
#include "journal/compare_store.h"
#include "journal/verify.h"

namespace hallbook::journal {
namespace {

constexpr std::size_t reported_per_table = 20;
constexpr std::size_t shown_characters = 40;
constexpr std::uint64_t rows_per_step = 4096;

// Personal fields are sealed bytes in every table, so what is shown here holds none.
std::string shown(const db::Value& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *integer);
  if (const auto* text = std::get_if<std::string>(&value))
    return fmt::format("\"{}\"", first_characters(*text, shown_characters));
  if (const auto* bytes = std::get_if<db::Bytes>(&value)) return fmt::format("{} bytes", bytes->data.size());
  return "NULL";
}

class TableComparison {
 public:
  /// `step` hears of every so many rows.
  TableComparison(db::ReadTx& truth, db::ReadTx& found, const db::TableShape& shape, Report& report,
                  const std::function<void(std::uint64_t rows)>& step)
      : shape_{shape}, truth_{truth, shape}, found_{found, shape}, report_{report}, step_{step} {}

  void run() {
    std::uint64_t rows = 0;
    while (true) {
      const auto* want = truth_.row();
      const auto* have = found_.row();
      if (want == nullptr && have == nullptr) break;
      const int order = want == nullptr ? 1 : have == nullptr ? -1 : key_order(*want, *have);
      if (order < 0)
        problem(*want, {"这一行不见了", "this row is missing"});
      else if (order > 0)
        problem(*have, {"账簿中没有这一行:它是另外加进来的", "the journal gives no such row: it was added"});
      else
        compare_row(*want, *have);
      if (order <= 0) truth_.advance();
      if (order >= 0) found_.advance();
      if (++rows % rows_per_step == 0) step_(rows_per_step);
    }
    step_(rows % rows_per_step);
    if (differing_ > reported_per_table) report_.more += differing_ - reported_per_table;
    report_.covered.push_back(fmt::format("{} {} rows", shape_.name, found_.passed()));
  }

 private:
  int key_order(const store::TableRow& a, const store::TableRow& b) const {
    const auto left = truth_.key(a);
    const auto right = found_.key(b);
    for (std::size_t i = 0; i < left.size(); ++i)
      if (const int order = store::compare(*left[i], *right[i]); order != 0) return order;
    return 0;
  }

  void compare_row(const store::TableRow& want, const store::TableRow& have) {
    if (want == have) return;
    Text message;
    for (std::size_t i = 0; i < want.size(); ++i) {
      if (want[i] == have[i]) continue;
      message.zh += fmt::format("{}{} 应为 {},实为 {}", message.zh.empty() ? "" : ";", shape_.columns[i],
                                shown(want[i]), shown(have[i]));
      message.en += fmt::format("{}{} should be {}, is {}", message.en.empty() ? "" : "; ", shape_.columns[i],
                                shown(want[i]), shown(have[i]));
    }
    problem(want, std::move(message));
  }

  void problem(const store::TableRow& row, Text message) {
    if (++differing_ > reported_per_table) return;
    std::string where = shape_.name;
    const auto values = truth_.key(row);
    for (std::size_t i = 0; i < values.size(); ++i) {
      std::string_view name = shape_.key[i];
      if (name.ends_with("_id")) name.remove_suffix(3);
      const auto* text = std::get_if<std::string>(values[i]);
      where +=
          fmt::format(" {} {}", name, text != nullptr ? first_characters(*text, shown_characters) : shown(*values[i]));
    }
    report_.add("replay", std::move(where), std::move(message));
  }

  const db::TableShape& shape_;
  store::TablePages truth_, found_;
  Report& report_;
  const std::function<void(std::uint64_t rows)>& step_;
  std::size_t differing_ = 0;
};

const db::TableShape* shape_of(const std::vector<db::TableShape>& shapes, std::string_view name) {
  const auto found = std::find_if(shapes.begin(), shapes.end(), [&](const auto& shape) { return shape.name == name; });
  return found == shapes.end() ? nullptr : &*found;
}

}  // namespace

void compare_tables(db::ReadTx& truth, db::ReadTx& found, std::span<const std::string> tables,
                    std::span<const std::string> except, Report& report, const Progress& progress) {
  std::uint64_t passed = 0;
  const std::function<void(std::uint64_t)> step = [&](std::uint64_t rows) {
    passed += rows;
    if (progress) progress("tables", passed, 0);
  };
  const auto truth_shapes = truth.tables();
  const auto found_shapes = found.tables();
  std::set<std::string> names{tables.begin(), tables.end()};
  if (names.empty()) {
    for (const auto* shapes : {&truth_shapes, &found_shapes})
      for (const auto& shape : *shapes) names.insert(shape.name);
  }
  for (const auto& name : except) names.erase(name);
  for (const auto& name : names) {
    const auto* want = shape_of(truth_shapes, name);
    const auto* have = shape_of(found_shapes, name);
    if (want == nullptr && have == nullptr) continue;
    if (have == nullptr)
      report.add("replay", name, {"这张表不见了", "this table is missing"});
    else if (want == nullptr)
      report.add("replay", name,
                 {"账簿中没有这张表:它是另外加进来的", "the journal gives no such table: it was added"});
    else if (want->columns != have->columns || want->key != have->key)
      report.add("replay", name, {"表的列与账簿给出的不同", "the table's columns differ from what the journal gives"});
    else if (want->key.empty())
      report.not_covered.push_back(name + " (no primary key)");
    else
      TableComparison{truth, found, *want, report, step}.run();
  }
}

}  // namespace hallbook::journal
