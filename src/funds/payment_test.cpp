// R-FND-30 to R-FND-33 and R-FND-40 to R-FND-44: payments, duties, and the accounts under random sequences and many clerks.
#include "funds/payment.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "base/rng.h"
#include "funds/execution.h"
#include "funds/funds_fixture.h"

namespace hallbook::funds {
namespace {

struct Payments : testing::Test {
  TestFunds funds;
  void SetUp() override {
    funds.budget({1000});
    funds.plan();
  }
};

// 1,000 → request 300 → an order of 200 from it, in part → its bill paid → request 50.
TEST_F(Payments, WorkedExampleOfTheIssue) {
  const auto first = funds.approved(300);
  EXPECT_EQ(funds.balances(), "700 0 300 0");
  must(funds.pay(first, 200, "V-1"));
  EXPECT_EQ(funds.balances(), "700 0 100 200");
  funds.approved(50);
  EXPECT_EQ(funds.balances(), "650 0 150 200");
  EXPECT_EQ(funds.unbalanced(), "");
  EXPECT_EQ(funds.replayed(), "");
}

TEST_F(Payments, APartPaymentLeavesOrFreesTheRest) {
  const auto kept = funds.approved(300);
  must(funds.pay(kept, 100, "V-1"));
  EXPECT_EQ(funds.balances(), "700 0 200 100");
  must(funds.pay(kept, 50, "V-2", Rest::release));
  EXPECT_EQ(funds.balances(), "850 0 0 150");
  EXPECT_EQ(funds.pay(kept, 1, "V-3").error().code, RefusalCode::wrong_state);
  auto tx = funds.data->read();
  EXPECT_EQ(payments_of(tx, funds.unit, kept)[1].freed.fen(), 15'000);
}

TEST_F(Payments, AVoucherIsUsedOnce) {
  const auto one = funds.approved(100);
  const auto two = funds.approved(200);
  must(funds.pay(one, 100, "2026-000123"));
  const auto again = funds.pay(two, 200, "2026-000123");
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().field, "voucher");
  EXPECT_NE(again.error().message.zh.find("P-2026-0001"), std::string::npos);
  EXPECT_NE(again.error().message.zh.find("尚可用 700.00 元"), std::string::npos) << again.error().message.zh;
  EXPECT_NE(again.error().message.zh.find("Q-2026-0002 200.00 元"), std::string::npos);
}

TEST_F(Payments, NeedTheirPapersAndTheirPeople) {
  const auto no = must(funds.ask(funds.content(100))).no;
  EXPECT_EQ(funds.pay(no, 100, "V-1").error().code, RefusalCode::wrong_state);  // not approved
  must(funds.approve(no, "zhao"));
  const auto bare = funds.pay(no, 100, "V-1");
  ASSERT_FALSE(bare);
  EXPECT_EQ(bare.error().field, "papers");
  EXPECT_NE(bare.error().message.zh.find("验收书、发票"), std::string::npos) << bare.error().message.zh;
  funds.file_papers(no);
  const auto approver = funds.pay(no, 100, "V-1", Rest::keep, "zhao");
  EXPECT_EQ(approver.error().code, RefusalCode::not_allowed);
  EXPECT_EQ(funds.pay(no, 100, "V-1", Rest::keep, "li").error().code, RefusalCode::not_allowed);
  EXPECT_EQ(funds.pay(no, 101, "V-1").error().code, RefusalCode::over_limit);
  EXPECT_EQ(funds.pay(no, 0, "V-1").error().code, RefusalCode::invalid);
  EXPECT_EQ(funds.pay(no, 100, " ").error().field, "voucher");
  EXPECT_EQ(funds.pay(no, 100, "V-1", Rest::keep, "qin", make_date(2025, 12, 31)).error().field, "paid_on");
  EXPECT_TRUE(funds.pay(no, 100, "V-1"));
}

TEST_F(Payments, ComeBackToTheFen) {
  const auto no = funds.approved(300);
  const auto paid = must(funds.pay(no, 300, "V-1")).no;
  const auto back = [&](std::int64_t yuan, Rest rest) {
    return funds.write([&](auto& books) {
      return return_payment(books, funds.as("qin"),
                            {paid, Money::from_fen(yuan * 100), make_date(2026, 3, 25), rest, "账号有误", ""});
    });
  };
  must(back(100, Rest::keep));
  EXPECT_EQ(funds.balances(), "700 0 100 200");
  must(back(150, Rest::release));
  EXPECT_EQ(funds.balances(), "850 0 100 50");
  EXPECT_EQ(back(51, Rest::keep).error().code, RefusalCode::over_limit);
  must(funds.pay(no, 100, "V-2"));
  EXPECT_EQ(funds.balances(), "850 0 0 150");
  EXPECT_EQ(funds.unbalanced(), "");
  EXPECT_EQ(funds.replayed(), "");
}

TEST_F(Payments, AClosedLineNamesWhatItHas) {
  const auto no = funds.approved(300);
  const auto close = [&] {
    return funds.write([&](auto& books) { return close_line(books, funds.as("zhao"), funds.key("1"), "年终"); });
  };
  EXPECT_NE(close().error().message.zh.find(no), std::string::npos);
  must(funds.pay(no, 300, "V-1"));
  must(close());
  const auto after = funds.ask(funds.content(1));
  ASSERT_FALSE(after);
  EXPECT_NE(after.error().message.zh.find("已关闭"), std::string::npos);
  EXPECT_NE(after.error().message.zh.find("尚可用 700.00 元"), std::string::npos);
}

// R-FND-50: by source, by day, and as the journal stood.
TEST_F(Payments, AddUpToTheExecutionRow) {
  must(funds.write([&](auto& books) {
    return approve_budget(books, funds.as("zhao"), funds.project, funds.paper(),
                          {{"2", "结转", "30201", "carried_over", Money::from_fen(50'000)}});
  }));
  std::int64_t before = 0;
  {
    auto tx = funds.data->read();
    before = journal::head(tx, funds.unit).seq;
  }
  const auto paid = must(funds.pay(funds.approved(300), 200, "V-1")).no;  // on 20 March
  must(funds.write([&](auto& books) {
    return return_payment(books, funds.as("qin"),
                          {paid, Money::from_fen(5'000), make_date(2026, 4, 1), Rest::keep, "退回", ""});
  }));
  must(funds.write([&](auto& books) {
    return adjust_budget(books, funds.as("zhao"), funds.key("1"), Money::from_fen(-10'000), funds.paper());
  }));
  auto tx = funds.data->read();
  const auto row = [&](Date day, std::int64_t seq = 0) {
    const auto found = execution_of(tx, funds.unit, funds.project, day, seq);
    const auto& total = found->total;
    return std::to_string(total.initial.fen()) + " " + std::to_string(total.adjusted.fen()) + " " +
           std::to_string(total.executed.fen());
  };
  EXPECT_EQ(row(make_date(2026, 12, 31)), "100000 140000 15000");
  EXPECT_EQ(row(make_date(2026, 3, 31)), "100000 140000 20000");
  EXPECT_EQ(row(make_date(2026, 3, 19)), "100000 140000 0");
  EXPECT_EQ(row(make_date(2026, 12, 31), before), "100000 150000 0");
  const auto found = execution_of(tx, funds.unit, funds.project, make_date(2026, 12, 31));
  ASSERT_EQ(found->by_source.size(), 2u);
  EXPECT_EQ(found->by_source[1].source, "carried_over");
  EXPECT_EQ(found->by_source[1].sums.adjusted.fen(), 50'000);
  EXPECT_FALSE(execution_of(tx, funds.unit, "nothing", make_date(2026, 12, 31)));
}

// Sixty-four clerks ask at once for more than there is: exactly the affordable number gets it.
TEST_F(Payments, ManyClerksGetExactlyWhatIsAffordable) {
  constexpr int clerks = 64;
  constexpr std::int64_t each = 30;  // 33 of them fit into 1,000
  std::atomic<int> made = 0;
  std::atomic<int> over = 0;
  std::vector<std::jthread> threads;
  for (int i = 0; i < clerks; ++i)
    threads.emplace_back([&] {
      const auto asked = funds.ask(funds.content(each));
      if (asked)
        ++made;
      else if (asked.error().code == RefusalCode::over_limit)
        ++over;
    });
  threads.clear();
  EXPECT_EQ(made, 33);
  EXPECT_EQ(over, clerks - 33);
  EXPECT_EQ(funds.balances(), "10 990 0 0");
  EXPECT_EQ(funds.unbalanced(), "");
}

struct Player {
  TestFunds& funds;
  Rng rng;
  int vouchers = 0;
  int done = 0;

  const Request* pick(std::vector<Request>& all) { return all.empty() ? nullptr : &all[rng.below(all.size())]; }

  bool budget_act(const std::string& line) {
    const auto amount = Money::from_fen(static_cast<std::int64_t>(rng.below(20'000)) + 1);
    return funds
        .write([&](auto& books) -> Result<> {
          if (rng.below(2) == 0)
            return adjust_budget(books, funds.as("zhao"), funds.key(line),
                                 rng.below(2) == 0 ? amount : Money{} - amount, funds.paper());
          return transfer_budget(books, funds.as("zhao"),
                                 {funds.project, line, line == "1" ? "2" : "1", amount, funds.paper(), ""});
        })
        .has_value();
  }

  bool return_some(const Request& request) {
    std::vector<Payment> payments;
    {
      auto tx = funds.data->read();
      payments = payments_of(tx, funds.unit, request.no);
    }
    if (payments.empty()) return false;
    const auto amount = Money::from_fen(static_cast<std::int64_t>(rng.below(10'000)) + 1);
    return funds
        .write([&](auto& books) {
          return return_payment(books, funds.as("qin"),
                                {payments.back().no, amount, make_date(2026, 3, 25),
                                 rng.below(2) == 0 ? Rest::keep : Rest::release, "退回", ""});
        })
        .has_value();
  }

  bool step() {
    const std::string line = rng.below(2) == 0 ? "1" : "2";
    std::vector<Request> all;
    {
      auto tx = funds.data->read();
      all = list_requests(tx, funds.unit, {});
    }
    const auto what = rng.below(8);
    if (what < 2) {
      RequestContent content = funds.content(1, line);
      content.amount = Money::from_fen(static_cast<std::int64_t>(rng.below(40'000)) + 1);
      return funds.ask(content).has_value();
    }
    if (what == 7) return budget_act(line);
    const Request* request = pick(all);
    if (request == nullptr) return false;
    if (what == 2) return funds.approve(request->no, "zhao").has_value();
    if (what == 3)
      return funds.write([&](auto& books) { return cancel_request(books, funds.as("li"), request->no, "取消"); })
          .has_value();
    if (what == 4) {
      RequestContent content = request->content;
      content.amount = Money::from_fen(static_cast<std::int64_t>(rng.below(40'000)) + 1);
      return funds
          .write([&](auto& books) {
            return change_request(books, funds.as("li"), funds.rules, request->no, content, "改");
          })
          .has_value();
    }
    if (what == 5) return return_some(*request);
    if (request->state == RequestState::approved) funds.file_papers(request->no);
    return funds
        .pay(request->no, static_cast<std::int64_t>(rng.below(300)) + 1, "V-" + std::to_string(++vouchers),
             rng.below(2) == 0 ? Rest::keep : Rest::release)
        .has_value();
  }
};

TEST(RandomSequences, KeepEveryAccountAndReplayTheSame) {
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    TestFunds funds;
    funds.budget({2000, 1000});
    funds.plan("1");
    funds.plan("2");
    Player player{funds, Rng{seed}};
    for (int i = 0; i < 150; ++i) {
      player.done += player.step() ? 1 : 0;
      ASSERT_EQ(funds.unbalanced(), "") << "seed " << seed << ", step " << i;
    }
    EXPECT_GT(player.done, 40) << "seed " << seed;
    EXPECT_EQ(funds.replayed(), "") << "seed " << seed;
  }
}

}  // namespace
}  // namespace hallbook::funds
