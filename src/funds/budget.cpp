#include "funds/budget.h"

#include <fmt/format.h>

#include "base/money_math.h"
#include "base/text.h"
#include "dossier/projects.h"

namespace hallbook::funds {
namespace {

constexpr std::size_t longest_line_no = 8;
constexpr std::size_t longest_purpose = 80;
constexpr std::size_t longest_document = 60;
constexpr std::size_t longest_budget_reason = 300;
constexpr std::size_t most_lines = 200;

// Source: domain.md section 6 (2026年政府收支分类科目, 部门预算支出经济分类).
constexpr EconomicClass classes[] = {
    {"30201", "办公费", "office supplies"},
    {"30202", "印刷费", "printing"},
    {"30205", "水费", "water"},
    {"30207", "邮电费", "post and telecommunication"},
    {"30213", "维修(护)费", "repair and maintenance"},
    {"30218", "专用材料费", "special materials"},
    {"30227", "委托业务费", "commissioned services"},
    {"30299", "其他商品和服务支出", "other goods and services"},
    {"31002", "办公设备购置", "office equipment"},
    {"31007", "信息网络及软件购置更新", "networks and software"},
};

constexpr Source source_list[] = {
    {"appropriation", "当年财政拨款", "appropriation of the year"},
    {"carried_over", "上年结转", "carried over"},
    {"other", "其他", "other"},
};

Result<> check_filled(std::string_view text, std::size_t most, std::string_view field, const Text& what) {
  if (trim(text).empty())
    return refuse(RefusalCode::invalid, {fmt::format("缺少{}", what.zh), fmt::format("{} is missing", what.en)},
                  std::string{field});
  if (auto sound = check_text(text, most); !sound) {
    sound.error().field = field;
    return sound;
  }
  return {};
}

Result<> check_paper(const Paper& paper, bool with_reason) {
  if (auto good = check_filled(paper.document, longest_document, "document", {"文号", "the paper's number"}); !good)
    return good;
  if (auto good = check_text(paper.approved_by, longest_document); !good) return good;
  if (with_reason) return check_filled(paper.reason, longest_budget_reason, "reason", {"原因", "the reason"});
  return check_text(paper.reason, longest_budget_reason, true);
}

Result<> check_new_line(const NewLine& line) {
  if (line.line.empty() || line.line.size() > longest_line_no || !std::ranges::all_of(line.line, is_digit) ||
      line.line.front() == '0')
    return refuse(RefusalCode::invalid,
                  {fmt::format("条目编号“{}”应为 1、2、3 这样的数字", quote(line.line)),
                   fmt::format("the line's number “{}” must be 1, 2, 3 …", quote(line.line))},
                  "line");
  if (auto good = check_filled(line.purpose, longest_purpose, "purpose", {"用途", "the purpose"}); !good) return good;
  if (find_economic_class(line.economic_class) == nullptr) {
    std::string known;
    for (const auto& one : classes) known += fmt::format("{}{} {}", known.empty() ? "" : "，", one.code, one.zh);
    return refuse(RefusalCode::invalid,
                  {fmt::format("没有经济分类“{}”；可用：{}", quote(line.economic_class), known),
                   fmt::format("there is no economic class “{}”; use one of: {}", quote(line.economic_class), known)},
                  "economic_class");
  }
  if (find_source(line.source) == nullptr)
    return refuse(
        RefusalCode::invalid,
        {fmt::format("没有资金来源“{}”；可用：当年财政拨款、上年结转、其他", quote(line.source)),
         fmt::format("there is no source “{}”; use appropriation, carried_over or other", quote(line.source))},
        "source");
  if (line.amount <= Money{})
    return refuse(RefusalCode::invalid,
                  {fmt::format("第 {} 条的金额必须大于零", line.line),
                   fmt::format("the amount of line {} must be more than zero", line.line)},
                  "amount");
  return {};
}

Result<> check_lines(db::ReadTx& tx, UnitId unit, std::string_view project, const std::vector<NewLine>& lines) {
  if (lines.empty() || lines.size() > most_lines)
    return refuse(RefusalCode::invalid,
                  {fmt::format("预算应有 1 至 {} 条，现有 {} 条", most_lines, lines.size()),
                   fmt::format("a budget has 1 to {} lines, this has {}", most_lines, lines.size())},
                  "lines");
  std::set<std::string> seen;
  for (const NewLine& line : lines) {
    if (auto good = check_new_line(line); !good) return good;
    if (!seen.insert(line.line).second || find_line(tx, unit, {std::string{project}, line.line}))
      return refuse(
          RefusalCode::conflict,
          {fmt::format("第 {} 条预算已经有了；增减金额请用 funds budget adjust", line.line),
           fmt::format("budget line {} is there already; change its amount with `funds budget adjust`", line.line)},
          "line");
  }
  return {};
}

/// R-FND-05: what the treasury has released already cannot leave the line.
Result<> check_released(const Line& line, Money less) {
  if (line.released <= line.approved - less) return {};
  return refuse(
      RefusalCode::over_limit,
      {fmt::format("第 {} 条批复 {} 元，已到位 {} 元，最多可减 {} 元；再减要先退回财政", line.key.line,
                   to_yuan(line.approved), to_yuan(line.released), to_yuan(line.approved - line.released)),
       fmt::format("line {} has {} approved and {} released, so it can lose {} at most; more goes back to the "
                   "treasury first",
                   line.key.line, to_yuan(line.approved), to_yuan(line.released),
                   to_yuan(line.approved - line.released))},
      "amount");
}

}  // namespace

std::span<const EconomicClass> economic_classes() { return classes; }

const EconomicClass* find_economic_class(std::string_view code) {
  const auto* found = std::ranges::find(classes, code, &EconomicClass::code);
  return found == std::end(classes) ? nullptr : found;
}

std::span<const Source> sources() { return source_list; }

const Source* find_source(std::string_view name_or_word) {
  const auto* found = std::ranges::find_if(
      source_list, [&](const Source& source) { return source.name == name_or_word || source.zh == name_or_word; });
  return found == std::end(source_list) ? nullptr : found;
}

// R-FND-05
Result<> approve_budget(journal::Books& books, const Acting& acting, std::string_view project, const Paper& paper,
                        const std::vector<NewLine>& lines) {
  if (auto may = check_may(books.tx, acting, identity::Permission::funds_budget); !may) return may;
  const auto known = dossier::find_project(books.tx, acting.unit, project);
  if (!known) return std::unexpected{known.error()};
  if (auto good = check_paper(paper, false); !good) return good;
  if (auto good = check_lines(books.tx, acting.unit, known->code, lines); !good) return good;
  const bool initial = !budget_period(books.tx, acting.unit, known->code);
  BudgetApproved event{known->code, known->period, initial, paper, lines, person_of(acting)};
  for (NewLine& line : event.lines) line.source = find_source(line.source)->name;
  journal::append(books, acting.unit, acting.actor, acting.at, event);
  return {};
}

Result<> adjust_budget(journal::Books& books, const Acting& acting, const LineKey& key, Money change,
                       const Paper& paper) {
  if (auto may = check_may(books.tx, acting, identity::Permission::funds_budget); !may) return may;
  if (auto good = check_paper(paper, true); !good) return good;
  const auto line = open_line(books.tx, acting.unit, key);
  if (!line) return std::unexpected{line.error()};
  if (change == Money{})
    return refuse(RefusalCode::invalid, {"调整金额不能为零", "an adjustment of nothing"}, "amount");
  if (change < Money{}) {
    if (auto enough = check_free(books.tx, acting.unit, *line, Money{} - change); !enough) return enough;
    if (auto enough = check_released(*line, Money{} - change); !enough) return enough;
  }
  journal::append(books, acting.unit, acting.actor, acting.at, BudgetAdjusted{key, change, paper, person_of(acting)});
  return {};
}

Result<> transfer_budget(journal::Books& books, const Acting& acting, const BudgetTransferred& asked) {
  if (auto may = check_may(books.tx, acting, identity::Permission::funds_budget); !may) return may;
  if (auto good = check_paper(asked.paper, true); !good) return good;
  const auto from = open_line(books.tx, acting.unit, {asked.project, asked.from});
  if (!from) return std::unexpected{from.error()};
  const auto to = open_line(books.tx, acting.unit, {asked.project, asked.to});
  if (!to) return std::unexpected{to.error()};
  if (asked.from == asked.to || asked.amount <= Money{})
    return refuse(
        RefusalCode::invalid,
        {"调剂要有两条不同的预算和大于零的金额", "a transfer needs two different lines and an amount above zero"},
        asked.from == asked.to ? "to" : "amount");
  if (auto enough = check_free(books.tx, acting.unit, *from, asked.amount); !enough) return enough;
  if (auto enough = check_released(*from, asked.amount); !enough) return enough;
  BudgetTransferred event = asked;
  event.by = person_of(acting);
  journal::append(books, acting.unit, acting.actor, acting.at, event);
  return {};
}

Result<> release_budget(journal::Books& books, const Acting& acting, const LineKey& key, Money amount,
                        const Paper& paper) {
  if (auto may = check_may(books.tx, acting, identity::Permission::funds_budget); !may) return may;
  if (auto good = check_paper(paper, false); !good) return good;
  const auto line = open_line(books.tx, acting.unit, key);
  if (!line) return std::unexpected{line.error()};
  if (amount <= Money{})
    return refuse(RefusalCode::invalid, {"到位金额必须大于零", "the released amount must be more than zero"}, "amount");
  if (line->released + amount > line->approved)
    return refuse(RefusalCode::over_limit,
                  {fmt::format("第 {} 条批复 {} 元，已到位 {} 元，不能再到位 {} 元", key.line, to_yuan(line->approved),
                               to_yuan(line->released), to_yuan(amount)),
                   fmt::format("line {} has {} approved and {} released; {} more cannot be", key.line,
                               to_yuan(line->approved), to_yuan(line->released), to_yuan(amount))},
                  "amount");
  journal::append(books, acting.unit, acting.actor, acting.at, BudgetReleased{key, amount, paper, person_of(acting)});
  return {};
}

Result<> close_line(journal::Books& books, const Acting& acting, const LineKey& key, std::string_view reason) {
  if (auto may = check_may(books.tx, acting, identity::Permission::funds_budget); !may) return may;
  if (auto good = check_filled(reason, longest_budget_reason, "reason", {"原因", "the reason"}); !good) return good;
  const auto line = open_line(books.tx, acting.unit, key);
  if (!line) return std::unexpected{line.error()};
  if (line->held + line->committed > Money{}) {
    const auto rest = free_and_holders(books.tx, acting.unit, *line);
    return refuse(RefusalCode::wrong_state,
                  {fmt::format("第 {} 条还有未办完的单据，不能关闭；{}", key.line, rest.zh),
                   fmt::format("line {} has unfinished documents and cannot be closed; {}", key.line, rest.en)},
                  "line");
  }
  journal::append(books, acting.unit, acting.actor, acting.at, LineClosed{key, std::string{reason}, person_of(acting)});
  return {};
}

// R-FND-06
Result<> check_in_year(db::ReadTx& tx, UnitId unit, std::string_view project, Date day, std::string_view field) {
  const auto period = budget_period(tx, unit, project);
  if (!period)
    return refuse(RefusalCode::not_found,
                  {fmt::format("项目 {} 还没有预算；请先用 funds budget import 录入", quote(project)),
                   fmt::format("project {} has no budget yet; enter it with `funds budget import`", quote(project))},
                  "project");
  if (period->holds(day)) return {};
  return refuse(RefusalCode::invalid,
                {fmt::format("{} 不在项目的 {} 至 {} 之内；跨年的钱属于另一个项目", iso(day), iso(period->first),
                             iso(period->last)),
                 fmt::format("{} lies outside the project's {} to {}; another year's money is another project",
                             iso(day), iso(period->first), iso(period->last))},
                std::string{field});
}

}  // namespace hallbook::funds
