#include "funds/budget_sheet.h"

#include <fmt/format.h>

#include "base/text.h"
#include "platform/files/table.h"

namespace hallbook::funds {
namespace {

constexpr std::size_t most_told_problems = 20;
constexpr std::size_t longest_budget_file = 4u << 20;

struct BudgetColumn {
  std::string_view name;
  std::vector<std::string_view> headings;
};
const std::array<BudgetColumn, 5> budget_columns{{
    {"line", {"条目", "序号", "编号", "line"}},
    {"purpose", {"用途", "项目内容", "支出内容", "purpose"}},
    {"economic_class", {"经济分类", "部门经济分类", "经济分类编码", "economic_class"}},
    {"source", {"资金来源", "来源", "source"}},
    {"amount", {"金额", "金额(元)", "预算金额", "预算金额(元)", "年初预算数", "amount"}},
}};
using BudgetPlaces = std::array<std::size_t, 5>;

Result<BudgetPlaces> places_of(const files::Row& head) {
  BudgetPlaces places{};
  for (std::size_t i = 0; i < budget_columns.size(); ++i) {
    const auto& column = budget_columns[i];
    const auto cell = std::ranges::find_if(head.cells, [&](const files::Cell& one) {
      const std::string words = to_half_width(trim(one.text));
      return std::ranges::find(column.headings, words) != column.headings.end();
    });
    if (cell == head.cells.end())
      return refuse(RefusalCode::invalid,
                    {fmt::format("第 {} 行没有“{}”一列（金额按元）", head.number, column.headings.front()),
                     fmt::format("row {} has no column {} (amounts are in yuan)", head.number, column.name)},
                    std::string{column.name}, fmt::format("{}", head.number));
    places[i] = static_cast<std::size_t>(cell - head.cells.begin());
  }
  return places;
}

std::string cell_text(const files::Row& row, std::size_t at) {
  return at < row.cells.size() ? std::string{trim(row.cells[at].text)} : std::string{};
}

/// The row's problems, in both languages; "" when it is sound.
Text judge_budget_row(const files::Row& row, const BudgetPlaces& places, std::vector<NewLine>& lines) {
  NewLine line{cell_text(row, places[0]),
               cell_text(row, places[1]),
               cell_text(row, places[2]).substr(0, 5),
               cell_text(row, places[3]),
               {}};
  Text wrong;
  const auto add = [&](const Text& what) {
    wrong.zh += (wrong.zh.empty() ? "" : "，") + what.zh;
    wrong.en += (wrong.en.empty() ? "" : ", ") + what.en;
  };
  if (line.purpose.empty()) add({"缺少用途", "no purpose"});
  if (find_economic_class(line.economic_class) == nullptr)
    add({"经济分类“" + quote(line.economic_class) + "”不在表内",
         "unknown economic class " + quote(line.economic_class)});
  if (find_source(line.source) == nullptr)
    add({"资金来源“" + quote(line.source) + "”不在表内", "unknown source " + quote(line.source)});
  if (const auto amount = parse_amount(cell_text(row, places[4]), "amount"))
    line.amount = *amount;
  else
    add(amount.error().message);
  if (std::ranges::any_of(lines, [&](const NewLine& other) { return other.line == line.line; }))
    add({"条目" + quote(line.line) + "重复", "line " + quote(line.line) + " stands twice"});
  lines.push_back(std::move(line));
  return wrong;
}

}  // namespace

// R-FND-07
Result<std::vector<NewLine>> read_budget_sheet(const std::filesystem::path& file) {
  files::ReadOptions options;
  options.limits.file_bytes = longest_budget_file;
  auto reader = files::open_table(file, options);
  if (!reader) return std::unexpected{reader.error()};
  files::Row row;
  auto more = (*reader)->next(row);
  if (!more) return std::unexpected{more.error()};
  const auto places = places_of(row);
  if (!places) return std::unexpected{places.error()};
  std::vector<NewLine> lines;
  Text problems;
  std::size_t count = 0;
  for (more = (*reader)->next(row); more && *more; more = (*reader)->next(row)) {
    const Text wrong = judge_budget_row(row, *places, lines);
    if (wrong.zh.empty() || ++count > most_told_problems) continue;
    problems.zh += fmt::format("第 {} 行：{}；", row.number, wrong.zh);
    problems.en += fmt::format("row {}: {}; ", row.number, wrong.en);
  }
  if (!more) return std::unexpected{more.error()};
  if (count == 0) return lines;
  return refuse(RefusalCode::invalid,
                {fmt::format("{} 行有问题，一行也没有录入。{}", count, problems.zh),
                 fmt::format("{} rows have problems, none was taken. {}", count, problems.en)},
                "file", file.filename().string());
}

}  // namespace hallbook::funds
