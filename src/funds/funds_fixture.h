#pragma once
// A hall with the founding project, its people and a clock that is set by hand: for tests of this folder.
#include "base/ensure.h"
#include "dossier/projects.h"
#include "funds/payment.h"
#include "journal/journal_fixture.h"
#include "journal/verify.h"

namespace hallbook::funds {

inline constexpr std::string_view test_project = "P-2026";

/// Small enough to read: a table with one row, a year, an amount.
inline constexpr std::string_view test_document =
    "项目名称\n测试经费\n项目实施计划\n2026年1月1日至2026年12月31日\n资金安排情况\n总额 420000 元\n"
    "一级指标\t二级指标\t三级指标\t指标性质\t指标值\t度量单位\t指标属性\n产出指标\t数量指标\t办件量\t>="
    "\t100\t件\t定量指标\n";

template <class T>
T must(Result<T> result, std::source_location at = std::source_location::current()) {
  if (!result) broken_invariant(result.error().message.en, at);
  return std::move(*result);
}
inline void must(const Result<>& result, std::source_location at = std::source_location::current()) {
  if (!result) broken_invariant(result.error().message.en, at);
}

struct TestFunds : journal::TestHall {
  TestFunds() : data{open()} {
    unit = must(data->write([&](journal::Books& books) {
             return identity::found_unit(books, {"cli:test"}, at, {{}, {}, "HALL", "测试大厅", true});
           })).id;
    const auto imported = must(data->write([&](journal::Books& books) {
      return dossier::import_project(books, unit, {"cli:test"}, at, test_document, std::nullopt);
    }));
    project = imported.code;
    using identity::Role;
    for (const auto& [name, role] : {std::pair{"zhao", Role::finance},
                                     {"qin", Role::finance},
                                     {"li", Role::staff},
                                     {"wang", Role::staff},
                                     {"chen", Role::director},
                                     {"he", Role::director},
                                     {"wu", Role::auditor},
                                     {"sun", Role::clerk}})
      must(data->write([&](journal::Books& books) {
        return identity::add_user(books, {unit, {"cli:test"}, at, {}}, {name, name, {role}}, "no password", false);
      }));
    auto tx = data->read();
    rules = load_rules(tx, unit);
  }
  Acting as(std::string name) const { return {unit, {"user:" + name}, at, name}; }
  LineKey key(std::string line) const { return {project, std::move(line)}; }
  Paper paper(std::string document = "测财〔2026〕1号") const {
    return {std::move(document), hall_date(at), "测试", "财政局"};
  }

  template <class Job>
  auto write(Job&& job) {
    return data->write(std::forward<Job>(job));
  }
  /// Lines 1, 2 … with these amounts in yuan.
  void budget(std::vector<std::int64_t> yuan) {
    std::vector<NewLine> rows;
    for (const std::int64_t amount : yuan)
      rows.push_back({std::to_string(rows.size() + 1), "用途" + std::to_string(rows.size() + 1), "30207",
                      "appropriation", Money::from_fen(amount * 100)});
    must(write([&](journal::Books& books) { return approve_budget(books, as("zhao"), project, paper(), rows); }));
  }
  /// The whole of a line planned for the year, as it comes.
  void plan(const std::string& no = "1") {
    const PlanOfUse whole{
        key(no), PlanKind::on_demand, {{{make_date(2026, 1, 1), make_date(2026, 12, 31)}, line(no).approved}}, "", ""};
    must(write([&](journal::Books& books) { return set_plan(books, as("zhao"), whole); }));
  }
  RequestContent content(std::int64_t yuan, std::string no = "1", std::string type = "purchase") const {
    return {key(std::move(no)),
            std::move(type),
            "某文具店",
            Money::from_fen(yuan * 100),
            "办公用品",
            1,
            "",
            make_date(2026, 3, 20),
            {{"quotation", "报价单-1", ""}}};
  }
  Result<Made> ask(const RequestContent& asked, const std::string& by = "li") {
    return write([&](journal::Books& books) { return make_request(books, as(by), rules, asked); });
  }
  Result<bool> approve(const std::string& no, const std::string& by) {
    return write([&](journal::Books& books) { return approve_request(books, as(by), rules, no); });
  }
  void file_papers(const std::string& no) {
    must(write([&](journal::Books& books) {
      return add_papers(
          books, as("li"), no,
          {{"acceptance", "验收书", ""}, {"invoice", "发票", ""}, {"list", "清单", ""}, {"contract", "合同", ""}});
    }));
  }
  Result<Made> pay(const std::string& no, std::optional<std::int64_t> yuan, const std::string& voucher,
                   Rest rest = Rest::keep, const std::string& by = "qin", Date on = make_date(2026, 3, 20)) {
    const auto amount = yuan ? std::optional{Money::from_fen(*yuan * 100)} : std::nullopt;
    return write(
        [&](journal::Books& books) { return pay_request(books, as(by), rules, {no, amount, voucher, on, rest}); });
  }
  /// Asked by li, approved by zhao (and chen), with its papers.
  std::string approved(std::int64_t yuan, std::string no = "1") {
    const auto made = must(ask(content(yuan, std::move(no)))).no;
    if (!must(approve(made, "zhao"))) ensure(must(approve(made, "chen")), "the second step was the last");
    file_papers(made);
    return made;
  }
  Line line(std::string no = "1") {
    auto tx = data->read();
    return *find_line(tx, unit, key(std::move(no)));
  }
  /// "free held committed executed" in yuan, as a test writes it down.
  std::string balances(std::string no = "1");
  /// What is wrong with the accounts; "" when every sum agrees (R-FND-01, R-FND-02).
  std::string unbalanced();
  /// Replays the journal into an empty database and compares: "" when they are equal.
  std::string replayed();

