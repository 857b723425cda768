// R-FND-10 to R-FND-16 and R-FND-20 to R-FND-24: plan, requests and their approvals.
#include "funds/request.h"

#include <gtest/gtest.h>

#include "funds/funds_fixture.h"
#include "identity/adoption.h"
#include "identity/person.h"

namespace hallbook::funds {
namespace {

bool has(const Refusal& refusal, std::string_view words) { return refusal.message.zh.find(words) != std::string::npos; }

struct Requests : testing::Test {
  TestFunds funds;
  void SetUp() override {
    funds.budget({1000, 100'000});
    funds.plan("1");
    funds.plan("2");
  }
};

TEST_F(Requests, HoldAtOnceAndGiveBackToTheFen) {
  RequestContent content = funds.content(300);
  content.amount = Money::from_fen(30'001);
  const auto made = must(funds.ask(content));
  EXPECT_EQ(made.no, "Q-2026-0001");
  EXPECT_EQ(funds.line().held.fen(), 30'001);
  EXPECT_EQ(funds.line().free.fen(), 69'999);
  must(funds.write([&](auto& books) { return cancel_request(books, funds.as("li"), made.no, "不买了"); }));
  EXPECT_EQ(funds.balances(), "1000 0 0 0");
  const auto again = funds.write([&](auto& books) { return cancel_request(books, funds.as("li"), made.no, "再来"); });
  EXPECT_EQ(again.error().code, RefusalCode::wrong_state);
  EXPECT_EQ(funds.unbalanced(), "");
  EXPECT_EQ(funds.replayed(), "");
}

TEST_F(Requests, AboveTheLineNameWhoHoldsTheRest) {
  must(funds.ask(funds.content(700)));
  const auto refused = funds.ask(funds.content(301));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, RefusalCode::over_limit);
  EXPECT_TRUE(has(refused.error(), "尚可用 300.00 元")) << refused.error().message.zh;
  EXPECT_TRUE(has(refused.error(), "Q-2026-0001 700.00 元")) << refused.error().message.zh;
  EXPECT_TRUE(funds.ask(funds.content(300)));
}

TEST_F(Requests, RefuseBadInput) {
  const auto refused = [&](auto change) {
    RequestContent content = funds.content(10);
    change(content);
    const auto made = funds.ask(content);
    return made ? "made" : made.error().field;
  };
  EXPECT_EQ(refused([](auto& one) { one.payee = " "; }), "payee");
  EXPECT_EQ(refused([](auto& one) { one.purpose.clear(); }), "purpose");
  EXPECT_EQ(refused([](auto& one) { one.amount = Money{}; }), "amount");
  EXPECT_EQ(refused([](auto& one) { one.amount = Money::from_fen(-1); }), "amount");
  EXPECT_EQ(refused([](auto& one) { one.type = "gift"; }), "type");
  EXPECT_EQ(refused([](auto& one) { one.indicator = 2; }), "indicator");  // R-FND-13: the project has one
  EXPECT_EQ(refused([](auto& one) { one.indicator = -1; }), "indicator");
  EXPECT_EQ(refused([](auto& one) { one.papers.clear(); }), "papers");
  EXPECT_EQ(refused([](auto& one) { one.line.line = "9"; }), "line");
  EXPECT_EQ(refused([](auto& one) { one.pay_on = make_date(2027, 1, 1); }), "pay_on");
  EXPECT_EQ(refused([](auto& one) { one.contract = "C-2026-0001"; }), "contract");
  EXPECT_EQ(funds.ask(funds.content(1), "chen").error().code, RefusalCode::not_allowed);
  EXPECT_EQ(funds.ask(funds.content(1), "nobody").error().code, RefusalCode::not_found);
  EXPECT_EQ(funds.balances(), "1000 0 0 0");
}

// R-FND-13
TEST_F(Requests, ServeAnIndicatorOfTheProjectOrNone) {
  auto content = funds.content(10);
  content.indicator = 0;
  const auto no = must(funds.ask(content)).no;
  const auto change = [&](int indicator) {
    content.indicator = indicator;
    return funds.write(
        [&](auto& books) { return change_request(books, funds.as("li"), funds.rules, no, content, "指标"); });
  };
  must(change(1));
  const auto unknown = change(7);
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().field, "indicator");
  EXPECT_TRUE(has(unknown.error(), "没有指标 7；可选：1")) << unknown.error().message.zh;
}

TEST_F(Requests, WarnOfTheSamePayeeAndAmount) {
  must(funds.ask(funds.content(10)));
  EXPECT_EQ(must(funds.ask(funds.content(10))).warnings.size(), 1u);
  EXPECT_TRUE(must(funds.ask(funds.content(11))).warnings.empty());
}

TEST_F(Requests, StepsGoInOrderWithOnePersonEach) {
  const auto no = must(funds.ask(funds.content(20'000, "2"))).no;  // finance, then the director
  EXPECT_EQ(funds.approve(no, "chen").error().code, RefusalCode::not_allowed);
  EXPECT_FALSE(must(funds.approve(no, "zhao")));
  // A, A, B, A: zhao again is not the second step, nor is any other of finance.
  EXPECT_FALSE(funds.approve(no, "zhao"));
  EXPECT_FALSE(funds.approve(no, "qin"));
  EXPECT_EQ(funds.balances("2"), "80000 20000 0 0");
  EXPECT_TRUE(must(funds.approve(no, "chen")));
  EXPECT_EQ(funds.balances("2"), "80000 0 20000 0");
  EXPECT_EQ(funds.approve(no, "zhao").error().code, RefusalCode::wrong_state);
  auto tx = funds.data->read();
  ASSERT_EQ(approvals_of(tx, funds.unit, no).size(), 2u);
  EXPECT_EQ(approvals_of(tx, funds.unit, no)[1].approver, "chen");
}

TEST_F(Requests, OnePersonWithBothRolesIsStillOneStep) {
  must(funds.write([&](auto& books) {
    return identity::grant_roles(books, {funds.unit, {"cli:test"}, funds.at, {}}, "zhao",
                                 {identity::Role::finance, identity::Role::director});
  }));
  const auto no = must(funds.ask(funds.content(20'000, "2"))).no;
  EXPECT_FALSE(must(funds.approve(no, "zhao")));
  const auto second = funds.approve(no, "zhao");
  ASSERT_FALSE(second);
  EXPECT_TRUE(has(second.error(), "已审过第 1 步")) << second.error().message.zh;
}

TEST_F(Requests, WhoAsksDoesNotApproveUnlessItIsAllowedAloud) {
  const auto no = must(funds.ask(funds.content(100), "zhao")).no;
  const auto own = funds.approve(no, "zhao");
  ASSERT_FALSE(own);
  EXPECT_TRUE(has(own.error(), "zhao")) << own.error().message.zh;
  EXPECT_TRUE(has(own.error(), "申请与审批"));
  const auto allow = [&](const std::string& by, std::string reason) {
    return funds.write([&](auto& books) {
      return allow_exception(books, funds.as(by), funds.rules,
                             {no, "request", "approve", "zhao", std::move(reason), make_date(2026, 3, 31), ""});
    });
  };
  EXPECT_FALSE(allow("zhao", "自己准许"));
  EXPECT_FALSE(allow("chen", " "));
  must(allow("chen", "财务只有一人在岗"));
  EXPECT_TRUE(must(funds.approve(no, "zhao")));
  auto tx = funds.data->read();
  ASSERT_EQ(exceptions(tx, funds.unit).size(), 1u);
  EXPECT_EQ(exceptions(tx, funds.unit)[0].by, "chen");
  EXPECT_EQ(funds.replayed(), "");
}

TEST_F(Requests, ASecondAccountIsTheSamePerson) {  // R-IDN-08, trust B13
  const auto mark = must(identity::person_mark(funds.data->keys(), "530112199006064562"));
  const auto name = [&](const std::string& account) {
    return funds.write([&](auto& books) {
      return identity::name_person(books, {funds.unit, {"cli:test"}, funds.at, {}}, account, mark);
    });
  };
  must(name("zhao"));
  const auto no = must(funds.ask(funds.content(20'000, "2"))).no;  // finance, then the director
  EXPECT_FALSE(must(funds.approve(no, "zhao")));
  must(funds.write([&](auto& books) {
    return identity::close_user(books, {funds.unit, {"cli:test"}, funds.at, {}}, "zhao", "换岗");
  }));
  must(name("he"));  // a director now, under another name
  const auto second = funds.approve(no, "he");
  ASSERT_FALSE(second);
  EXPECT_TRUE(has(second.error(), "zhao 已审过第 1 步")) << second.error().message.zh;
  EXPECT_TRUE(must(funds.approve(no, "chen")));
  EXPECT_EQ(funds.replayed(), "");
}

// R-FND-34
TEST_F(Requests, AuditReadsWhatAnExceptionWasUsedFor) {
  const auto allow = [&](std::string chain, Date until) {
    must(funds.write([&](auto& books) {
      return allow_exception(books, funds.as("chen"), funds.rules,
                             {std::move(chain), "request", "approve", "zhao", "财务只有一人在岗", until, ""});
    }));
  };
  must(funds.ask(funds.content(50), "zhao"));  // approved by nobody: no use
  const auto others = must(funds.ask(funds.content(60), "li")).no;
  const auto first = must(funds.ask(funds.content(100), "zhao")).no,
             second = must(funds.ask(funds.content(70), "zhao")).no;
  allow("*", make_date(2026, 3, 31));
  allow(first, make_date(2026, 3, 31));
  for (const auto& no : {others, first, second}) must(funds.approve(no, "zhao"));
  auto tx = funds.data->read();
  auto rows = exception_rows(tx, funds.unit, 0, 10);
  ASSERT_EQ(rows.size(), 2u);
  ASSERT_EQ(rows[0].uses.size(), 1u);  // of its own chain alone
  EXPECT_EQ(rows[0].uses[0].act.document, first);
  EXPECT_EQ(rows[0].uses[0].earlier.act, "request");
  EXPECT_EQ(rows[0].uses[0].earlier.document, first);
  ASSERT_EQ(rows[1].uses.size(), 2u);  // not what li asked for
  EXPECT_EQ(rows[1].uses[0].act.document, second);
  EXPECT_EQ(rows[1].uses[1].act.document, first);
  EXPECT_FALSE(rows[1].more_uses);
  EXPECT_EQ(rows[1].allowed.by, "chen");
  rows = exception_rows(tx, funds.unit, rows[0].seq, 10, 1);
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].uses.size(), 1u);
  EXPECT_TRUE(rows[0].more_uses);
}

TEST_F(Requests, AChangedContentVoidsItsApproval) {
  const auto no = funds.approved(300);
  RequestContent content = funds.content(200);
  must(funds.write(
      [&](auto& books) { return change_request(books, funds.as("li"), funds.rules, no, content, "少买一些"); }));
  EXPECT_EQ(funds.balances(), "800 200 0 0");
  EXPECT_EQ(funds.pay(no, 200, "V-1").error().code, RefusalCode::wrong_state);
  EXPECT_TRUE(must(funds.approve(no, "zhao")));
  EXPECT_EQ(funds.balances(), "800 0 200 0");
  EXPECT_TRUE(funds.pay(no, 200, "V-1"));
  EXPECT_EQ(funds.unbalanced(), "");
  EXPECT_EQ(funds.replayed(), "");
}

TEST_F(Requests, AnApprovalDiesWithItsRulesItsApproverAndItsJournal) {
  const auto no = funds.approved(300);
  // The content changed behind the program's back.
  funds.data->database().write([&](db::WriteTx& tx) {
    tx.exec("UPDATE fund_request SET content = REPLACE(content, '30000', '20000') WHERE no = $1", no);
  });
  EXPECT_EQ(funds.pay(no, 200, "V-1").error().code, RefusalCode::wrong_state);
  funds.data->database().write([&](db::WriteTx& tx) {
    tx.exec("UPDATE fund_request SET content = REPLACE(content, '20000', '30000') WHERE no = $1", no);
    tx.exec("UPDATE approval SET head_digest = zeroblob(32) WHERE request = $1", no);
  });
  EXPECT_TRUE(has(funds.pay(no, 200, "V-1").error(), "账簿不是审批时的账簿"));
  const auto other = funds.approved(100);
  must(funds.write([&](auto& books) {
    return identity::close_user(books, {funds.unit, {"cli:test"}, funds.at, {}}, "zhao", "调离");
  }));
  EXPECT_TRUE(has(funds.pay(other, 100, "V-2").error(), "zhao 已无审批职责"));
}

TEST_F(Requests, NewRulesWantANewApproval) {
  const auto no = funds.approved(300);
  const std::string text =
      "[[step]]\nname = \"d\"\ntitle = { zh = \"主任\", en = \"d\" }\nrole = \"director\"\n"
      "[[type]]\nname = \"purchase\"\ntitle = { zh = \"采购\", en = \"p\" }\n"
      "[[type.limit]]\nsteps = [\"d\"]\n";
  funds.write([&](auto& books) {
    journal::append(books, funds.unit, {"cli:test"}, funds.at, identity::DefinitionAdopted{"funds", "approvals", text});
  });
  EXPECT_EQ(funds.pay(no, 300, "V-1").error().code, RefusalCode::wrong_state);  // with the old rules in hand
  {
    auto tx = funds.data->read();
    funds.rules = load_rules(tx, funds.unit);
  }
  EXPECT_EQ(funds.pay(no, 300, "V-1").error().code, RefusalCode::wrong_state);
  must(funds.write([&](auto& books) {
    return change_request(books, funds.as("li"), funds.rules, no, funds.content(300), "规则已改，重新提交");
  }));
  EXPECT_TRUE(must(funds.approve(no, "chen")));
  EXPECT_TRUE(funds.pay(no, 300, "V-1"));
}

TEST_F(Requests, RefusedByAnApproverGoBack) {
  const auto no = must(funds.ask(funds.content(300))).no;
  const auto refuse_as = [&](const std::string& by) {
    return funds.write([&](auto& books) { return refuse_request(books, funds.as(by), funds.rules, no, "报价太高"); });
  };
  EXPECT_FALSE(refuse_as("chen"));  // it is finance's step
  must(refuse_as("zhao"));
  EXPECT_EQ(funds.balances(), "1000 0 0 0");
  auto tx = funds.data->read();
  EXPECT_EQ(find_request(tx, funds.unit, no)->state, RequestState::refused);
}

TEST(PlanOfUse, BoundsWhatIsAskedAndPaid) {
  TestFunds funds;
  funds.budget({1000});
  const auto without = funds.ask(funds.content(1));
  EXPECT_EQ(without.error().code, RefusalCode::wrong_state);
  const auto quarter = [](unsigned first) {
    return Period{make_date(2026, first, 1), plus_days(make_date(first == 10 ? 2027 : 2026, (first + 3) % 12, 1), -1)};
  };
  const auto money = [](std::int64_t yuan) { return Money::from_fen(yuan * 100); };
  const auto set = [&](std::vector<PlanPart> parts) {
    return funds.write([&](auto& books) {
      return set_plan(books, funds.as("zhao"), {funds.key("1"), PlanKind::scheduled, std::move(parts), "", ""});
    });
  };
  EXPECT_EQ(set({{quarter(1), money(600)}, {quarter(4), money(401)}}).error().code, RefusalCode::over_limit);
  EXPECT_FALSE(set({{quarter(4), money(1)}, {quarter(1), money(1)}}));
  EXPECT_FALSE(set({{{make_date(2026, 1, 1), make_date(2026, 1, 30)}, money(1)}}));
  must(set({{quarter(1), money(100)}, {quarter(4), money(200)}, {quarter(10), money(700)}}));
  EXPECT_FALSE(funds.ask(funds.content(101)));  // to be paid in March
  RequestContent june = funds.content(250);
  june.pay_on = make_date(2026, 6, 1);
  must(funds.ask(june));
  EXPECT_FALSE(funds.ask(funds.content(51)));  // March has it, June would not
  must(funds.ask(funds.content(50)));
  // What is paid is measured by its own day: nothing of June's money in March.
  must(funds.approve("Q-2026-0001", "zhao"));
  funds.file_papers("Q-2026-0001");
  EXPECT_EQ(funds.pay("Q-2026-0001", 101, "V-1").error().code, RefusalCode::over_limit);
  EXPECT_TRUE(funds.pay("Q-2026-0001", 101, "V-1", Rest::keep, "qin", make_date(2026, 6, 2)));
  EXPECT_EQ(funds.replayed(), "");
}

TEST(PlanOfUse, PaceGoesByWorkingDays) {
  TestFunds funds;
  funds.budget({1000});
  const PlanOfUse plan{funds.key("1"),
                       PlanKind::scheduled,
                       {{{make_date(2026, 2, 1), make_date(2026, 2, 28)}, Money::from_fen(1600)}},
                       "",
                       ""};
  must(funds.write([&](auto& books) { return set_plan(books, funds.as("zhao"), plan); }));
  WorkCalendar calendar;
  must(calendar.load(
      R"({"year": 2026, "source": "test", "off": ["2026-02-15..2026-02-23"], "worked": ["2026-02-14", "2026-02-28"]})"));
  auto tx = funds.data->read();
  EXPECT_EQ(money_pace(tx, funds.unit, plan, make_date(2026, 2, 13), calendar)->planned.fen(), 1000);  // 10 of 16 days
  EXPECT_EQ(money_pace(tx, funds.unit, plan, make_date(2026, 2, 22), calendar)->planned.fen(),
            1100);  // holidays add none
  EXPECT_EQ(money_pace(tx, funds.unit, plan, make_date(2026, 3, 1), calendar)->planned.fen(), 1600);
}

}  // namespace
}  // namespace hallbook::funds
