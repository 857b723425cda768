// What the pages of the money wait for in a unit that has 100,000 documents of one year: contracts, requests, acceptances,
// invoices and payments in a likely mix, every one of them made by its own operation and event. The handlers run as the
// server calls them, without a socket. Goal of issue 4: every page within 50 ms.
//   funds_pages_bench [DOCUMENTS]     default 100000
#include <fmt/format.h>

#include <algorithm>

#include "base/rng.h"
#include "bench/measure.h"
#include "funds/acceptance.h"
#include "funds/books_api.h"
#include "funds/contract_api.h"
#include "funds/contract_ops.h"
#include "funds/funds_api.h"
#include "funds/funds_fixture.h"
#include "funds/invoice_register.h"
#include "identity/adoption.h"
#include "platform/http/router.h"

namespace {

using namespace hallbook;
using namespace hallbook::funds;

constexpr int rounds = 15, batch = 250, payees = 400, budget_lines = 12;
constexpr double goal_ms = 50;

/// A year of a large office: a chain of six documents with a contract, then three chains of two without.
class FullYear {
 public:
  explicit FullYear(std::int64_t documents) : documents_{documents} {
    hall_.budget(std::vector<std::int64_t>(budget_lines, 900'000'000));
    for (int line = 1; line <= budget_lines; ++line) hall_.plan(std::to_string(line));
  }
  TestFunds& hall() { return hall_; }
  const std::map<std::string, std::int64_t>& made() const { return made_; }

  void fill() {
    for (std::int64_t done = 0; done < documents_;) {
      hall_.at = day_at(done);
      hall_.write([&](journal::Books& books) {
        books_ = &books;
        const auto until = std::min(documents_, done + batch);
        while (done < until) done += chain();
        return 0;
      });
    }
  }

 private:
  Instant day_at(std::int64_t done) const {
    return Instant{std::chrono::sys_days{plus_days(make_date(2026, 1, 5), static_cast<int>(done * 325 / documents_))} +
                   std::chrono::hours{2}};
  }
  bool once_in(std::uint64_t n) { return rng_.below(n) == 0; }
  std::string payee() { return fmt::format("供应商 {:03}", rng_.below(payees)); }
  std::string line() { return std::to_string(rng_.below(budget_lines) + 1); }
  std::int64_t count(const std::string& kind) { return ++made_[kind], 1; }

  std::int64_t chain() {
    std::int64_t documents = under_a_contract();
    for (int i = 0; i < 3; ++i) documents += plain();
    return documents;
  }
  RequestContent content(const std::string& who, const std::string& from, const char* type) {
    auto asked = hall_.content(static_cast<std::int64_t>(rng_.below(900)) + 100, from, type);
    asked.payee = who;
    asked.pay_on = hall_date(hall_.at);
    return asked;
  }
  /// Asked, mostly approved, mostly paid; one of a hundred refused.
  std::int64_t settle(const RequestContent& asked) {
    const auto no = bench::must(make_request(*books_, hall_.as("li"), hall_.rules, asked)).no;
    if (once_in(100)) {
      bench::must(refuse_request(*books_, hall_.as("zhao"), hall_.rules, no, "不买"));
      return count("requests");
    }
    if (once_in(200)) return count("requests");
    bench::must(approve_request(*books_, hall_.as("zhao"), hall_.rules, no, ""));
    if (once_in(50)) return count("requests");
    bench::must(add_papers(*books_, hall_.as("li"), no,
                           {{"acceptance", "验收书", ""}, {"invoice", "发票", ""}, {"list", "清单", ""}}));
    bench::must(pay_request(*books_, hall_.as("qin"), hall_.rules,
                            {no, std::nullopt, fmt::format("V-{:06}", ++vouchers_), hall_date(hall_.at), Rest::keep}));
    return count("requests") + count("payments");
  }
  std::int64_t plain() { return settle(content(payee(), line(), "purchase")); }

