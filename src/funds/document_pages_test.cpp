// Lists page by page: every row once, the newest first, filters on the server, also when the last page is exactly full.
#include "funds/document_pages.h"

#include <gtest/gtest.h>

#include "funds/contract_ops.h"
#include "funds/find_documents.h"
#include "funds/funds_fixture.h"

namespace hallbook::funds {
namespace {

struct ListedHall : TestFunds {
  ListedHall() {
    budget({10'000});
    for (int i = 1; i <= 5; ++i) sign(i);
  }
  void sign(int i) {
    Contract contract;
    contract.title = "合同";
    contract.party = "某公司";
    contract.project = project;
    contract.line = "1";
    contract.category = "30207";
    contract.amount = Money::from_fen(i * 10'000);
    contract.signed_on = contract.starts_on = make_date(2026, 1, 10);
    // The second ends 91 days after 2 March, the third 90: only the third gives an alarm.
    contract.ends_on = i == 2 ? make_date(2026, 6, 1) : i == 3 ? make_date(2026, 5, 31) : make_date(2026, 12, 31);
    if (i == 4) contract.subject = Subject::mailing;
    contract.buyer = "wang";
    must(write([&](journal::Books& books) { return sign_contract(books, as("wang"), contract); }));
  }
  void publish(const std::string& number) {
    must(write([&](journal::Books& books) {
      return publish_contract(books, as("wang"), number, make_date(2026, 1, 11), "政府采购网");
    }));
  }
  std::string accept(const std::string& contract, bool sign_too) {
    Acceptance goods;
    goods.contract = contract;
    goods.accepted_on = make_date(2026, 3, 2);
    goods.lines = {{"", Quantity{1, 0}, Money::from_fen(5'000)}};
    goods.finding = "合格";
    const auto made = must(write([&](journal::Books& books) { return record_acceptance(books, as("li"), goods); }));
    if (sign_too) must(write([&](journal::Books& books) { return sign_acceptance(books, as("sun"), made.number); }));
    return made.number;
  }
  void bill(const std::string& number, const std::string& contract) { bill("", number, contract); }
  void bill(const std::string& code, const std::string& number, const std::string& contract) {
    Invoice invoice;
    invoice.text.code = code;
    invoice.text.number = number;
    invoice.text.seller = "某公司";
    invoice.text.issued_on = make_date(2026, 3, 2);
    invoice.text.total = Money::from_fen(1'000);
    invoice.text.source = "typed";
    invoice.contract = contract;
    std::vector<Text> warnings;
    must(write([&](journal::Books& books) { return record_invoice(books, as("li"), invoice, warnings); }));
  }
  /// The last digits of all numbers that pages of `limit` bring, pages parted by "|".
  std::string contracts_paged(ContractFilter filter) {
    auto tx = data->read();
    std::string said;
    for (;;) {
      const auto page = contract_page(tx, unit, filter);
      for (const auto& one : page.rows) said += one.number.back();
      if (!page.more) return said;
      said += '|';
      filter.after = page.rows.back().number;
    }
  }
};

// R-CTR-10
TEST(DocumentPages, ContractsByPageAndFilter) {
  ListedHall hall;
  ContractFilter filter;
  EXPECT_EQ(hall.contracts_paged(filter), "54321");
  filter.limit = 2;
  EXPECT_EQ(hall.contracts_paged(filter), "54|32|1");
  filter.limit = 5;
  EXPECT_EQ(hall.contracts_paged(filter), "54321");
  filter.project = "none";
  EXPECT_EQ(hall.contracts_paged(filter), "");
  filter = {};
  filter.reconciled = true;
  EXPECT_EQ(hall.contracts_paged(filter), "4");
  for (const char* number : {"C-2026-0001", "C-2026-0002", "C-2026-0003"}) hall.publish(number);
  filter = {};
  filter.alarms_on = make_date(2026, 3, 2);
  EXPECT_EQ(hall.contracts_paged(filter), "543");
  must(hall.write([&](journal::Books& books) {
    return close_contract(books, hall.as("wang"), "C-2026-0005", make_date(2026, 3, 2), "履约完毕");
  }));
  EXPECT_EQ(hall.contracts_paged(filter), "43");
  filter = {};
  filter.open = true;
  filter.limit = 3;
  EXPECT_EQ(hall.contracts_paged(filter), "432|1");
}

// R-API-66
TEST(FindDocuments, ByNumberOrItsBeginningAFewOfEach) {
  ListedHall hall;
  for (const char* contract : {"C-2026-0001", "C-2026-0004", "C-2026-0005"}) hall.accept(contract, true);
  hall.bill("11111111111111111111", "C-2026-0001");
  hall.bill("12345678901234567890", "C-2026-0005");
  hall.bill("053000000001", "12345678", "C-2026-0005");
  hall.bill("053000000002", "12345678", "C-2026-0004");
  hall.bill("053000000002", "12345679", "C-2026-0004");
  const auto found = [&](std::string_view text) {
    std::string said;
    auto tx = hall.data->read();
    for (const auto& one : find_documents(tx, hall.unit, text, 3)) said += one.number + ">" + one.leads_to + " ";
    return said;
  };
  EXPECT_EQ(found("C-2026-0004"), "C-2026-0004> ");
  EXPECT_EQ(found(" c-2026-00 "), "C-2026-0005> C-2026-0004> C-2026-0003> ");
  EXPECT_EQ(found("2026-0004"), "");
  EXPECT_EQ(found("C"), "");  // one letter is no beginning
  EXPECT_EQ(found("A-2026-0001"), "A-2026-0001>C-2026-0001 ");
  EXPECT_EQ(found("1111111111"), "11111111111111111111>C-2026-0001 ");
  EXPECT_EQ(found("12345678"), "12345678901234567890>C-2026-0005 12345678>C-2026-0005 12345678>C-2026-0004 ");
  EXPECT_EQ(found("1234567"), "12345678901234567890>C-2026-0005 ");
  EXPECT_EQ(found("某公"), "C-2026-0005> C-2026-0004> C-2026-0003> ");  // a party that nothing was asked for
  EXPECT_EQ(found("某"), "");
  EXPECT_EQ(found("C-2026-%"), "");
}

// R-CTR-10
TEST(DocumentPages, AcceptancesAndInvoices) {
  ListedHall hall;
  hall.accept("C-2026-0001", true);
  hall.accept("C-2026-0004", false);
  hall.accept("C-2026-0005", true);
  hall.bill("11111111111111111111", "C-2026-0001");
  hall.bill("22222222222222222222", "C-2026-0005");
  hall.bill("00000000000000000003", "C-2026-0005");
  auto tx = hall.data->read();
  AcceptanceFilter filter;
  filter.limit = 2;
  auto page = acceptance_page(tx, hall.unit, filter);
  ASSERT_EQ(page.rows.size(), 2u);
  EXPECT_TRUE(page.more);
  EXPECT_EQ(page.rows[0].number, "A-2026-0003");
  EXPECT_EQ(page.rows[0].signers.size(), 2u);
  filter.after = page.rows.back().number;
  page = acceptance_page(tx, hall.unit, filter);
  ASSERT_EQ(page.rows.size(), 1u);
  EXPECT_FALSE(page.more);
  EXPECT_EQ(page.rows[0].number, "A-2026-0001");
  filter = {};
  filter.waiting = true;
  ASSERT_EQ(acceptance_page(tx, hall.unit, filter).rows.size(), 1u);
  EXPECT_EQ(acceptance_page(tx, hall.unit, filter).rows[0].number, "A-2026-0002");
  filter.contract = "C-2026-0005";
  EXPECT_TRUE(acceptance_page(tx, hall.unit, filter).rows.empty());

  InvoiceFilter bills;
  bills.limit = 1;
  auto billed = invoice_page(tx, hall.unit, bills);
  ASSERT_EQ(billed.rows.size(), 1u);
  EXPECT_TRUE(billed.more);
  EXPECT_EQ(billed.rows[0].text.number, "00000000000000000003");
  bills.before = billed.rows[0].seq;
  billed = invoice_page(tx, hall.unit, bills);
  ASSERT_EQ(billed.rows.size(), 1u);
  EXPECT_EQ(billed.rows[0].text.number, "22222222222222222222");
  bills = {};
  bills.contract = "C-2026-0001";
  billed = invoice_page(tx, hall.unit, bills);
  ASSERT_EQ(billed.rows.size(), 1u);
  EXPECT_FALSE(billed.more);
}

}  // namespace
}  // namespace hallbook::funds
