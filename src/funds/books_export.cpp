#include "funds/books_export.h"

#include <fmt/format.h>

#include <system_error>

#include "base/money_math.h"
#include "base/text.h"
#include "funds/voucher_store.h"
#include "platform/files/new_file.h"

namespace hallbook::funds {
namespace {

constexpr std::size_t export_block = 256 * 1024;

std::string_view journal_root(AccountKind kind) {
  switch (kind) {
    case AccountKind::asset: return "Assets:Financial:";
    case AccountKind::liability: return "Liabilities:Financial:";
    case AccountKind::net_assets: return "Equity:Financial:";
    case AccountKind::income: return "Income:Financial:";
    case AccountKind::expense: return "Expenses:Financial:";
    case AccountKind::budget_income: return "Income:Budget:";
    case AccountKind::budget_expense: return "Expenses:Budget:";
    case AccountKind::budget_balance: return "Equity:Budget:";
  }
  return "";
}

/// Writes one format. The grammars of hledger and ledger share all that is used here.
class JournalText {
 public:
  JournalText(const BookRules& rules, JournalFormat format, const std::function<void(std::string_view)>& put)
      : bean_{format == JournalFormat::beancount}, put_{put} {
    for (const auto& [code, account] : rules.accounts) names_[code] = journal_account(account);
  }

  void preamble(Date first) {
    text_ += "; hallbook books 1\n\n";
    text_ += bean_ ? "option \"operating_currency\" \"CNY\"\n\n" : "commodity CNY\n    format 1000.00 CNY\n\n";
    if (!bean_)
      for (const auto* name : {"document", "kind", "summary", "fact", "project", "line", "source", "class"})
        text_ += fmt::format("tag {}\n", name);
    for (const auto& [code, name] : names_)
      text_ += bean_ ? fmt::format("{} open {} CNY\n", iso(first), name) : fmt::format("account {}\n", name);
  }

  void posting(const voucher_store::StoredPosting& row) {
    if (row.row_no == 1) header(row);
    const auto& in = row.posting.dimensions;
    text_ += "    ";
    text_ += names_.at(row.posting.account);
    text_ += "    ";
    text_ += to_yuan(row.posting.amount);
    text_ += " CNY";
    tags_ = 0;
    tag("project", in.project);
    tag("line", in.line);
    tag("source", in.source);
    tag("class", in.economic_class);
    text_ += '\n';
    if (text_.size() >= export_block) flush();
  }
  void flush() {
    put_(text_);
    text_.clear();
  }

 private:
  void header(const voucher_store::StoredPosting& row) {
    const auto code = voucher_name(row.series, row.number);
    const auto payee = row.payee.empty() ? std::string{"-"} : harmless(row.payee);
    const auto day = iso(row.booked_on);
    text_ += bean_ ? fmt::format("\n{} * \"{}\" \"{}\"\n  code: \"{}\"\n", day, payee, harmless(row.summary), code)
                   : fmt::format("\n{} * ({}) {}\n", day, code, payee);
    remark("document", row.document);
    remark("kind", row.kind);
    if (!bean_) remark("summary", row.summary);
    if (row.fact_on != row.booked_on) remark("fact", iso(row.fact_on));
  }
  void remark(std::string_view name, const std::string& value) {
    if (value.empty()) return;
    text_ += bean_ ? fmt::format("  {}: \"{}\"\n", name, harmless(value))
                   : fmt::format("    ; {}: {}\n", name, harmless(value));
  }
  void tag(std::string_view name, const std::string& value) {
    if (value.empty()) return;
    text_ += bean_          ? fmt::format("\n      {}: \"{}\"", name, harmless(value))
             : tags_++ == 0 ? fmt::format("  ; {}:{}", name, harmless(value))
                            : fmt::format(", {}:{}", name, harmless(value));
  }

  bool bean_;
  const std::function<void(std::string_view)>& put_;
  std::map<std::string, std::string, std::less<>> names_;
  std::string text_;
  int tags_ = 0;
};

}  // namespace

std::string journal_account(const BookAccount& account) {
  std::string name{journal_root(account.kind)};
  name += account.code + "-";
  for (const char c : account.title.zh) {
    const bool plain = is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    name += plain || (c & 0x80) != 0 ? c : '-';
  }
  return name;
}

// R-BOK-14: the signs by which one of the programs would see a comment (;), a note (|), a tag (: ,), a date ([ ]), a
// string's end (" \) become their full-width forms; whatever else is below a blank becomes a blank.
std::string harmless(std::string_view text) {
  static constexpr std::string_view signs = ";|:,[]\"\\";
  std::string safe;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      safe += ' ';
    } else if (signs.contains(c)) {
      const auto point = 0xFF00 + (static_cast<unsigned>(c) - 0x20);
      safe += static_cast<char>(0xE0 | (point >> 12));
      safe += static_cast<char>(0x80 | ((point >> 6) & 0x3F));
      safe += static_cast<char>(0x80 | (point & 0x3F));
    } else {
      safe += c;
    }
  }
  const auto trimmed = trim(safe);
  return trimmed.empty() ? "-" : std::string{trimmed};
}

ExportCounts write_journal(db::ReadTx& tx, UnitId unit, const BookRules& rules, const Months& months,
                           JournalFormat format, const std::function<void(std::string_view)>& put) {
  JournalText text{rules, format, put};
  ExportCounts counts;
  text.preamble(make_date(1900, 1, 1));
  voucher_store::each_posting(tx, unit, months.first, months.last, [&](const auto& row) {
    if (row.row_no == 1) ++counts.vouchers;
    ++counts.postings;
    text.posting(row);
  });
  text.flush();
  return counts;
}

Result<ExportCounts> export_journal(db::ReadTx& tx, UnitId unit, const BookRules& rules, const Months& months,
                                    JournalFormat format, const std::filesystem::path& file) {
  try {
    files::NewFile out{files::temporary_beside(file)};
    const auto counts = write_journal(tx, unit, rules, months, format, [&](std::string_view piece) { out.add(piece); });
    out.commit(file);
    return counts;
  } catch (const std::system_error& error) {
    return files::refuse_write(file, error.code().value());
  }
}

}  // namespace hallbook::funds
