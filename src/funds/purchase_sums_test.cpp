// The kept sums of purchases are what the documents say, whatever became of them, and as an older database is filled.
#include "funds/purchase_sums.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/rng.h"
#include "funds/contract_ops.h"
#include "funds/contract_store.h"
#include "funds/due_list.h"
#include "funds/funds_fixture.h"

namespace hallbook::funds {
namespace {

struct BuyingHall : TestFunds {
  BuyingHall() {
    budget({100'000});
    plan();
  }
  std::int64_t up_to(std::int64_t most) {
    return 1 + static_cast<std::int64_t>(rng.below(static_cast<std::uint64_t>(most)));
  }
  RequestContent wanted() {
    auto asked = content(up_to(900));
    if (up_to(4) == 1) asked.papers = {{"quotation", "甲", ""}, {"quotation", "乙", ""}, {"quotation", "丙", ""}};
    return asked;
  }
  std::string one_of_ours() {
    if (numbers.empty()) return "Q-2026-0001";
    return numbers[static_cast<std::size_t>(up_to(static_cast<std::int64_t>(numbers.size()))) - 1];
  }
  Contract draft(std::int64_t yuan, std::string request) {
    Contract contract;
    contract.title = "采购";
    contract.party = "某文具店";
    contract.project = project;
    contract.line = "1";
    contract.request = std::move(request);
    contract.category = "30207";
    contract.amount = Money::from_fen(yuan * 100);
    contract.signed_on = contract.starts_on = make_date(2026, 1, 10);
    contract.ends_on = make_date(2026, 12, 31);
    contract.quoted = up_to(3) == 1;
    contract.buyer = "wang";
    return contract;
  }
  /// One act at random; what the rules refuse changes nothing.
  void act() {
    switch (up_to(8)) {
      case 1:
      case 2:
      case 3:
        if (const auto made = ask(wanted())) numbers.push_back(made->no);
        break;
      case 4:
        if (!write([&](auto& books) { return change_request(books, as("li"), rules, one_of_ours(), wanted(), "改"); }))
          ++refused;
        break;
      case 5:
        if (!write([&](auto& books) { return cancel_request(books, as("li"), one_of_ours(), "不买了"); })) ++refused;
        break;
      case 6: {
        const auto no = one_of_ours();
        if (approve(no, "zhao") && up_to(2) == 1) file_papers(no);
        if (up_to(2) == 1 && !pay(no, up_to(300), "V-" + std::to_string(++vouchers), Rest::keep)) ++refused;
        break;
      }
      case 7:
        if (!write([&](auto& books) {
              return sign_contract(books, as("wang"), draft(up_to(900), up_to(3) == 1 ? "" : one_of_ours()));
            }))
          ++refused;
        break;
      default:
        if (!write([&](auto& books) {
              return supplement_contract(books, as("wang"), "C-2026-0001",
                                         {0, make_date(2026, 3, 2), Money::from_fen(up_to(20) * 100), "增加"});
            }))
          ++refused;
    }
  }
  /// Category, year, floor, count and sum: as the table keeps them.
  std::vector<std::vector<db::Value>> kept() {
    auto tx = data->read();
    return tx.query(
        "SELECT category, year, floor_fen, purchases, sum_fen FROM purchase_sum ORDER BY category, year, floor_fen");
  }
  std::string unlike_documents() {
    auto tx = data->read();
    for (const std::int64_t yuan : {10, 100, 430, 500, 1000, 2000}) {
      const PurchaseLimit limit{"30207", {}, Money::from_fen(yuan * 100)};
      const auto kept = purchase_sums(tx, unit, limit), read = sums_below(purchases(tx, unit), limit);
      const auto same = [](const PurchaseSum& a, const PurchaseSum& b) {
        return a.year == b.year && a.purchases == b.purchases && a.sum == b.sum;
      };
      if (!std::ranges::equal(kept, read, same)) return "below " + std::to_string(yuan);
    }
    return "";
  }

  Rng rng{20260302};
  std::vector<std::string> numbers;
  int vouchers = 0, refused = 0;
};

// R-CTR-01
TEST(PurchaseSums, AreWhatTheDocumentsSay) {
  BuyingHall hall;
  for (int i = 0; i < 400; ++i) {
    hall.act();
    if (i % 10 == 0) {
      ASSERT_EQ(hall.unlike_documents(), "") << "after act " << i;
    }
  }
  EXPECT_EQ(hall.unlike_documents(), "");
  EXPECT_GT(hall.kept().size(), 20u);
  EXPECT_EQ(hall.replayed(), "");
}

// A database made before 0021 is filled with what replay would have kept.
TEST(PurchaseSums, AreFilledForOlderData) {
  BuyingHall hall;
  for (int i = 0; i < 200; ++i) hall.act();
  const auto kept = hall.kept();
  const auto migration = std::ranges::find(journal::migrations(), 21, &db::Migration::number);
  ASSERT_NE(migration, journal::migrations().end());
  const auto begin = migration->sql.find("INSERT INTO purchase_sum");
  const auto fill = migration->sql.substr(begin, migration->sql.find(';', begin) - begin);
  hall.write([&](journal::Books& books) {
    books.tx.exec("DELETE FROM purchase_sum");
    books.tx.exec(fill);
  });
  EXPECT_EQ(hall.kept(), kept);
}

}  // namespace
}  // namespace hallbook::funds
