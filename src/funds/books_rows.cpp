#include "funds/books_rows.h"

#include <fmt/format.h>

#include <charconv>

#include "base/ensure.h"

namespace hallbook::funds {
namespace {

constexpr std::string_view rows_head = R"({"books":1})";

std::unexpected<Refusal> broken_rows(std::uint64_t line) {
  return refuse(RefusalCode::conflict,
                {fmt::format("凭证行文件第 {} 行读不懂", line),
                 fmt::format("line {} of the rows file of vouchers cannot be read", line)},
                "", fmt::format("{}", line));
}

/// Cuts a line at its tabs into exactly N parts.
template <std::size_t N>
bool cut_row(std::string_view line, std::array<std::string_view, N>& parts) {
  for (std::size_t i = 0; i < N; ++i) {
    const auto tab = line.find('\t');
    if ((tab == std::string_view::npos) != (i + 1 == N)) return false;
    parts[i] = line.substr(0, tab);
    if (tab != std::string_view::npos) line.remove_prefix(tab + 1);
  }
  return true;
}

bool take_posting_row(std::string_view line, Voucher& voucher) {
  std::array<std::string_view, 7> parts;
  if (!cut_row(line, parts)) return false;
  std::int64_t fen = 0;
  const auto [end, error] = std::from_chars(parts[2].data(), parts[2].data() + parts[2].size(), fen);
  if (error != std::errc{} || end != parts[2].data() + parts[2].size()) return false;
  voucher.postings.push_back(
      {std::string{parts[1]},
       Money::from_fen(fen),
       {std::string{parts[3]}, std::string{parts[4]}, std::string{parts[5]}, std::string{parts[6]}}});
  return true;
}

bool take_voucher_row(std::string_view line, Voucher& voucher) {
  std::array<std::string_view, 6> parts;
  if (!cut_row(line, parts)) return false;
  const auto day = parse_iso_date(parts[1]);
  if (!day) return false;
  voucher.on = *day;
  voucher.kind = parts[2];
  voucher.document = parts[3];
  voucher.payee = parts[4];
  voucher.summary = parts[5];
  voucher.postings.clear();
  return true;
}

}  // namespace

VoucherRowsWriter::VoucherRowsWriter(const journal::EvidenceStore& evidence) : rows_{evidence} {
  rows_.line(rows_head);
}

void VoucherRowsWriter::add(const Voucher& voucher) {
  const auto put = [&](std::string_view text) {
    line_ += '\t';
    line_ += text;
  };
  line_ = "V";
  const auto day = iso(voucher.on);
  for (const auto text : {std::string_view{day}, std::string_view{voucher.kind}, std::string_view{voucher.document},
                          std::string_view{voucher.payee}, std::string_view{voucher.summary}})
    put(text);
  rows_.line(line_);
  for (const auto& posting : voucher.postings) {
    line_ = "P";
    put(posting.account);
    put(std::to_string(posting.amount.fen()));
    const auto& in = posting.dimensions;
    for (const auto* text : {&in.project, &in.line, &in.source, &in.economic_class}) put(*text);
    rows_.line(line_);
  }
}

Result<> each_voucher_row(const journal::EvidenceStore& evidence, const Digest& digest,
                          const std::function<void(const Voucher&)>& visit) {
  auto lines = evidence.read_rows(digest);
  if (!lines) return std::unexpected{lines.error()};
  std::uint64_t line_no = 0;
  Voucher voucher;
  bool open = false;
  std::string_view line;
  while (true) {
    const auto more = lines->next(line);
    if (!more) return std::unexpected{more.error()};
    if (!*more) break;
    if (++line_no == 1) {
      if (line != rows_head) return broken_rows(line_no);
    } else if (line.starts_with("P\t")) {
      if (!open || !take_posting_row(line, voucher)) return broken_rows(line_no);
    } else {
      if (open) visit(voucher);
      if (!line.starts_with("V\t") || !take_voucher_row(line, voucher)) return broken_rows(line_no);
      open = true;
    }
  }
  if (line_no == 0) return broken_rows(1);
  if (open) visit(voucher);
  return {};
}

}  // namespace hallbook::funds
