#include "platform/files/csv_reader.h"

#include <fmt/format.h>

#include "base/text.h"
#include "platform/files/cell_name.h"
#include "platform/files/formula_guard.h"

namespace hallbook::files {
namespace {

using namespace std::string_view_literals;

/// What stood behind a field.
enum class End { separator, line, file };

class CsvReader final : public TableReader {
 public:
  CsvReader(TextBlocks blocks, const Limits& limits) : blocks_{std::move(blocks)}, limits_{limits} {}

  Result<> start() {
    const auto more = fill();
    if (!more) return std::unexpected{more.error()};
    choose_separator();
    for (const char c : {separator_, '\r', '\n'}) ends_plain_[static_cast<unsigned char>(c)] = true;
    for (const char c : {'"', '\r', '\n'}) ends_quoted_[static_cast<unsigned char>(c)] = true;
    return {};
  }

  Result<bool> next(Row& row) override {
    while (!done_) {
      const auto more = record(row);
      if (!more) done_ = true;
      if (!more || *more) return more;
    }
    return false;
  }

  std::string format() const override { return fmt::format("csv {}", encoding_name(blocks_.encoding())); }
  std::uint64_t bytes_read() const override { return blocks_.source().position(); }
  std::uint64_t total_bytes() const override { return blocks_.source().size(); }

 private:
  /// One record; true when it holds anything, false when it is blank or the file has ended (done_).
  Result<bool> record(Row& row) {
    if (const auto more = available(); !more || !*more) {
      done_ = true;
      return more;
    }
    ++row_no_;
    if (row_no_ > limits_.rows)
      return over(fmt::format("行数超过上限 {}；请拆成几个文件", limits_.rows),
                  fmt::format("more than {} rows; split it into several files", limits_.rows));
    std::size_t count = 0;
    End end = End::separator;
    while (end == End::separator) {
      if (count == limits_.columns)
        return over(fmt::format("第 {} 行超过 {} 列；请删去多余的列或检查分隔符", row_no_, limits_.columns),
                    fmt::format("row {} has more than {} columns; remove columns or check the separator", row_no_,
                                limits_.columns));
      if (count == row.cells.size()) row.cells.emplace_back();
      auto& cell = row.cells[count++];
      column_ = count;
      const auto read = field(cell.text);
      if (!read) return std::unexpected{read.error()};
      end = *read;
      cell.kind = cell.text.empty() ? CellKind::empty : CellKind::text;
    }
    ++line_;
    row.number = row_no_;
    row.cells.resize(count);
    return std::ranges::any_of(row.cells, [](const Cell& cell) { return !trim(cell.text).empty(); });
  }

  Result<End> field(std::string& text) {
    text.clear();
    const auto more = available();
    if (!more) return std::unexpected{more.error()};
    if (!*more) return End::file;
    const bool quotes = rest_[0] == '"';
    auto end = quotes ? quoted(text) : plain(text);
    if (!end || text.empty()) return end;
    if (text[0] == '\'' && has_guard(text))
      text.erase(0, 1);
    else if (!quotes && text[0] == '=')
      unwrap_text_formula(text);
    return end;
  }

  Result<End> plain(std::string& text) {
    while (true) {
      std::size_t length = 0;
      while (length < rest_.size() && !ends_plain_[static_cast<unsigned char>(rest_[length])]) ++length;
      if (const auto added = add(text, rest_.substr(0, length), 0); !added) return std::unexpected{added.error()};
      rest_.remove_prefix(length);
      const auto more = available();
      if (!more) return std::unexpected{more.error()};
      if (!*more) return End::file;
      if (ends_plain_[static_cast<unsigned char>(rest_[0])]) return field_end();
    }
  }

  Result<End> quoted(std::string& text) {
    const auto opened = line_;
    rest_.remove_prefix(1);
    while (true) {
      auto more = available();
      if (!more) return std::unexpected{more.error()};
      if (!*more) return unclosed(opened);
      std::size_t length = 0;
      while (length < rest_.size() && !ends_quoted_[static_cast<unsigned char>(rest_[length])]) ++length;
      const bool found = length < rest_.size();
      const char c = found ? rest_[length] : '\0';
      if (const auto added = add(text, rest_.substr(0, length), opened); !added) return std::unexpected{added.error()};
      rest_.remove_prefix(length + found);
      if (!found) continue;
      more = available();
      if (!more) return std::unexpected{more.error()};
      const char next = *more ? rest_[0] : '\0';
      if (c == '"' && next != '"') return *more ? behind_quote() : Result<End>{End::file};
      if (next == (c == '\r' ? '\n' : '"') && c != '\n') rest_.remove_prefix(1);  // CR LF, or "" for one quote
      line_ += c != '"';
      if (const auto added = add(text, c == '"' ? "\"" : "\n", opened); !added) return std::unexpected{added.error()};
    }
  }