  std::unique_ptr<journal::DataDir> data;
  Instant at{std::chrono::sys_days{make_date(2026, 3, 2)} + std::chrono::hours{2}};
  UnitId unit;
  std::string project;
  FundRules rules;
};

inline std::string TestFunds::balances(std::string no) {
  const Line found = line(std::move(no));
  const auto yuan = [](Money amount) { return std::to_string(amount.fen() / 100); };
  return yuan(found.free) + " " + yuan(found.held) + " " + yuan(found.committed) + " " + yuan(found.executed);
}

inline std::string TestFunds::unbalanced() {
  auto tx = data->read();
  std::string wrong;
  for (const auto& row : tx.query("SELECT line FROM budget_line WHERE approved_fen <> free_fen + held_fen + "
                                  "committed_fen + executed_fen OR free_fen < 0 OR held_fen < 0 OR "
                                  "committed_fen < 0 OR executed_fen < 0"))
    wrong += "line " + std::get<std::string>(row[0]) + " does not add up; ";
  for (const auto& row :
       tx.query("SELECT l.line FROM budget_line l LEFT JOIN line_hold h ON h.unit_id = l.unit_id AND "
                "h.project = l.project AND h.line = l.line GROUP BY l.unit_id, l.project, l.line "
                "HAVING COALESCE(SUM(h.held_fen), 0) <> l.held_fen OR COALESCE(SUM(h.committed_fen), 0) <> "
                "l.committed_fen OR COALESCE(SUM(h.executed_fen), 0) <> l.executed_fen"))
    wrong += "documents of line " + std::get<std::string>(row[0]) + " do not add up; ";
  for (const char* account : {"free", "held", "committed", "executed"})
    for (const auto& row : tx.query(std::string{"SELECT l.line FROM budget_line l WHERE l."} + account +
                                    "_fen <> (SELECT COALESCE(SUM(CASE WHEN m.to_account = '" + account +
                                    "' THEN m.amount_fen ELSE 0 END - CASE WHEN m.from_account = '" + account +
                                    "' THEN m.amount_fen ELSE 0 END), 0) FROM line_move m WHERE m.unit_id = l.unit_id "
                                    "AND m.project = l.project AND m.line = l.line)"))
      wrong += std::string{"moves of "} + account + " of line " + std::get<std::string>(row[0]) + " do not add up; ";
  return wrong;
}

inline std::string TestFunds::replayed() {
  auto scratch = must(db::Database::open({":memory:"}, journal::migrations()));
  auto kinds = event_kinds();
  for (const auto& more : {identity::event_kinds(), dossier::event_kinds()})
    kinds.insert(kinds.end(), more.begin(), more.end());
  journal::Report report;
  auto truth = data->read();
  journal::replay(truth, *scratch, data->evidence(), kinds, {}, report);
  auto found = scratch->read();
  const std::vector<std::string> not_replayed{"credential"};  // secrets stay out of the journal
  journal::compare_tables(found, truth, {}, not_replayed, report);
  return report.sound() ? "" : report.problems.front().where + ": " + report.problems.front().message.en;
}

}  // namespace hallbook::funds
