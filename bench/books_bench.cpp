// One plain-text journal, read by three programs in one run: ours imports it into a data directory (evidence, journal,
// tables, durable) and gives the trial balance; ledger and hledger read it and give theirs. All balances must agree.
//   books_bench [POSTINGS]     default 1000000
#include <fmt/format.h>

#include <fstream>
#include <map>

#include "base/money_math.h"
#include "base/rng.h"
#include "base/text.h"
#include "bench/measure.h"
#include "funds/booking.h"
#include "funds/books_journal.h"
#include "funds/books_ops.h"
#include "funds/books_reports.h"
#include "journal/data_dir.h"

namespace {

namespace fs = std::filesystem;
using namespace hallbook;

using Balances = std::map<std::string, std::int64_t>;

/// Payments of ten years, four postings each, in the form that export writes.
void write_sample(const fs::path& file, std::int64_t postings) {
  std::ofstream out{file, std::ios::binary};
  out << "; hallbook books 1\n\ncommodity CNY\n    format 1000.00 CNY\n\n";
  Rng rng{20260101};
  const std::array classes{"30201", "30202", "30207", "30213", "30227"};
  for (std::int64_t i = 0; i < postings / 4; ++i) {
    const auto day = plus_days(make_date(2016, 1, 1), static_cast<int>(i * 3650 / (postings / 4)));
    const auto fen = static_cast<std::int64_t>(rng.below(10'000'000)) + 1;
    const auto amount = fmt::format("{}.{:02} CNY", fen / 100, fen % 100);
    const bool payable = rng.below(4) == 0;
    const auto tags = fmt::format("  ; project:FUND-{}, line:{}, source:appropriation, class:{}", int{day.year()},
                                  rng.below(12) + 1, classes[rng.below(classes.size())]);
    out << fmt::format("{} * ({:06}) 供应商 {}\n", iso(day), i + 1, rng.below(500))
        << fmt::format("    ; document: P-{:06}\n", i + 1)
        << (payable ? "    Liabilities:Financial:2302-应付账款    " : "    Expenses:Financial:5001-业务活动费用    ")
        << amount << tags << "\n    Income:Financial:4001-财政拨款收入    -" << amount << tags
        << "\n    Expenses:Budget:7101-行政支出    " << amount << tags
        << "\n    Income:Budget:6001-财政拨款预算收入    -" << amount << tags << "\n\n";
  }
}

Balances balances_of(const fs::path& file) {
  std::ifstream in{file};
  Balances found;
  for (std::string line; std::getline(in, line);) {
    const auto dash = line.find('-');
    const auto colon = line.substr(0, dash).rfind(':');
    const auto last = line.find_last_of("0123456789");
    if (colon == std::string::npos || last == std::string::npos) continue;
    const auto first = line.find_last_not_of("-.0123456789", last);
    const auto amount = funds::journal_amount(std::string_view{line}.substr(first + 1, last - first));
    if (amount) found[line.substr(colon + 1, dash - colon - 1)] = amount->fen();
  }
  return found;
}

/// Ours, by the calls of `funds books import` and `funds books trial-balance`; writes the balances as the others do.
void run_ours(const fs::path& folder, const fs::path& journal, const fs::path& result, bench::Measured& measured) {
  auto data = journal::DataDir::create(folder / "data");
  if (!data) throw std::runtime_error{data.error().message.en};
  const funds::Acting acting{UnitId{1}, {"cli:bench"}, Instant{std::chrono::milliseconds{1'790'000'000'000}}, ""};
  funds::TrialBalance balance;
  measured.time([&] {
    const auto done = funds::import_books(**data, acting, journal);
    if (!done) throw std::runtime_error{done.error().message.en};
    measured.rows = static_cast<std::uint64_t>(done->postings);
    auto tx = (*data)->read();
    balance = funds::trial_balance(tx, acting.unit, funds::shipped_book_rules(), {190001, 219912});
  });
  std::ofstream out{result};
  for (const auto& row : balance.rows) out << fmt::format("x:{}-x {}\n", row.account->code, to_yuan(row.after()));
}

void run_peer(const std::string& command, const fs::path& result, bench::Measured& measured) {
  measured.time([&] {
    if (std::system((command + " > " + result.string()).c_str()) != 0) throw std::runtime_error{command};
  });
}

void print_row(std::string_view name, const bench::Measured& measured, double ours) {
  fmt::print("| {} | {:.2f} | {:.2f} |\n", name, measured.seconds, measured.seconds / ours);
}

}  // namespace

int main(int argc, char** argv) try {
  const std::int64_t postings = argc > 1 ? std::atoll(argv[1]) : 1'000'000;
  std::string name = (fs::temp_directory_path() / "hallbook-books-XXXXXX").string();
  const fs::path folder = ::mkdtemp(name.data());
  ::setenv("HALLBOOK_KEYS", (folder / "keys").c_str(), 1);
  ::setenv("LC_ALL", "C.UTF-8", 1);
  const auto journal = folder / "books.journal";
  write_sample(journal, postings);
  fmt::print("{} postings, {} MiB of text\n\n| program | import + trial balance, s | times ours |\n|---|---:|---:|\n",
             postings, fs::file_size(journal) >> 20);
  const auto ours =
      bench::in_child([&](bench::Measured& measured) { run_ours(folder, journal, folder / "ours", measured); });
  print_row("hallbook", ours, ours.seconds);
  const auto expected = balances_of(folder / "ours");
  bool agree = expected.size() >= 4;
  const auto peer = [&](const std::string& program, const std::string& command) {
    if (std::system(("command -v " + program + " > /dev/null").c_str()) != 0) {
      fmt::print("| {} | not installed | |\n", program);
      return;
    }
    const auto result = folder / program;
    const auto measured = bench::in_child([&](bench::Measured& m) { run_peer(command, result, m); });
    print_row(program, measured, ours.seconds);
    if (balances_of(result) != expected) {
      fmt::print("{} comes to other balances\n", program);
      agree = false;
    }
  };
  peer("ledger", "ledger --args-only --file " + journal.string() +
                     " balance --flat --no-total --balance-format '%(account) %(total)\n'");
  peer("hledger", "hledger -f " + journal.string() + " balance --flat --no-total --format '%(account) %(total)'");
  fmt::print("\nimport of {} postings: {:.0f} a second, peak {:.0f} MiB; balances {}\n", ours.rows,
             ours.rows_per_second(), ours.peak_mib(), agree ? "agree" : "DIFFER");
  fs::remove_all(folder);
  return agree ? 0 : 1;
} catch (const std::exception& e) {
  fmt::print(stderr, "books_bench: {}\n", e.what());
  return 2;
}
