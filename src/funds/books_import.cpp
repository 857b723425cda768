// R-BOK-11: an earlier journal becomes one event. It is read and judged once, outside the write transaction, into the
// rows file that the tables are made from.
#include <fmt/format.h>

#include <future>

#include "funds/booking.h"
#include "funds/books_journal.h"
#include "funds/books_ops.h"
#include "funds/books_rows.h"
#include "funds/voucher_store.h"
#include "identity/adoption.h"
#include "platform/files/source_file.h"

namespace hallbook::funds {
namespace {

constexpr std::uint64_t largest_journal = 2ull << 30;
constexpr std::size_t journal_block = 256 * 1024;

struct JudgedJournal {
  Digest rows;
  std::int64_t vouchers = 0, postings = 0;
  std::map<std::int64_t, std::int64_t> months;  // month → vouchers
};

/// Hands the lines of a file to `reader`; a line that is too long is refused before it is gathered.
Result<> read_journal_lines(files::SourceFile& file, JournalReader& reader) {
  std::vector<char> block(journal_block);
  std::string rest;  // the beginning of a line that the block cut
  while (const auto size = file.read(block)) {
    std::string_view text{block.data(), size};
    for (auto end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
      auto line = text.substr(0, end);
      if (!rest.empty()) line = rest.append(line);
      if (auto done = reader.line(line); !done) return done;
      rest.clear();
      text.remove_prefix(end + 1);
    }
    rest.append(text);
    if (rest.size() > longest_journal_line) break;  // the reader refuses it
  }
  if (!rest.empty())
    if (auto done = reader.line(rest); !done) return done;
  return reader.finish();
}

Result<JudgedJournal> judge_journal(journal::DataDir& data, const BookRules& rules, const std::filesystem::path& path) {
  auto file = files::SourceFile::open(path, largest_journal);
  if (!file) return std::unexpected{file.error()};
  JudgedJournal judged;
  VoucherRowsWriter rows{data.evidence()};
  JournalReader reader{rules, [&](const Voucher& voucher) {
                         rows.add(voucher);
                         ++judged.vouchers;
                         judged.postings += static_cast<std::int64_t>(voucher.postings.size());
                         ++judged.months[voucher_store::month_of(voucher.on)];
                       }};
  if (auto read = read_journal_lines(*file, reader); !read) return std::unexpected{read.error()};
  if (judged.vouchers == 0)
    return refuse(RefusalCode::invalid, {"文件里没有凭证", "the file holds no vouchers"}, "file", path.string());
  judged.rows = rows.finish();
  return judged;
}

Result<> refuse_same_bytes(db::ReadTx& tx, UnitId unit, const Digest& source) {
  const auto earlier = voucher_store::find_import(tx, unit, source);
  if (!earlier) return {};
  return refuse(
      RefusalCode::conflict,
      {fmt::format("这个文件已经导入（日志第 {} 条，当时叫“{}”），不再导入", earlier->seq, earlier->source_name),
       fmt::format("this very file was imported (journal line {}, named \"{}\" then); not again", earlier->seq,
                   earlier->source_name)},
      "file", fmt::format("journal:{}", earlier->seq));
}

/// What a refused import left in the evidence folder, unless something else holds the same bytes.
void remove_leftovers(journal::DataDir& data, std::initializer_list<Digest> digests) {
  auto tx = data.read();
  std::error_code ignored;
  for (const auto& digest : digests)
    if (!voucher_store::is_named(tx, digest)) std::filesystem::remove(data.evidence().path_of(digest), ignored);
}

std::int64_t newest_rules(db::ReadTx& tx, UnitId unit) {
  std::int64_t seq = 0;
  for (const auto& one : identity::definitions(tx, unit, "books")) seq = std::max(seq, one.adopted_seq);
  return seq;
}

}  // namespace

Result<ImportedBooks> import_books(journal::DataDir& data, const Acting& acting, const std::filesystem::path& path) {
  if (!data.keys().has_master())
    return refuse(
        RefusalCode::unavailable,
        {fmt::format("没有主密钥，不能封存原文件；应在 {}", data.keys().file().string()),
         fmt::format("no master key to seal the original with; it should be at {}", data.keys().file().string())},
        "keys", data.keys().file().string());
  const auto [rules, rules_seq] = [&] {
    auto tx = data.read();
    return std::pair{book_rules(tx, acting.unit), newest_rules(tx, acting.unit)};
  }();
  if (auto there = files::SourceFile::open(path, largest_journal); !there) return std::unexpected{there.error()};
  // Digested and sealed on another core while the lines are judged.
  auto sealing = std::async(std::launch::async, [&] { return data.evidence().put_source(path, data.keys()); });
  const auto judged = judge_journal(data, rules, path);
  const auto source = sealing.get();
  if (!judged) {
    remove_leftovers(data, {source});
    return std::unexpected{judged.error()};
  }
  auto imported = data.write([&](journal::Books& books) -> Result<ImportedBooks> {
    if (auto fresh = refuse_same_bytes(books.tx, acting.unit, source); !fresh) return std::unexpected{fresh.error()};
    if (newest_rules(books.tx, acting.unit) != rules_seq)
      return refuse(RefusalCode::conflict,
                    {"记账规则刚刚换过，请再导入一次", "the posting rules were just replaced; import again"}, "file");
    ImportedBooks done{0, judged->vouchers, judged->postings, 0};
    const auto closed = voucher_store::closed_until(books.tx, acting.unit);
    for (const auto& [month, vouchers] : judged->months)
      if (month <= closed) done.moved += vouchers;
    done.seq = journal::append(
                   books, acting.unit, acting.actor, acting.at,
                   JournalImported{path.filename().string(), source, judged->rows, judged->vouchers, judged->postings})
                   .seq;
    return done;
  });
  if (!imported) remove_leftovers(data, {source, judged->rows});
  return imported;
}

}  // namespace hallbook::funds