  /// Only spaces may stand between a closing quote and the separator.
  Result<End> behind_quote() {
    while (rest_[0] == ' ') {
      rest_.remove_prefix(1);
      const auto more = available();
      if (!more) return std::unexpected{more.error()};
      if (!*more) return End::file;
    }
    if (ends_plain_[static_cast<unsigned char>(rest_[0])]) return field_end();
    return bad(fmt::format("第 {} 行：{} 单元格的右引号后还有文字；引号内的引号要写成两个（\"\"）", line_, here()),
               fmt::format("line {}: text stands behind the closing quote of cell {}; a quote inside quotes is "
                           "written twice (\"\")",
                           line_, here()),
               line_);
  }

  Result<End> field_end() {
    const char c = rest_[0];
    rest_.remove_prefix(1);
    if (c == separator_) return End::separator;
    if (c == '\r') {
      const auto more = available();
      if (!more) return std::unexpected{more.error()};
      if (*more && rest_[0] == '\n') rest_.remove_prefix(1);
    }
    return End::line;
  }

  Result<> add(std::string& text, std::string_view piece, std::uint64_t opened) const {
    if (text.size() + piece.size() <= limits_.cell_bytes) {
      text.append(piece);
      return {};
    }
    if (opened == 0)
      return over(fmt::format("单元格 {} 超过 {} 字节", here(), limits_.cell_bytes),
                  fmt::format("cell {} is longer than {} bytes", here(), limits_.cell_bytes));
    return over(
        fmt::format("单元格 {} 超过 {} 字节；第 {} 行打开的引号可能没有关闭", here(), limits_.cell_bytes, opened),
        fmt::format("cell {} is longer than {} bytes; the quote opened on line {} may not be closed", here(),
                    limits_.cell_bytes, opened));
  }

  /// ="0123" is how some programs keep leading zeros; a spreadsheet shows 0123.
  static void unwrap_text_formula(std::string& text) {
    if (text.size() < 3 || !text.starts_with("=\"") || text.find('"', 2) != text.size() - 1) return;
    text.pop_back();
    text.erase(0, 2);
  }

  std::unexpected<Refusal> unclosed(std::uint64_t opened) const {
    return bad(fmt::format("第 {} 行打开的引号到文件末尾都没有关闭；请补上右引号", opened),
               fmt::format("the quote opened on line {} is never closed; add the closing quote", opened), opened);
  }
  std::unexpected<Refusal> bad(std::string_view zh, std::string_view en, std::uint64_t line) const {
    const auto& name = blocks_.source().name();
    return refuse(RefusalCode::invalid, {fmt::format("{} {}", name, zh), fmt::format("{}: {}", name, en)}, {},
                  fmt::format("{}:{}", name, line));
  }
  std::unexpected<Refusal> over(std::string_view zh, std::string_view en) const {
    const auto& name = blocks_.source().name();
    return refuse(RefusalCode::over_limit, {fmt::format("{} {}", name, zh), fmt::format("{}: {}", name, en)}, {},
                  here());
  }
  std::string here() const { return cell_name(column_, row_no_); }

  /// Whether anything is left; reads on when the block is used up.
  Result<bool> available() { return rest_.empty() ? fill() : Result<bool>{true}; }
  Result<bool> fill() {
    if (ended_) return false;
    auto more = blocks_.next(rest_);
    if (!more || !*more) ended_ = true;
    return more;
  }

  /// R-FIL-06: the separator that stands most often, outside quotes, in the first line that is not blank.
  void choose_separator() {
    std::array<std::size_t, 3> found{};
    bool inside = false;
    const auto from = rest_.find_first_not_of("\r\n \t,;");
    auto head = rest_.substr(from == std::string_view::npos ? 0 : rest_.substr(0, from).find_last_of("\r\n") + 1);
    for (std::size_t i = 0; i < head.size(); ++i) {
      const char c = head[i];
      if (c == '"') inside = !inside;
      if (inside) continue;
      if (c == '\n' || c == '\r') break;
      // Some systems end every cell with a tab so that a spreadsheet keeps it as text; those separate nothing.
      const bool padding = c == '\t' && (i + 1 == head.size() || ",;\r\n"sv.contains(head[i + 1]));
      const auto which = separators.find(c);
      if (which != std::string_view::npos && !padding) ++found[which];
    }
    separator_ = separators[static_cast<std::size_t>(std::ranges::max_element(found) - found.begin())];
  }

  static constexpr std::string_view separators = ",\t;";

  TextBlocks blocks_;
  Limits limits_;
  std::string_view rest_;  // of the block in hand
  char separator_ = ',';
  std::array<bool, 256> ends_plain_{}, ends_quoted_{};
  std::uint64_t row_no_ = 0;  // records, as a spreadsheet counts
  std::uint64_t line_ = 1;    // physical lines: a quoted line break counts
  std::size_t column_ = 0;
  bool ended_ = false;
  bool done_ = false;
};

}  // namespace

Result<std::unique_ptr<TableReader>> open_csv(SourceFile source, const Limits& limits) {
  const auto detected = detect_encoding(source);
  if (!detected) return std::unexpected{detected.error()};
  auto reader = std::make_unique<CsvReader>(TextBlocks{std::move(source), *detected}, limits);
  if (const auto started = reader->start(); !started) return std::unexpected{started.error()};
  return reader;
}

}  // namespace hallbook::files
