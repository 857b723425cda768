// What is kept of contracts and payees is what their documents say, whatever became of them; an older database is filled
// with the same; and what is due on any day is what a look at every document finds.
#include <gtest/gtest.h>

#include <algorithm>

#include "base/rng.h"
#include "funds/acceptance.h"
#include "funds/contract_ops.h"
#include "funds/contract_store.h"
#include "funds/due_list.h"
#include "funds/funds_fixture.h"
#include "funds/overview.h"

namespace hallbook::funds {
namespace {

using Rows = std::vector<std::vector<db::Value>>;

struct BusyHall : TestFunds {
  BusyHall() {
    budget({900'000, 900'000});
    plan();
    plan("2");
  }
  int up_to(int most) { return 1 + static_cast<int>(rng.below(static_cast<std::uint64_t>(most))); }
  std::string one_of(const std::vector<std::string>& numbers, const char* none) {
    return numbers.empty() ? none : numbers[static_cast<std::size_t>(up_to(static_cast<int>(numbers.size()))) - 1];
  }
  Contract draft() {
    Contract contract;
    contract.title = "采购";
    contract.party = "公司 " + std::to_string(up_to(3));
    contract.project = project;
    contract.line = std::to_string(up_to(2));
    contract.category = "30207";
    contract.amount = Money::from_fen(up_to(9) * 100'000);
    contract.signed_on = contract.starts_on = hall_date(at);
    contract.ends_on = make_date(2026, 12, 31);
    contract.terms.small_firm = up_to(2) == 1;
    contract.buyer = "wang";
    const Money half = Money::from_fen(contract.amount.fen() / 2);
    if (up_to(2) == 1)
      contract.schedule = {{contract.signed_on, half, "开始"},
                           {make_date(2026, 4, up_to(30)), contract.amount - half, "结束"}};
    return contract;
  }
  /// One act at random; what the rules refuse changes nothing.
  void act() {
    at += std::chrono::hours{up_to(14)};
    switch (up_to(9)) {
      case 1:
      case 2: return sign();
      case 3:
      case 4: return request_money();
      case 5:
      case 6: return pay_one();
      case 7: return accept_goods();
      case 8: return give_back();
      default: change_one();
    }
  }
  void sign() {
    if (contracts_made.size() >= 8) return;  // few, so that much happens to each of them
    if (const auto made = write([&](auto& books) { return sign_contract(books, as("wang"), draft()); }))
      contracts_made.push_back(made->number);
  }
  void request_money() {
    auto asked = content(up_to(400), std::to_string(up_to(2)), "scheduled");
    asked.payee = "公司 " + std::to_string(up_to(3));
    asked.contract = up_to(4) == 1 ? "" : one_of(contracts_made, "");
    asked.papers = {{"contract", "合同", ""}};
    asked.pay_on = hall_date(at);
    if (const auto known = asked.contract.empty() ? std::nullopt : read_contract(asked.contract)) {
      asked.line = key(known->line);
      asked.payee = known->party;
    }
    if (const auto made = ask(asked)) requests.push_back(made->no);
  }
  void pay_one() {
    const auto no = one_of(requests, "Q-2026-0001");
    if (approve(no, "zhao")) file_papers(no);
    const auto rest = up_to(2) == 1 ? Rest::keep : Rest::release;
    if (const auto paid = pay(no, up_to(200), "V-" + std::to_string(++vouchers), rest, "qin", hall_date(at)))
      payments.push_back(paid->no);
  }
  void accept_goods() {
    Acceptance goods;
    goods.contract = one_of(contracts_made, "C-2026-0001");
    goods.accepted_on = hall_date(at);
    goods.lines = {{"", Quantity{1, 0}, Money::from_fen(up_to(5) * 2'000)}};
    goods.finding = "合格";
    if (const auto made = write([&](auto& books) { return record_acceptance(books, as("li"), goods); });
        made && up_to(4) > 1)
      must(write([&](auto& books) { return sign_acceptance(books, as("sun"), made->number); }));
  }
  void give_back() {
    const auto rest = up_to(2) == 1 ? Rest::keep : Rest::release;
    if (!write([&](auto& books) {
          return return_payment(
              books, as("qin"),
              {one_of(payments, "P-2026-0001"), Money::from_fen(up_to(50) * 100), hall_date(at), rest, "退回", ""});
        }))
      ++refused;
  }
  void change_one() {
    const auto no = one_of(requests, "Q-2026-0001");
    auto asked = content(up_to(300), "1", "purchase");
    if (const auto known = read_request(no)) asked = known->content;
    asked.amount = Money::from_fen(up_to(300) * 100);
    if (asked.contract.empty()) asked.payee = "公司 " + std::to_string(up_to(3));
    if (!write([&](auto& books) { return change_request(books, as("li"), rules, no, asked, "改"); })) ++refused;
  }
  std::optional<Contract> read_contract(const std::string& number) {
    auto tx = data->read();
    return load_contract(tx, unit, number);
  }
  std::optional<Request> read_request(const std::string& no) {
    auto tx = data->read();
    return load_request(tx, unit, no);
  }
  Rows rows(std::string_view sql) {
    auto tx = data->read();
    return tx.query(sql);
  }
  Rows kept_contracts() {
    return rows("SELECT number, accepted_fen, paid_fen, last_paid_on, scheduled_fen FROM contract ORDER BY number");
  }
  Rows kept_payees() {
    return rows("SELECT line, payee, held_fen, committed_fen, executed_fen FROM payee_sum ORDER BY line, payee");
  }
  /// Claims as every document says, in the order of the list.
  std::vector<Claim> claims_read(db::ReadTx& tx, Date on) {
    std::vector<Claim> claims;
    std::map<std::string, Money> paid;
    auto accepted = acceptances(tx, unit);
    std::ranges::stable_sort(accepted, {}, &Acceptance::accepted_on);
    for (const auto& one : accepted) {
      if (!one.complete_on || one.accepted_on > on) continue;
      if (!paid.contains(one.contract)) paid[one.contract] = load_paid_under(tx, unit, one.contract, on);
      const Money covered = std::min(paid[one.contract], one.amount);
      paid[one.contract] = paid[one.contract] - covered;
      const auto contract = load_contract(tx, unit, one.contract);
      claims.push_back(
          {one.contract, one.number, contract->party, contract->terms, one.accepted_on, one.amount, covered});
    }
    return claims;
  }
  static std::string told(const std::vector<Claim>& claims, Date on) {
    std::string text;
    for (const auto& row : due_rows(claims, on))
      text +=
          row.claim.acceptance + " " + std::to_string(row.unpaid.fen()) + " " + std::to_string(row.days_late) + "; ";
    return text;
  }
  std::string instalments(Date on) {
    auto tx = data->read();
    std::string text;
    for (const auto& item : due_items(tx, unit, on, {}, {}))
      if (item.kind == "instalment") text += item.document + " " + std::to_string(item.amount.fen()) + "; ";
    return text;
  }
  /// The same by a look at every contract.
  std::string instalments_read(Date on) {
    auto tx = data->read();
    std::vector<std::pair<Date, std::string>> found;
    for (const auto& contract : contracts(tx, unit)) {
      if (contract.closed_on) continue;
      Money paid = load_paid_under(tx, unit, contract.number, on);
      for (const auto& part : contract.schedule) {
        const Money covered = std::min(paid, part.amount);
        paid = paid - covered;
        if (covered < part.amount && days_between(on, part.due_on) <= 30)
          found.emplace_back(part.due_on, contract.number + " " + std::to_string((part.amount - covered).fen()) + "; ");
      }
    }
    std::ranges::stable_sort(found, {}, &std::pair<Date, std::string>::first);
    std::string text;
    for (const auto& [day, words] : found) text += words;
    return text;
  }

  Rng rng{20261129};
  std::vector<std::string> contracts_made, requests, payments;
  int vouchers = 0, refused = 0;
};

constexpr std::string_view contracts_by_documents = R"(
    SELECT c.number,
           COALESCE((SELECT SUM(a.amount_fen) FROM acceptance a WHERE a.unit_id = c.unit_id AND a.contract = c.number
                                                                      AND a.complete_on <> ''), 0),
           COALESCE((SELECT SUM(p.amount_fen - p.returned_fen) FROM payment p JOIN fund_request r
                     ON r.unit_id = p.unit_id AND r.no = p.request WHERE r.contract = c.number), 0),
           COALESCE((SELECT MAX(p.paid_on) FROM payment p JOIN fund_request r
                     ON r.unit_id = p.unit_id AND r.no = p.request WHERE r.contract = c.number), ''),
           CASE WHEN c.body LIKE '%"due_on"%' THEN c.amount_fen ELSE 0 END
    FROM contract c ORDER BY c.number)";
constexpr std::string_view payees_by_documents = R"(
    SELECT h.line, COALESCE(r.payee, c.party, ''), SUM(h.held_fen), SUM(h.committed_fen), SUM(h.executed_fen)
    FROM line_hold h
         LEFT JOIN fund_request r ON r.unit_id = h.unit_id AND r.no = h.document
         LEFT JOIN contract c ON c.unit_id = h.unit_id AND c.number = h.document
    WHERE h.held_fen + h.committed_fen + h.executed_fen > 0
    GROUP BY h.line, COALESCE(r.payee, c.party, '') ORDER BY 1, 2)";

// R-FND-60, R-BOK-15
TEST(KeptMoney, IsWhatTheDocumentsSay) {
  BusyHall hall;
  for (int i = 0; i < 300; ++i) {
    hall.act();
    if (i % 10 == 0) {
      ASSERT_EQ(hall.kept_contracts(), hall.rows(contracts_by_documents)) << "after act " << i;
      ASSERT_EQ(hall.kept_payees(), hall.rows(payees_by_documents)) << "after act " << i;
    }
  }
  EXPECT_EQ(hall.kept_contracts(), hall.rows(contracts_by_documents));
  EXPECT_EQ(hall.kept_payees(), hall.rows(payees_by_documents));
  EXPECT_GT(hall.payments.size(), 10u);
  EXPECT_GT(std::get<std::int64_t>(hall.rows("SELECT COUNT(*) FROM acceptance WHERE complete_on <> ''")[0][0]), 10);
  EXPECT_GT(std::get<std::int64_t>(hall.rows("SELECT COUNT(*) FROM contract WHERE paid_fen > 0")[0][0]), 3);
  EXPECT_EQ(hall.unbalanced(), "");
  EXPECT_EQ(hall.replayed(), "");
}

// R-DUE-01, R-DUE-03, R-DUE-06
TEST(KeptMoney, LeavesNothingOutThatIsDueOnAnyDay) {
  BusyHall hall;
  for (int i = 0; i < 300; ++i) hall.act();
  for (Date day = make_date(2026, 3, 1); day < make_date(2026, 9, 1); day = plus_days(day, 9)) {
    auto tx = hall.data->read();
    EXPECT_EQ(hall.told(claims_on(tx, hall.unit, day), day), hall.told(hall.claims_read(tx, day), day)) << iso(day);
    EXPECT_EQ(hall.instalments(day), hall.instalments_read(day)) << iso(day);
  }
}

// A database made before 0023 is filled with what replay would have kept.
TEST(KeptMoney, IsFilledForOlderData) {
  BusyHall hall;
  for (int i = 0; i < 200; ++i) hall.act();
  const auto contracts_before = hall.kept_contracts(), payees_before = hall.kept_payees();
  const auto migration = std::ranges::find(journal::migrations(), 23, &db::Migration::number);
  ASSERT_NE(migration, journal::migrations().end());
  const auto statement = [&](std::string_view begins) {
    const auto begin = migration->sql.find(begins);
    return std::string{migration->sql.substr(begin, migration->sql.find(';', begin) - begin)};
  };
  hall.write([&](journal::Books& books) {
    books.tx.exec("UPDATE contract SET accepted_fen = 7, paid_fen = 7, last_paid_on = 'x', scheduled_fen = 7");
    books.tx.exec("DELETE FROM payee_sum");
    books.tx.exec(statement("UPDATE contract SET"));
    books.tx.exec(statement("INSERT INTO payee_sum"));
  });
  EXPECT_EQ(hall.kept_contracts(), contracts_before);
  EXPECT_EQ(hall.kept_payees(), payees_before);
}

}  // namespace
}  // namespace hallbook::funds
