// A contract on its chain: the request's money and plan handed on, duties kept apart, goods and payments booked as one.
#include <gtest/gtest.h>

#include <functional>

#include "funds/acceptance.h"
#include "funds/booking.h"
#include "funds/books_reports.h"
#include "funds/contract_ops.h"
#include "funds/due_list.h"
#include "funds/funds_fixture.h"
#include "identity/adoption.h"

namespace hallbook::funds {
namespace {

struct ChainHall : TestFunds {
  ChainHall() {
    budget({1'000, 1'000});
    plan();
    plan("2");
  }
  Contract draft(std::int64_t yuan, std::string request = {}) const {
    Contract contract;
    contract.title = "办公用品";
    contract.party = "某文具店";
    contract.project = project;
    contract.line = "1";
    contract.request = std::move(request);
    contract.category = "30201";
    contract.amount = Money::from_fen(yuan * 100);
    contract.signed_on = contract.starts_on = make_date(2026, 3, 1);
    contract.ends_on = make_date(2026, 12, 31);
    contract.buyer = "wang";
    return contract;
  }
  Contract sign(const Contract& contract, const std::string& by = "wang") {
    return must(write([&](journal::Books& books) { return sign_contract(books, as(by), contract); }));
  }
  Result<Acceptance> accept(const std::string& by, std::int64_t yuan, const std::string& contract = "C-2026-0001",
                            Date on = make_date(2026, 3, 2)) {
    Acceptance goods;
    goods.contract = contract;
    goods.accepted_on = on;
    goods.lines = {{"", Quantity{1, 0}, Money::from_fen(yuan * 100)}};
    goods.finding = "合格";
    return write([&](journal::Books& books) { return record_acceptance(books, as(by), goods); });
  }
  Result<Acceptance> sign_too(const std::string& by, const std::string& number) {
    return write([&](journal::Books& books) { return sign_acceptance(books, as(by), number); });
  }
  void delivered(std::int64_t yuan, const std::string& number) {
    must(accept("li", yuan));
    must(sign_too("sun", number));
  }
  RequestContent under(std::int64_t yuan, const std::string& contract = "C-2026-0001") const {
    auto asked = content(yuan, "1", "scheduled");
    asked.contract = contract;
    asked.papers = {{"contract", contract, ""}};
    return asked;
  }
  std::string approved_under(std::int64_t yuan, const std::string& by = "li") {
    const auto made = must(ask(under(yuan), by)).no;
    if (!must(approve(made, "zhao"))) ensure(must(approve(made, "chen")), "the second step was the last");
    file_papers(made);
    return made;
  }
  /// Cost 5001, owed 2302, advanced 1214 and outlay 7101, in yuan.
  std::string books_say() {
    auto tx = data->read();
    const auto chart = book_rules(tx, unit);
    const auto balance = trial_balance(tx, unit, chart, {202601, 202612});
    std::string text;
    for (const char* code : {"5001", "2302", "1214", "7101"}) {
      std::int64_t fen = 0;
      for (const auto& row : balance.rows)
        if (row.account->code == code) fen = row.after().fen();
      text += (text.empty() ? "" : " ") + std::to_string(fen / 100);
    }
    return text;
  }
};

// R-CTR-06, R-FND-11
TEST(ContractChain, TheRequestsPlanIsHandedOnWithItsMoney) {
  ChainHall hall;
  const auto request = hall.approved(300);
  hall.sign(hall.draft(300, request));
  EXPECT_EQ(hall.balances(), "700 0 300 0");
  EXPECT_TRUE(hall.ask(hall.under(300)).has_value());
  EXPECT_TRUE(hall.ask(hall.content(700)).has_value()) << "the plan counts the handed-on request no more";
  EXPECT_EQ(hall.unbalanced(), "");
  EXPECT_EQ(hall.replayed(), "");
}

// R-CTR-06: the worked example of the issue, through a contract.
TEST(ContractChain, RequestOrderBillAndAnotherRequest) {
  ChainHall hall;
  hall.sign(hall.draft(200, hall.approved(300)));
  hall.delivered(200, "A-2026-0001");
  must(hall.pay(hall.approved_under(200), std::nullopt, "V1"));
  must(hall.approve(must(hall.ask(hall.content(50))).no, "zhao"));
  EXPECT_EQ(hall.balances(), "650 0 150 200");
  EXPECT_EQ(hall.replayed(), "");
}

// R-CTR-09, R-FND-30, R-FND-31
TEST(ContractChain, WhoBoughtOrSignedDoesNotAccept) {
  ChainHall hall;
  auto contract = hall.draft(300);
  contract.buyer = "li";
  hall.sign(contract, "wang");
  const auto bought = hall.accept("wang", 100);
  ASSERT_FALSE(bought);
  EXPECT_EQ(bought.error().code, RefusalCode::not_allowed);
  EXPECT_NE(bought.error().message.en.find("purchasing"), std::string::npos) << bought.error().message.en;
  EXPECT_NE(bought.error().message.en.find("C-2026-0001"), std::string::npos);
  EXPECT_EQ(hall.accept("li", 100).error().code, RefusalCode::not_allowed) << "the buyer";
  DutyExceptionAllowed exception;
  exception.chain = "C-2026-0001";
  exception.first_act = "purchase";
  exception.second_act = "accept";
  exception.person = "wang";
  exception.reason = "只有两个人";
  exception.until_on = make_date(2026, 3, 31);
  must(hall.write([&](journal::Books& books) { return allow_exception(books, hall.as("he"), hall.rules, exception); }));
  EXPECT_TRUE(hall.accept("wang", 100).has_value());
  EXPECT_EQ(hall.accept("li", 100).error().code, RefusalCode::not_allowed);
  EXPECT_EQ(hall.replayed(), "");
}

// R-CTR-09: the chain goes on from the request to the contract and what is accepted under it.
TEST(ContractChain, ActsStandOnTheRequestsChain) {
  ChainHall hall;
  const auto request = hall.approved(300);
  hall.sign(hall.draft(300, request), "wang");
  must(hall.accept("li", 100));
  auto tx = hall.data->read();
  EXPECT_EQ(chain_of(tx, hall.unit, "C-2026-0001"), request);
  EXPECT_EQ(chain_of(tx, hall.unit, "A-2026-0001"), request);
  std::string acts;
  for (const auto& act : acts_on(tx, hall.unit, request)) acts += act.act + " " + act.person + "; ";
  EXPECT_EQ(acts, "request li; approve zhao; purchase wang; sign wang; accept li; ");
}

// R-FND-33
TEST(ContractChain, WhoLacksTheDutyIsRefused) {
  ChainHall hall;
  const auto signed_by = [&](const std::string& name) {
    return hall.write([&](journal::Books& books) { return sign_contract(books, hall.as(name), hall.draft(100)); });
  };
  EXPECT_EQ(signed_by("wu").error().code, RefusalCode::not_allowed);
  EXPECT_TRUE(signed_by("wang").has_value());
  EXPECT_EQ(hall.accept("chen", 10).error().code, RefusalCode::not_allowed);
  const auto published = hall.write([&](journal::Books& books) {
    return publish_contract(books, hall.as("wu"), "C-2026-0001", make_date(2026, 3, 1), "官网");
  });
  EXPECT_EQ(published.error().code, RefusalCode::not_allowed);
}

// R-CTR-11
TEST(ContractChain, ARequestNamesTheContractsPartyAndLine) {
  ChainHall hall;
  const auto refused = [&](const std::function<void(RequestContent&)>& change) {
    auto asked = hall.under(100);
    change(asked);
    const auto made = hall.ask(asked);
    return made ? refuse(RefusalCode::invalid, {}, "made").error() : made.error();
  };
  const auto unknown = refused([](auto&) {});
  EXPECT_EQ(unknown.code, RefusalCode::not_found);
  EXPECT_EQ(unknown.field, "contract");
  hall.sign(hall.draft(300));
  const auto stranger = refused([](auto& asked) { asked.payee = "别的公司"; });
  EXPECT_EQ(stranger.field, "payee");
  EXPECT_NE(stranger.message.zh.find("某文具店"), std::string::npos) << stranger.message.zh;
  EXPECT_EQ(refused([](auto& asked) { asked.payee = "某 文具店"; }).field, "made") << "spaces are forgiven";
  EXPECT_EQ(refused([](auto& asked) { asked.line.line = "2"; }).field, "line");
  auto other = hall.under(50);
  other.payee = "别的公司";
  const auto changed = hall.write([&](journal::Books& books) {
    return change_request(books, hall.as("li"), hall.rules, "Q-2026-0001", other, "改");
  });
  EXPECT_EQ(changed.error().field, "payee");
  EXPECT_EQ(hall.replayed(), "");
}

// R-CTR-05: of a closed contract nothing more is asked for; what it had asked for before is still changed and paid.
TEST(ContractChain, AClosedContractIsAskedForNothingMore) {
  ChainHall hall;
  hall.sign(hall.draft(300));
  const auto before = must(hall.ask(hall.under(100))).no;
  must(hall.write([&](journal::Books& books) {
    return close_contract(books, hall.as("wang"), "C-2026-0001", make_date(2026, 3, 2), "履约完毕");
  }));
  const auto after = hall.ask(hall.under(1));
  ASSERT_FALSE(after);
  EXPECT_EQ(after.error().code, RefusalCode::wrong_state);
  EXPECT_EQ(after.error().field, "contract");
  for (const auto* words : {"已于 2026-03-02 结束", "尚可用 900.00 元", "Q-2026-0001 100.00 元"})
    EXPECT_NE(after.error().message.zh.find(words), std::string::npos) << after.error().message.zh;
  const auto late = hall.accept("li", 100);
  ASSERT_FALSE(late);
  EXPECT_NE(late.error().message.zh.find("尚可用 900.00 元"), std::string::npos) << late.error().message.zh;
  must(hall.write([&](journal::Books& books) {
    return change_request(books, hall.as("li"), hall.rules, before, hall.under(90), "少付一些");
  }));
  EXPECT_EQ(hall.unbalanced(), "");
  EXPECT_EQ(hall.replayed(), "");
}

// R-CTR-05
TEST(ContractChain, AfterItsEndOnlyWhatWasAcceptedIsAskedFor) {
  ChainHall hall;
  auto contract = hall.draft(600);
  contract.ends_on = make_date(2026, 3, 31);
  hall.sign(contract);
  hall.delivered(200, "A-2026-0001");
  must(hall.accept("li", 100));  // signed by one
  const auto early = must(hall.ask(hall.under(50))).no;
  hall.at = Instant{std::chrono::sys_days{make_date(2026, 4, 10)}};
  const auto above = hall.ask(hall.under(151));
  ASSERT_FALSE(above);
  EXPECT_EQ(above.error().code, RefusalCode::wrong_state);
  for (const auto* words : {"已于 2026-03-31 到期", "验收 200.00 元", "已申请 50.00 元", "还可申请 150.00 元",
                            "尚可用 400.00 元", "C-2026-0001 550.00 元"})
    EXPECT_NE(above.error().message.zh.find(words), std::string::npos) << words << above.error().message.zh;
  must(hall.ask(hall.under(150)));
  EXPECT_FALSE(hall.ask(hall.under(1)));
  must(hall.sign_too("sun", "A-2026-0002"));  // delivered in time, signed late
  const auto change = [&](std::int64_t yuan) {
    return hall.write([&](journal::Books& books) {
      return change_request(books, hall.as("li"), hall.rules, early, hall.under(yuan), "改");
    });
  };
  EXPECT_EQ(change(151).error().code, RefusalCode::wrong_state);
  EXPECT_TRUE(change(150).has_value());
  EXPECT_FALSE(hall.ask(hall.under(1)));
  const auto late = hall.accept("li", 10, "C-2026-0001", make_date(2026, 4, 1));
  ASSERT_FALSE(late);
  for (const auto* words : {"到期", "尚可用 400.00 元", "C-2026-0001 300.00 元"})
    EXPECT_NE(late.error().message.zh.find(words), std::string::npos) << words << late.error().message.zh;
  EXPECT_TRUE(hall.accept("li", 10, "C-2026-0001", make_date(2026, 3, 31)).has_value()) << "written down later";
  EXPECT_EQ(hall.unbalanced(), "");
  EXPECT_EQ(hall.replayed(), "");
}

// R-BOK-15
TEST(ContractChain, GoodsFirstAreOwedThenPaid) {
  ChainHall hall;
  hall.sign(hall.draft(600));
  must(hall.accept("li", 400));
  EXPECT_EQ(hall.books_say(), "0 0 0 0") << "one signature is no acceptance";
  must(hall.sign_too("sun", "A-2026-0001"));
  EXPECT_EQ(hall.books_say(), "400 -400 0 0");
  must(hall.pay(hall.approved_under(500), std::nullopt, "V1"));
  EXPECT_EQ(hall.books_say(), "400 0 100 500");
  hall.delivered(200, "A-2026-0002");
  EXPECT_EQ(hall.books_say(), "600 -100 0 500");
  EXPECT_EQ(hall.replayed(), "");
}

// R-BOK-15
TEST(ContractChain, AReturnIsOwedAgain) {
  ChainHall hall;
  hall.sign(hall.draft(600));
  must(hall.pay(hall.approved_under(100), std::nullopt, "V1"));
  EXPECT_EQ(hall.books_say(), "0 0 100 100") << "nothing accepted: an advance";
  hall.delivered(60, "A-2026-0001");
  const PaymentReturned back{"P-2026-0001", Money::from_fen(70'00), make_date(2026, 3, 21), Rest::keep, "账号错", ""};
  must(hall.write([&](journal::Books& books) { return return_payment(books, hall.as("qin"), back); }));
  EXPECT_EQ(hall.books_say(), "60 -30 0 30");
  EXPECT_EQ(hall.replayed(), "");
}

// R-CTR-01
TEST(ContractChain, RequestsOfOneCategoryAddUp) {
  ChainHall hall;
  const std::string limits =
      "[[limit]]\ncategory = \"30207\"\nfrom = \"500.00\"\nway = { zh = \"三家比价\", en = \"three quotations\" }\n";
  ASSERT_EQ(must(judge_fund_definition(limits)), "purchasing");
  hall.write([&](journal::Books& books) {
    journal::append(books, hall.unit, {"cli:test"}, hall.at,
                    identity::DefinitionAdopted{"funds", "purchasing", limits});
  });
  const auto warned = [&](const RequestContent& content) {
    std::string text;
    for (const auto& warning : must(hall.ask(content)).warnings) text += warning.en + "; ";
    return text;
  };
  EXPECT_EQ(warned(hall.content(300)), "");
  auto quoted = hall.content(210);
  quoted.papers = {{"quotation", "甲", ""}, {"quotation", "乙", ""}, {"quotation", "丙", ""}};
  EXPECT_EQ(warned(quoted), "") << "three quotations are the way that the limit wants";
  EXPECT_NE(warned(hall.content(200)).find("2 purchases of category 30207 come to 500.00 yuan"), std::string::npos);
  must(
      hall.write([&](journal::Books& books) { return cancel_request(books, hall.as("li"), "Q-2026-0001", "不买了"); }));
  EXPECT_EQ(warned(hall.content(201)), "") << "a cancelled one is no purchase";
}

// R-FND-20, R-FND-30, R-CTR-01: a definition is told by what stands in it, and a bad one is refused.
TEST(ContractChain, RulesOfMoneyAreJudgedBeforeTheyAreAdopted) {
  EXPECT_EQ(
      must(judge_fund_definition("[[pair]]\nacts = [\"request\", \"pay\"]\ntitle = { zh = \"甲\", en = \"a\" }\n")),
      "duties");
  EXPECT_FALSE(judge_fund_definition("[[pair]]\nacts = [\"request\", \"sleep\"]\n").has_value());
  EXPECT_FALSE(judge_fund_definition("[[limit]]\ncategory = \"30207\"\nfrom = \"-1\"\n").has_value());
  EXPECT_FALSE(judge_fund_definition("[[type]]\nname = \"x\"\n").has_value());
  EXPECT_FALSE(judge_fund_definition("a = 1\n").has_value());
  EXPECT_FALSE(judge_fund_definition("a = \n").has_value());
}

}  // namespace
}  // namespace hallbook::funds
