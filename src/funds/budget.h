#pragma once
// The budget of a project: lines approved by a paper of the authority, adjusted, moved between lines, released, closed.
#include "base/period.h"
#include "funds/accounts.h"
#include "funds/funds.h"

namespace hallbook::funds {

/// A paper that says so: its number, its day, why, and who decided.
struct Paper {
  std::string document;  // "呈财预〔2026〕12号"
  Date dated_on{};
  std::string reason;
  std::string approved_by;  // the body or person that decided
};

struct NewLine {
  std::string line, purpose, economic_class, source;
  Money amount;
};

/// The first budget of a project (initial), or lines that come later (追加).
struct BudgetApproved {
  static constexpr std::string_view kind = "BudgetApproved";
  std::string project;
  Period period;
  bool initial = true;
  Paper paper;
  std::vector<NewLine> lines;
  std::string by;
  Json to_json() const;
  static BudgetApproved from_json(const Json& body);
};
void apply(journal::Books& books, const journal::Meta& meta, const BudgetApproved& event);

/// A line's approved amount grows or shrinks.
struct BudgetAdjusted {
  static constexpr std::string_view kind = "BudgetAdjusted";
  LineKey line;
  Money change;  // signed
  Paper paper;
  std::string by;
  Json to_json() const;
  static BudgetAdjusted from_json(const Json& body);
};
void apply(journal::Books& books, const journal::Meta& meta, const BudgetAdjusted& event);

struct BudgetTransferred {
  static constexpr std::string_view kind = "BudgetTransferred";
  std::string project, from, to;
  Money amount;
  Paper paper;
  std::string by;
  Json to_json() const;
  static BudgetTransferred from_json(const Json& body);
};
void apply(journal::Books& books, const journal::Meta& meta, const BudgetTransferred& event);

/// Money that the treasury released (到位) for a line.
struct BudgetReleased {
  static constexpr std::string_view kind = "BudgetReleased";
  LineKey line;
  Money amount;
  Paper paper;
  std::string by;
  Json to_json() const;
  static BudgetReleased from_json(const Json& body);
};
void apply(journal::Books& books, const journal::Meta& meta, const BudgetReleased& event);

/// A closed line takes nothing more; what is free stays as the year's rest.
struct LineClosed {
  static constexpr std::string_view kind = "LineClosed";
  LineKey line;
  std::string reason, by;
  Json to_json() const;
  static LineClosed from_json(const Json& body);
};
void apply(journal::Books& books, const journal::Meta& meta, const LineClosed& event);

/// R-FND-05: known source and economic class, lines named once, the project known, amounts above zero. A project has one
/// year: its days are taken from the dossier and bound every later date (R-FND-06).
Result<> approve_budget(journal::Books& books, const Acting& acting, std::string_view project, const Paper& paper,
                        const std::vector<NewLine>& lines);
Result<> adjust_budget(journal::Books& books, const Acting& acting, const LineKey& line, Money change,
                       const Paper& paper);
Result<> transfer_budget(journal::Books& books, const Acting& acting, const BudgetTransferred& asked);
Result<> release_budget(journal::Books& books, const Acting& acting, const LineKey& line, Money amount,
                        const Paper& paper);
/// Refuses (wrong_state) while a document holds money on it.
Result<> close_line(journal::Books& books, const Acting& acting, const LineKey& line, std::string_view reason);

/// The days that the project's money may be spent on; nullopt without a budget.
std::optional<Period> budget_period(db::ReadTx& tx, UnitId unit, std::string_view project);
/// Refuses a day outside of them: nothing is counted in two years.
Result<> check_in_year(db::ReadTx& tx, UnitId unit, std::string_view project, Date day, std::string_view field);
/// Projects with a budget, by code.
std::vector<std::string> budget_projects(db::ReadTx& tx, UnitId unit);

struct PaperRow {
  std::int64_t seq = 0;
  std::string act, line, to_line;
  Money amount;
  Paper paper;
  std::string by;
};
std::vector<PaperRow> budget_papers(db::ReadTx& tx, UnitId unit, std::string_view project);

/// 支出经济分类, as domain.md section 6 lists them.
struct EconomicClass {
  std::string_view code, zh, en;
};
std::span<const EconomicClass> economic_classes();
const EconomicClass* find_economic_class(std::string_view code);
/// "appropriation" 当年财政拨款, "carried_over" 上年结转, "other" 其他; by name or by its Chinese word.
struct Source {
  std::string_view name, zh, en;
};
std::span<const Source> sources();
const Source* find_source(std::string_view name_or_word);

}  // namespace hallbook::funds