  std::int64_t under_a_contract() {
    const Date today = hall_date(hall_.at);
    auto contract = draft(today);
    const auto number = bench::must(sign_contract(*books_, hall_.as("wang"), contract)).number;
    if (!once_in(100)) bench::must(publish_contract(*books_, hall_.as("wang"), number, today, "政务网"));
    std::int64_t documents = count("contracts") + accept(number, contract, today);
    auto asked = content(contract.party, contract.line, "scheduled");
    asked.contract = number;
    if (!once_in(20)) asked.amount = contract.amount;  // mostly paid in full; what is due reads the others
    asked.papers = {{"contract", number, ""}};
    // One of thirty is delivered and not paid for yet.
    if (!once_in(30)) documents += settle(asked);
    if (once_in(3)) bench::must(close_contract(*books_, hall_.as("wang"), number, today, "履约完毕"));
    return documents;
  }
  Contract draft(Date today) {
    Contract contract;
    contract.title = "服务合同";
    contract.party = payee();
    contract.project = hall_.project;
    contract.line = line();
    contract.category = "30207";
    contract.amount = Money::from_fen(100'000);
    contract.signed_on = contract.starts_on = today;
    contract.ends_on = make_date(2026, 12, 31);
    contract.terms.small_firm = once_in(3);
    contract.quoted = once_in(2);
    contract.buyer = "wang";
    if (once_in(8)) contract.subject = Subject::mailing;
    if (once_in(5))
      contract.schedule = {{today, Money::from_fen(50'000), "开始"},
                           {contract.ends_on, Money::from_fen(50'000), "结束"}};
    return contract;
  }
  std::int64_t accept(const std::string& number, const Contract& contract, Date today) {
    Acceptance goods;
    goods.contract = number;
    goods.accepted_on = today;
    goods.lines = {{"", Quantity{1, 0}, Money::from_fen(100'000)}};
    goods.finding = "合格";
    const auto made = bench::must(record_acceptance(*books_, hall_.as("li"), goods));
    if (once_in(200)) return count("acceptances");
    bench::must(sign_acceptance(*books_, hall_.as("sun"), made.number));
    Invoice invoice;
    invoice.text.number = fmt::format("26{:018}", ++invoices_);
    invoice.text.seller = contract.party;
    invoice.text.issued_on = today;
    invoice.text.total = Money::from_fen(100'000);
    invoice.text.source = "typed";
    invoice.contract = number;
    std::vector<Text> warnings;
    bench::must(record_invoice(*books_, hall_.as("li"), invoice, warnings));
    return count("acceptances") + count("invoices");
  }

  TestFunds hall_;
  journal::Books* books_ = nullptr;
  Rng rng_{20261129};
  std::map<std::string, std::int64_t> made_;
  std::int64_t documents_, vouchers_ = 0, invoices_ = 0;
};

class FundPages {
 public:
  explicit FundPages(TestFunds& hall) : hall_{hall} {
    for (const auto routes : {budget_routes(), request_routes(), contract_routes(), books_routes()})
      routes_.insert(routes_.end(), routes.begin(), routes.end());
    for (const auto& route : routes_) router_.add(route.method, route.path);
    auto tx = hall.data->read();
    unit_ = *identity::find_unit(tx, hall.unit);
  }
  Json get(const std::string& path, const std::map<std::string, std::string>& query = {}) {
    http::Request request;
    request.path = path;
    for (const auto& [name, value] : query) request.query[name] = value;
    const auto match = router_.match(http::Method::get, path);
    for (const auto& [name, value] : match.params) request.params[name] = value;
    const Date today = make_date(2026, 12, 1);
    const Instant now{std::chrono::sys_days{today} + std::chrono::hours{2}};
    identity::Context context{*hall_.data, unit_, {}, Lang::zh, now, today, ""};
    context.who = identity::SignedIn{"zhao", "zhao", {identity::Role::finance}, ""};
    const auto answer = bench::must(routes_[match.route].handler(request, context));
    bytes_ = answer.body.size();
    return Json::parse(answer.body).value();
  }
  void measure(const std::string& name, const std::string& path, const std::map<std::string, std::string>& query = {}) {
    std::vector<double> walls, cpus;
    for (int i = 0; i < rounds; ++i) {
      const auto begin = bench::Instants::now();
      get(path, query);
      const auto end = bench::Instants::now();
      walls.push_back((end.wall - begin.wall) * 1000);
      cpus.push_back((end.cpu - begin.cpu) * 1000);
    }
    std::ranges::sort(walls);
    std::ranges::sort(cpus);
    const double median = walls[walls.size() / 2];
    fmt::print("| {} | {:.1f} | {:.1f} | {:.1f} | {:.1f} | {} |\n", name, median, walls.front(), cpus[cpus.size() / 2],
               static_cast<double>(bytes_) / 1024, median > goal_ms ? "MISSED" : "");
    std::fflush(stdout);
  }

 private:
  TestFunds& hall_;
  std::vector<identity::Route> routes_;
  http::Router router_;
  identity::Unit unit_;
  std::size_t bytes_ = 0;
};

/// The number of the row at which the page after the middle begins.
std::string number_at(FundPages& pages, const std::string& path) {
  return pages.get(path, {{"limit", "500"}}).at("items").array().back().at("number").string();
}

void measure_all(FundPages& pages, const std::string& project) {
  fmt::print("| page | median ms | best ms | processor ms | KiB | goal 50 ms |\n|---|--:|--:|--:|--:|---|\n");
  pages.measure("money board", "/funds/overview");
  pages.measure("what is due", "/funds/due");
  pages.measure("overdue to small firms", "/funds/overdue", {{"year", "2026"}});
  const std::string lists[] = {"/funds/contracts", "/funds/requests", "/funds/acceptances", "/funds/payments"};
  for (const auto& path : lists) {
    pages.measure(path + ", first page", path);
    pages.measure(path + ", page 11", path, {{"after", number_at(pages, path)}});
  }
  pages.measure("/funds/invoices, first page", "/funds/invoices");
  pages.measure("contracts that alarm", "/funds/contracts", {{"alarms", "1"}});
  pages.measure("contracts to choose from (500)", "/funds/contracts", {{"open", "1"}, {"limit", "500"}});
  pages.measure("contracts with a register (500)", "/funds/contracts", {{"reconciled", "1"}, {"limit", "500"}});
  pages.measure("requests that wait", "/funds/requests", {{"state", "asked"}});
  pages.measure("requests to pay", "/funds/requests", {{"state", "approved"}});
  pages.measure("requests of a payee nobody knows", "/funds/requests", {{"payee", "没有"}});
  pages.measure("payments of a payee and line", "/funds/payments", {{"payee", "供应商 007"}, {"line", "3"}});
  pages.measure("payments of January", "/funds/payments", {{"month", "2026-01"}});
  pages.measure("acceptances that wait", "/funds/acceptances", {{"waiting", "1"}});
  pages.measure("treasury rows that wait", "/funds/treasury");
  pages.measure("settlements", "/funds/settlements");
  pages.measure("exceptions of duty", "/funds/exceptions");
  pages.measure("one contract", "/funds/contracts/C-2026-0042");
  pages.measure("one request", "/funds/requests/" + number_at(pages, "/funds/requests"));
  pages.measure("budget papers", "/funds/budget", {{"project", project}});
  pages.measure("moves of a line", "/funds/lines/3/moves", {{"project", project}});
  pages.measure("moves of a line, committed", "/funds/lines/3/moves", {{"project", project}, {"account", "committed"}});
  pages.measure("rules of the request form", "/funds/rules");
  const std::map<std::string, std::string> year{{"from", "2026-01"}, {"to", "2026-12"}};
  pages.measure("trial balance of the year", "/funds/books/trial-balance", year);
  pages.measure("execution table of the year", "/funds/books/execution", year);
  pages.measure("ledger of an account, first page", "/funds/books/ledger/5001", year);
  pages.measure("vouchers, first page", "/funds/books/vouchers", year);
}

}  // namespace

int main(int arguments, char** values) {
  const std::int64_t documents = arguments > 1 ? std::stoll(values[1]) : 100'000;
  FullYear year{documents};
  const auto begin = bench::Instants::now();
  year.fill();
  std::int64_t made = 0;
  std::string kinds;
  for (const auto& [kind, number] : year.made()) {
    made += number;
    kinds += fmt::format("{}{} {}", kinds.empty() ? "" : ", ", number, kind);
  }
  fmt::print("{} documents ({}) in {:.0f} s\n\n", made, kinds, bench::Instants::now().wall - begin.wall);
  FundPages pages{year.hall()};
  measure_all(pages, year.hall().project);
  return 0;
}
