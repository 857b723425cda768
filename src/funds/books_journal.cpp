#include "funds/books_journal.h"

#include <fmt/format.h>

#include "base/text.h"

namespace hallbook::funds {
namespace {

constexpr std::size_t longest_journal_text = 200;  // characters of a payee, a document, a summary
constexpr std::string_view journal_currency = "CNY";

std::string_view trim_blanks(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// Takes what stands before the first `separator`, trimmed.
std::string_view take_part(std::string_view& text, char separator) {
  const auto at = text.find(separator);
  const auto part = trim_blanks(text.substr(0, at));
  text = at == std::string_view::npos ? std::string_view{} : text.substr(at + 1);
  return part;
}

bool is_header(std::string_view text) { return !text.empty() && is_digit(text.front()); }

/// The account's code: "Expenses:Financial:5001-业务活动费用" → "5001".
std::string_view code_in(std::string_view account) {
  const auto colon = account.rfind(':');
  const auto last = colon == std::string_view::npos ? account : account.substr(colon + 1);
  return last.substr(0, last.find('-'));
}

/// Where the account ends: two blanks or a tab.
std::size_t end_of_account(std::string_view text) { return std::min(text.find("  "), text.find('\t')); }

void read_dimensions(std::string_view comment, BookDimensions& in) {
  while (!comment.empty()) {
    auto value = take_part(comment, ',');
    const auto name = take_part(value, ':');
    const auto text = trim_blanks(value);
    if (text.size() > longest_journal_text || text.contains('\t')) continue;
    if (name == "project") in.project = text;
    if (name == "line") in.line = text;
    if (name == "source") in.source = text;
    if (name == "class") in.economic_class = text;
  }
}

}  // namespace

std::optional<Money> journal_amount(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  std::int64_t fen = 0;
  int decimals = -1;  // -1: before the point
  int digits = 0;
  for (const char c : text) {
    if (c == '.' && decimals < 0 && digits > 0) {
      decimals = 0;
      continue;
    }
    if (!is_digit(c) || decimals == 2) return std::nullopt;
    if (__builtin_mul_overflow(fen, std::int64_t{10}, &fen) || __builtin_add_overflow(fen, std::int64_t{c - '0'}, &fen))
      return std::nullopt;
    ++digits;
    if (decimals >= 0) ++decimals;
  }
  if (digits == 0 || decimals == 0) return std::nullopt;
  for (int i = std::max(decimals, 0); i < 2; ++i)
    if (__builtin_mul_overflow(fen, std::int64_t{10}, &fen)) return std::nullopt;
  return Money::from_fen(negative ? -fen : fen);
}

std::unexpected<Refusal> JournalReader::refuse_line(Text what, std::string field) const {
  return refuse(RefusalCode::invalid,
                {fmt::format("第 {} 行：{}", line_no_, what.zh), fmt::format("line {}: {}", line_no_, what.en)},
                std::move(field), fmt::format("{}", line_no_));
}

// R-BOK-11
Result<> JournalReader::line(std::string_view text) {
  ++line_no_;
  if (text.ends_with('\r')) text.remove_suffix(1);
  if (line_no_ == 1 && text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (text.size() > longest_journal_line) return refuse_line({"这一行太长", "this line is too long"}, "line");
  if (trim_blanks(text).empty()) {
    directive_ = false;
    return flush();
  }
  if (const auto fine = check_text(text, longest_journal_line, true); !fine)
    return refuse_line(fine.error().message, "line");
  if (text.front() == ' ' || text.front() == '\t') return directive_ ? Result<>{} : indented(trim_blanks(text));
  if (auto done = flush(); !done) return done;
  directive_ = text.starts_with("commodity ") || text.starts_with("account ") || text.starts_with("tag ");
  if (directive_ || text.front() == ';' || text.front() == '#' || text.front() == '*') return {};
  if (!is_header(text))
    return refuse_line({"既不是凭证，也不是注释；凭证以日期开头",
                        "neither a voucher nor a comment; a voucher begins with "
                        "its date"},
                       "line");
  return header(text);
}

Result<> JournalReader::header(std::string_view text) {
  const auto day = parse_iso_date(text.substr(0, 10));
  if (!day) return refuse_line({"日期须写成 2026-03-05", "the date must look like 2026-03-05"}, "date");
  text.remove_prefix(10);
  if (!text.empty() && text.front() != ' ')
    return refuse_line({"日期后须有空格", "a blank must follow the date"}, "date");
  text = trim_blanks(text);
  if (text.starts_with('*') || text.starts_with('!')) text = trim_blanks(text.substr(1));
  std::string_view code;
  if (text.starts_with('(')) {
    const auto end = text.find(')');
    if (end == std::string_view::npos) return refuse_line({"编号的括号没有合上", "the code's bracket is open"}, "code");
    code = text.substr(1, end - 1);
    text.remove_prefix(end + 1);
  }
  const auto payee = take_part(text, ';');
  if (payee.contains('\t') || code.contains('\t'))
    return refuse_line({"收款人和编号里不能有制表符", "no tab may stand in a payee or a code"}, "payee");
  voucher_ = Voucher{*day, "imported", std::string{code}, payee == "-" ? "" : std::string{payee}, "", {}};
  if (count_characters(payee) > longest_journal_text || code.size() > longest_journal_text)
    return refuse_line({fmt::format("收款人最长 {} 字", longest_journal_text),
                        fmt::format("a payee has at most {} characters", longest_journal_text)},
                       "payee");
  open_ = true;
  voucher_line_ = line_no_;
  return {};
}

Result<> JournalReader::indented(std::string_view text) {
  if (!open_) return refuse_line({"缩进的行不属于任何凭证", "an indented line that belongs to no voucher"}, "line");
  if (text.front() != ';') return posting(text);
  text.remove_prefix(1);
  const auto name = take_part(text, ':');
  const auto value = trim_blanks(text);
  if (count_characters(value) > longest_journal_text || value.contains('\t')) return {};  // somebody's remark
  if (name == "document") voucher_.document = value;
  if (name == "summary") voucher_.summary = value;
  if (name == "kind" && (value == year_end_kind || rules_.rules.contains(value))) voucher_.kind = value;
  return {};
}

Result<> JournalReader::posting(std::string_view text) {
  const auto end = end_of_account(text);
  const auto account = code_in(text.substr(0, end));
  if (rules_.account(account) == nullptr)
    return refuse_line({fmt::format("科目表里没有“{}”", quote(text.substr(0, end))),
                        fmt::format("the chart has no account \"{}\"", quote(text.substr(0, end)))},
                       "account");
  auto rest = end == std::string_view::npos ? std::string_view{} : text.substr(end);
  auto amount_text = take_part(rest, ';');
  auto number = take_part(amount_text, ' ');
  const auto currency = trim_blanks(amount_text);
  const auto amount = journal_amount(number);
  if (!amount || (!currency.empty() && currency != journal_currency))
    return refuse_line(
        {"金额须写成 -1234.50 CNY，至多两位小数", "an amount looks like -1234.50 CNY, with at most two decimals"},
        "amount");
  Posting posted{std::string{account}, *amount};
  read_dimensions(rest, posted.dimensions);
  voucher_.postings.push_back(std::move(posted));
  if (voucher_.postings.size() > 1000) return flush();  // refuses: too many
  return {};
}

Result<> JournalReader::flush() {
  if (!open_) return {};
  open_ = false;
  if (const auto sound = check_voucher(rules_, voucher_); !sound) {
    const auto& message = sound.error().message;
    return refuse(sound.error().code,
                  {fmt::format("第 {} 行的凭证：{}", voucher_line_, message.zh),
                   fmt::format("the voucher of line {}: {}", voucher_line_, message.en)},
                  sound.error().field, fmt::format("{}", voucher_line_));
  }
  take_(voucher_);
  return {};
}

Result<> JournalReader::finish() { return flush(); }

}  // namespace hallbook::funds
