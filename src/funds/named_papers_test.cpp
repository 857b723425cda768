// R-FND-18: one request an invoice, none a void one, and acceptances that are signed.
#include "funds/named_papers.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "funds/acceptance.h"
#include "funds/contract_ops.h"
#include "funds/funds_fixture.h"
#include "funds/invoice_register.h"

namespace hallbook::funds {
namespace {

using Numbers = std::vector<std::string>;
const std::string bill_x = "26532000000000000001", bill_y = "26532000000000000002";

bool says(const Refusal& refusal, std::string_view words) {
  return refusal.message.zh.find(words) != std::string::npos;
}

// R-FND-18
TEST(NamedPapers, NumbersAreFoundInWhatPeopleWrite) {
  EXPECT_EQ(invoice_numbers_in(bill_x), Numbers{bill_x});
  EXPECT_EQ(invoice_numbers_in("发票 " + bill_x + "、" + bill_y + ".pdf"), (Numbers{bill_x, bill_y}));
  EXPECT_EQ(invoice_numbers_in("２６５３２００００００００００００００１"), Numbers{bill_x});
  EXPECT_EQ(invoice_numbers_in(" 12345678 "), Numbers{"12345678"});
  for (const auto* free : {"一份", "发票", "发票20260315.pdf", "1234567", "123456789", "", "265320000000000000012",
                           "发票 Q-2026-0001", "053002300111"})
    EXPECT_EQ(invoice_numbers_in(free), Numbers{}) << free;
  EXPECT_EQ(acceptance_numbers_in("验收书 A-2026-0003，a-2026-10000"), (Numbers{"A-2026-0003", "A-2026-10000"}));
  for (const auto* free : {"一份", "A-2026", "A-2026-1", "QA-2026-0001", "A-26-0001", "A-", "A-2026-"})
    EXPECT_EQ(acceptance_numbers_in(free), Numbers{}) << free;
}

struct NamingHall : TestFunds {
  NamingHall() {
    budget({1'000});
    plan();
    Contract contract;
    contract.title = "办公用品";
    contract.party = "某文具店";
    contract.project = project;
    contract.line = "1";
    contract.category = "30201";
    contract.amount = Money::from_fen(40'000);
    contract.signed_on = contract.starts_on = make_date(2026, 3, 1);
    contract.ends_on = make_date(2026, 12, 31);
    contract.buyer = "wang";
    must(write([&](journal::Books& books) { return sign_contract(books, as("wang"), contract); }));
  }
  void deliver() {
    Acceptance goods;
    goods.contract = "C-2026-0001";
    goods.accepted_on = make_date(2026, 3, 2);
    goods.lines = {{"", Quantity{1, 0}, Money::from_fen(10'000)}};
    goods.finding = "合格";
    must(write([&](journal::Books& books) { return record_acceptance(books, as("li"), goods); }));
  }
  void sign_too() {
    must(write([&](journal::Books& books) { return sign_acceptance(books, as("sun"), "A-2026-0001"); }));
  }
  /// Typed into the register, of no contract.
  void register_bill(const std::string& number) {
    Invoice invoice;
    invoice.text.number = number;
    invoice.text.seller = "某文具店";
    invoice.text.issued_on = make_date(2026, 3, 1);
    invoice.text.total = Money::from_fen(10'000);
    invoice.text.source = "typed";
    std::vector<Text> warnings;
    must(write([&](journal::Books& books) { return record_invoice(books, as("li"), invoice, warnings); }));
  }
  void void_bill(const std::string& number) {
    must(write([&](journal::Books& books) { return void_invoice(books, as("li"), number, "重开"); }));
  }
  RequestContent with(std::string kind, std::string name, std::int64_t yuan = 100) const {
    auto asked = content(yuan);
    asked.papers.push_back({std::move(kind), std::move(name), ""});
    return asked;
  }
  Result<> add(const std::string& no, std::string kind, std::string name) {
    return write([&](journal::Books& books) {
      return add_papers(books, as("li"), no, {{std::move(kind), std::move(name), ""}});
    });
  }
};

// R-FND-18: the second payment of one invoice.
TEST(NamedPapers, AnInvoiceIsPaidByOneRequest) {
  NamingHall hall;
  const auto first = must(hall.ask(hall.with("invoice", bill_x))).no;
  const auto again = hall.ask(hall.with("invoice", "发票 " + bill_x));
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, RefusalCode::conflict);
  EXPECT_EQ(again.error().field, "papers");
  for (const auto* words : {first.c_str(), "尚可用 500.00 元", "C-2026-0001 400.00 元"})
    EXPECT_TRUE(says(again.error(), words)) << again.error().message.zh;
  const auto other = hall.approved(50);
  EXPECT_EQ(hall.add(other, "invoice", bill_x).error().code, RefusalCode::conflict);
  must(hall.add(first, "invoice", bill_x));  // its own
  auto changed = hall.with("invoice", bill_x, 60);
  const auto change = [&](const std::string& no) {
    return hall.write(
        [&](journal::Books& books) { return change_request(books, hall.as("li"), hall.rules, no, changed, "改"); });
  };
  EXPECT_EQ(change(other).error().code, RefusalCode::conflict);
  EXPECT_TRUE(change(first).has_value());
  EXPECT_EQ(hall.replayed(), "");
}

// R-FND-18: a request that holds and paid nothing stands in nobody's way.
TEST(NamedPapers, AnInvoiceIsFreeAgainWhenItsMoneyIs) {
  NamingHall hall;
  const auto first = must(hall.ask(hall.with("invoice", bill_x))).no;
  must(hall.write([&](journal::Books& books) { return cancel_request(books, hall.as("li"), first, "不买了"); }));
  const auto second = must(hall.ask(hall.with("invoice", bill_x))).no;
  must(hall.approve(second, "zhao"));
  hall.file_papers(second);
  const auto paid = must(hall.pay(second, std::nullopt, "V-1")).no;
  const auto refused = hall.ask(hall.with("invoice", bill_x));
  EXPECT_TRUE(says(refused.error(), second + "（某文具店，100.00 元，已支付）")) << refused.error().message.zh;
  must(hall.write([&](journal::Books& books) {
    return return_payment(books, hall.as("qin"),
                          {paid, Money::from_fen(10'000), make_date(2026, 3, 21), Rest::release, "账号错", ""});
  }));
  EXPECT_TRUE(hall.ask(hall.with("invoice", bill_x)).has_value());
  // A changed content names what it names now.
  const auto third = must(hall.ask(hall.with("invoice", bill_y))).no;
  auto without = hall.content(100);
  must(hall.write(
      [&](journal::Books& books) { return change_request(books, hall.as("li"), hall.rules, third, without, "改"); }));
  EXPECT_TRUE(hall.ask(hall.with("invoice", bill_y)).has_value());
  EXPECT_EQ(hall.replayed(), "");
}

// R-FND-18: not asked for, and not paid when it became void meanwhile; one issued anew takes its place.
TEST(NamedPapers, AVoidInvoiceIsNoGround) {
  NamingHall hall;
  hall.register_bill(bill_x);
  const auto no = must(hall.ask(hall.with("invoice", bill_x))).no;
  must(hall.approve(no, "zhao"));
  must(hall.add(no, "acceptance", "一份"));
  hall.void_bill(bill_x);
  const auto asked = hall.ask(hall.with("invoice", bill_x));
  EXPECT_FALSE(asked);
  const auto paying = hall.pay(no, std::nullopt, "V-1");
  ASSERT_FALSE(paying);
  EXPECT_EQ(paying.error().field, "papers");
  EXPECT_TRUE(says(paying.error(), "已作废")) << paying.error().message.zh;
  EXPECT_TRUE(says(paying.error(), "尚可用")) << paying.error().message.zh;
  must(hall.add(no, "invoice", bill_y));
  EXPECT_TRUE(hall.pay(no, std::nullopt, "V-1").has_value());
}

// R-FND-18
TEST(NamedPapers, AnAcceptanceIsThereSignedAndOfTheContract) {
  NamingHall hall;
  const auto refused = [&](const RequestContent& content) {
    const auto made = hall.ask(content);
    return made ? std::string{"made"} : made.error().message.zh;
  };
  EXPECT_NE(refused(hall.with("acceptance", "A-2026-0001")).find("没有验收书 A-2026-0001"), std::string::npos);
  hall.deliver();
  EXPECT_NE(refused(hall.with("acceptance", "验收书 A-2026-0001")).find("只有 1 人签字"), std::string::npos);
  const auto early = hall.approved(100);
  EXPECT_FALSE(hall.add(early, "acceptance", "A-2026-0001"));
  hall.sign_too();
  must(hall.add(early, "acceptance", "A-2026-0001"));
  EXPECT_TRUE(hall.pay(early, std::nullopt, "V-1").has_value());
  auto elsewhere = hall.with("acceptance", "A-2026-0001");
  elsewhere.contract = "C-2026-0002";
  auto tx = hall.data->read();
  const NamingPapers asked{"", elsewhere.contract, elsewhere.line, elsewhere.papers};
  EXPECT_EQ(check_named_papers(tx, hall.unit, asked).error().code, RefusalCode::conflict);
}

// A database made before 0024 is filled with what replay would have kept.
TEST(NamedPapers, AreFilledForOlderData) {
  NamingHall hall;
  must(hall.ask(hall.with("invoice", "甲\"乙")));
  must(hall.ask(hall.with("invoice", "发票 " + bill_x + "、" + bill_y + ".pdf")));
  must(hall.ask(hall.with("invoice", "12345678")));
  must(hall.ask(hall.with("invoice", "123456789012345678901")));
  const auto late = must(hall.ask(hall.with("list", "26532000000000000009", 10))).no;
  must(hall.add(late, "invoice", "见 26532000000000000003"));
  must(hall.add(late, "invoice", "87654321"));
  const auto kept = [&] {
    auto tx = hall.data->read();
    return tx.query("SELECT number, request FROM request_invoice ORDER BY number, request");
  };
  const auto before = kept();
  ASSERT_EQ(before.size(), 5u);
  const auto migration = std::ranges::find(journal::migrations(), 24, &db::Migration::number);
  ASSERT_NE(migration, journal::migrations().end());
  const auto begin = migration->sql.find("INSERT INTO request_invoice");
  hall.write([&](journal::Books& books) {
    books.tx.exec("DELETE FROM request_invoice");
    books.tx.exec(std::string{migration->sql.substr(begin, migration->sql.find(';', begin) - begin)});
  });
  EXPECT_EQ(kept(), before);
}

}  // namespace
}  // namespace hallbook::funds
