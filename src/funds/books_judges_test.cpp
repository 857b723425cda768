// Three programs that know nothing of ours read the exported books: hledger, ledger, beancount (packages.txt). Each must take
// the file without complaint and come to our balance on every account.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <fstream>

#include "base/rng.h"
#include "base/text.h"
#include "funds/books_export.h"
#include "funds/books_fixture.h"
#include "funds/books_journal.h"
#include "funds/books_reports.h"
#include "platform/files/table.h"

namespace hallbook::funds {
namespace {

constexpr Months all_months{0, 999912};

// What people, and people with intentions, write into a payee.
constexpr std::array hostile_texts{
    "邮政公司",
    "a; b",
    "a | b",
    "\"引号\" 'quotes' \\",
    "two\nlines\n2026-01-01 * (1) fake\n  5001  9.00 CNY\n  4001  -9.00 CNY",
    "tab\tand\r\ncarriage",
    "; comment",
    "* star",
    "! bang",
    "(code) again",
    "key: value, date:2020-01-01",
    ":tag1:tag2:",
    "[2020-01-01]",
    "[=2020-01-01]",
    "= 5 @ 3 {4} $100",
    "payee  two blanks  ; note",
    "expr:: system(1)",
    "#tag ^link %",
    "end comment",
    "include /etc/passwd",
    "   ",
    "",
    "株式会社　ふじ ２ｍ　Ñandú",
    "\"",
    "\\\"",
    "{{x}}",
    "~ monthly",
};

struct Ran {
  int status = -1;
  std::string out;
};
Ran run_program(const std::string& command) {
  Ran ran;
  std::FILE* pipe = ::popen(("LC_ALL=C.UTF-8 " + command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return ran;
  std::array<char, 4096> block;
  while (const auto size = std::fread(block.data(), 1, block.size(), pipe)) ran.out.append(block.data(), size);
  const int status = ::pclose(pipe);
  ran.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return ran;
}

/// Account code → balance, from lines in which the account stands before the amount; zero balances left out.
std::map<std::string, std::int64_t> balances_in(const std::string& text) {
  std::map<std::string, std::int64_t> found;
  for (const auto& line : split(text, '\n')) {
    const auto dash = line.find('-');
    const auto colon = line.substr(0, dash).rfind(':');
    const auto last = line.find_last_of("0123456789");
    if (colon == std::string::npos || last == std::string::npos) continue;
    const auto first = line.find_last_not_of("-.0123456789", last);
    const auto amount = journal_amount(std::string_view{line}.substr(first + 1, last - first));
    if (!amount) continue;
    if (*amount != Money{}) found[line.substr(colon + 1, dash - colon - 1)] += amount->fen();
  }
  return found;
}

struct JudgedBooks : TestBooks {
  JudgedBooks() {
    Rng rng{3};
    const std::array kinds{"payment", "acceptance", "payment_of_payable", "returned", "issue", "unused_appropriation"};
    const std::array sources{"appropriation", "carried_over", "other"};
    for (std::size_t i = 0; i < 120; ++i) {
      auto fact =
          payment(make_date(2026, 1 + static_cast<unsigned>(rng.below(12)), 1 + static_cast<unsigned>(rng.below(28))),
                  static_cast<std::int64_t>(rng.below(i % 9 == 0 ? 9'000'000'000'000 : 100'000)) + 1);
      fact.kind = kinds[rng.below(kinds.size())];
      fact.source = sources[rng.below(sources.size())];
      fact.payee = hostile_texts[i % hostile_texts.size()];
      fact.summary = hostile_texts[(i + 5) % hostile_texts.size()];
      fact.document = hostile_texts[(i + 11) % hostile_texts.size()];
      fact.line = hostile_texts[(i + 17) % hostile_texts.size()];
      data->write([&](journal::Books& books) {
        const journal::Meta meta{UnitId{1}, static_cast<std::int64_t>(i) + 1, at, "cli:wang"};
        book(books.tx, meta, fact);
      });
    }
    auto tx = data->read();
    for (const auto& row : trial_balance(tx, UnitId{1}, shipped_book_rules(), all_months).rows)
      if (row.after() != Money{}) ours[row.account->code] = row.after().fen();
  }
  std::string exported(JournalFormat format, const char* name) {
    const auto file = path / name;
    auto tx = data->read();
    const auto counts = export_journal(tx, UnitId{1}, shipped_book_rules(), all_months, format, file);
    EXPECT_TRUE(counts);
    EXPECT_EQ(counts->vouchers, 120);
    return file.string();
  }
  std::map<std::string, std::int64_t> ours;
};

TEST(BooksJudges, HledgerComesToOurTotals) {  // R-BOK-14
  JudgedBooks books;
  ASSERT_GE(books.ours.size(), 8u);
  const auto file = books.exported(JournalFormat::hledger, "books.hledger");
  const auto check = run_program("hledger -f " + file + " check --strict");
  EXPECT_EQ(check.status, 0) << check.out;
  const auto balance = run_program("hledger -f " + file + " balance --flat --no-total --format '%(account) %(total)'");
  EXPECT_EQ(balance.status, 0);
  EXPECT_EQ(balances_in(balance.out), books.ours) << balance.out;
  const auto codes = run_program("hledger -f " + file + " codes");
  EXPECT_EQ(std::ranges::count(codes.out, '\n'), 120) << codes.out;
}

TEST(BooksJudges, LedgerComesToOurTotals) {  // R-BOK-14
  JudgedBooks books;
  const auto file = books.exported(JournalFormat::ledger, "books.ledger");
  const auto balance = run_program("ledger --args-only --pedantic --file " + file +
                                   " balance --flat --no-total --balance-format '%(account) %(total)\n'");
  EXPECT_EQ(balance.status, 0) << balance.out;
  EXPECT_EQ(balances_in(balance.out), books.ours) << balance.out;
  const auto codes =
      split(run_program("ledger --args-only --file " + file + " register --format '%(code)\n'").out, '\n');
  EXPECT_EQ((std::set<std::string>{codes.begin(), codes.end()}.size()), 121u);  // and the end of the text
}

TEST(BooksJudges, BeancountComesToOurTotals) {  // R-BOK-14
  JudgedBooks books;
  const auto file = books.exported(JournalFormat::beancount, "books.beancount");
  const auto check = run_program("bean-check --no-cache " + file);
  EXPECT_EQ(check.status, 0);
  EXPECT_EQ(check.out, "");
  const auto balance =
      run_program("bean-query --no-errors --format=csv " + file + " 'SELECT account, sum(number) GROUP BY account'");
  EXPECT_EQ(balance.status, 0);
  EXPECT_EQ(balances_in(balance.out), books.ours) << balance.out;
}

TEST(BooksJudges, TheReaderTakesItsOwnExport) {  // R-BOK-11, R-BOK-14
  JudgedBooks books;
  std::ifstream in{books.exported(JournalFormat::ledger, "books.ledger"), std::ios::binary};
  std::map<std::string, std::int64_t> read;
  std::int64_t vouchers = 0;
  JournalReader reader{shipped_book_rules(), [&](const Voucher& voucher) {
                         ++vouchers;
                         for (const auto& posting : voucher.postings) read[posting.account] += posting.amount.fen();
                       }};
  for (std::string line; std::getline(in, line);) {
    const auto done = reader.line(line);
    ASSERT_TRUE(done) << done.error().message.en;
  }
  ASSERT_TRUE(reader.finish());
  std::erase_if(read, [](const auto& one) { return one.second == 0; });
  EXPECT_EQ(vouchers, 120);
  EXPECT_EQ(read, books.ours);
}

TEST(BooksJudges, SheetHoldsEveryPosting) {  // R-BOK-14
  JudgedBooks books;
  const auto file = books.path / "books.xlsx";
  auto tx = books.data->read();
  const auto counts = export_sheet(tx, UnitId{1}, shipped_book_rules(), all_months, file);
  ASSERT_TRUE(counts) << counts.error().message.en;
  auto table = files::open_table(file);
  ASSERT_TRUE(table);
  files::Row row;
  std::map<std::string, std::int64_t> read;
  std::int64_t rows = -1;  // the heading
  for (auto more = (*table)->next(row); more && *more; more = (*table)->next(row)) {
    if (++rows == 0) continue;
    ASSERT_GE(row.cells.size(), 10u);
    if (row.cells[8].kind == files::CellKind::number)
      read[row.cells[6].text] += journal_amount(row.cells[8].text)->fen();
    if (row.cells[9].kind == files::CellKind::number)
      read[row.cells[6].text] -= journal_amount(row.cells[9].text)->fen();
  }
  std::erase_if(read, [](const auto& one) { return one.second == 0; });
  EXPECT_EQ(rows, counts->postings);
  EXPECT_EQ(read, books.ours);
}

}  // namespace
}  // namespace hallbook::funds
