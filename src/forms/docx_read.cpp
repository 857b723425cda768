#include <fmt/format.h>

#include <charconv>

#include "forms/docx.h"
#include "platform/files/xml.h"

namespace hallbook::forms {
namespace {

constexpr std::string_view main_part = "word/document.xml";
constexpr std::size_t max_cells = 200'000;
constexpr std::size_t max_text = 16u << 20;
constexpr std::size_t max_pieces =
    1'000'000;  // paragraphs, runs, rows and cells together: each takes memory, empty or not
constexpr int max_columns = 63;  // what Word allows

files::Limits docx_limits() {
  files::Limits limits;
  limits.file_bytes = 32ull << 20;
  limits.inflated_bytes = 128ull << 20;
  return limits;
}

int number_of(std::string_view text, int otherwise) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() ? value : otherwise;
}

/// "w:b" is on unless its value says off.
bool is_on(const files::Attributes& attributes) {
  const auto value = attributes.get("val");
  return value != "0" && value != "false" && value != "off" && value != "none";
}

/// The main part as it streams past. Tables inside cells give their text to the outer cell (R-FRM-02).
class DocxHandler final : public files::XmlHandler {
 public:
  explicit DocxHandler(std::string place) : place_{std::move(place)} {}

  void start(std::string_view name, const files::Attributes& attributes) override {
    if (passed_over_ > 0 || name == "drawing" || name == "pict" || name == "Fallback" || name == "object") {
      ++passed_over_;
      return;
    }
    if (name == "body") saw_body = true;
    const bool piece = name == "p" || name == "r" || name == "tr" || name == "tc" || name == "tbl";
    if (piece && ++pieces_ > max_pieces)
      return too_large(fmt::format("{} 个段落和单元格", max_pieces),
                       fmt::format("{} paragraphs and cells", max_pieces));
    if (name == "tbl" || name == "tr" || name == "tc")
      open_table_part(name);
    else if (name == "p")
      paragraph_ = Paragraph{};
    else if (name == "r")
      run_ = Run{};
    else if (name == "t")
      in_text_ = true;
    else if (name == "tab")
      add_text("\t");
    else if (name == "br" || name == "cr")
      add_text("\n");
    else
      look(name, attributes);
  }

  void end(std::string_view name) override {
    if (passed_over_ > 0) {
      --passed_over_;
      return;
    }
    if (name == "t") in_text_ = false;
    if (name == "r") close_run();
    if (name == "p") close_paragraph();
    if (name == "tr" && tables_ == 1) close_row();
    if (name == "tbl" && --tables_ == 0) document.blocks.emplace_back(std::move(table_));
  }

  void text(std::string_view piece) override {
    if (in_text_ && passed_over_ == 0) add_text(piece);
  }

  Document document;
  bool saw_body = false;

 private:
  void open_table_part(std::string_view name) {
    if (name == "tbl" && ++tables_ == 1) table_ = Table{};
    if (tables_ != 1) return;
    if (name == "tr") table_.rows.emplace_back();
    if (name == "tc" && !table_.rows.empty()) {
      if (++cells_ > max_cells) too_large(fmt::format("{} 个单元格", max_cells), fmt::format("{} cells", max_cells));
      table_.rows.back().cells.emplace_back();
    }
  }

  /// Properties: of a run, a paragraph, a cell, a row, the grid, the sheet.
  void look(std::string_view name, const files::Attributes& attributes) {
    const auto value = attributes.get("val");
    Cell* cell = tables_ == 1 && !table_.rows.empty() && !table_.rows.back().cells.empty()
                     ? &table_.rows.back().cells.back()
                     : nullptr;
    if (name == "b" && run_) run_->bold = is_on(attributes);
    if (name == "sz" && run_) run_->half_points = std::clamp(number_of(value, 0), 0, 400);
    if (name == "jc" && paragraph_)
      paragraph_->align = value == "center"                    ? Align::center
                          : value == "right" || value == "end" ? Align::right
                                                               : Align::left;
    if (name == "gridCol" && tables_ == 1 && table_.widths.size() < max_columns)
      table_.widths.push_back(std::clamp(number_of(attributes.get("w"), 0), 0, 40'000));
    if (name == "gridSpan" && cell) cell->columns = std::clamp(number_of(value, 1), 1, max_columns);
    if (name == "vMerge" && cell) cell->merge = value == "restart" ? Merge::begin : Merge::go_on;
    if (name == "tblHeader" && tables_ == 1 && !table_.rows.empty()) table_.rows.back().head = is_on(attributes);
    if (name == "pgSz") {
      document.sheet.width = std::clamp(number_of(attributes.get("w"), 11906), 2000, 60'000);
      document.sheet.height = std::clamp(number_of(attributes.get("h"), 16838), 2000, 60'000);
    }
    if (name == "pgMar") read_margins(attributes);
  }

  void read_margins(const files::Attributes& attributes) {
    const auto margin = [&](std::string_view side, int& kept) {
      kept = std::clamp(number_of(attributes.get(side), kept), 0, 8000);
    };
    margin("top", document.sheet.top);
    margin("bottom", document.sheet.bottom);
    margin("left", document.sheet.left);
    margin("right", document.sheet.right);
  }

  void add_text(std::string_view piece) {
    if (!run_) return;  // "tab" is also a tab stop among the paragraph's properties
    if ((text_bytes_ += piece.size()) > max_text)
      return too_large(fmt::format("{} 字节文字", max_text), fmt::format("{} bytes of text", max_text));
    run_->text += piece;
  }

  void close_run() {
    if (run_ && paragraph_ && !run_->text.empty()) paragraph_->runs.push_back(std::move(*run_));
    run_.reset();
  }

  void close_paragraph() {
    if (!paragraph_) return;
    if (tables_ == 0)
      document.blocks.emplace_back(std::move(*paragraph_));
    else if (!table_.rows.empty() && !table_.rows.back().cells.empty())
      table_.rows.back().cells.back().paragraphs.push_back(std::move(*paragraph_));
    paragraph_.reset();
  }

  /// Every row covers the whole grid: what a file leaves out is an empty cell, what it has too much widens the grid.
  void close_row() {
    int covered = 0;
    for (const Cell& cell : table_.rows.back().cells) covered += cell.columns;
    const int columns = static_cast<int>(table_.widths.size());
    if (covered > columns) table_.widths.resize(static_cast<std::size_t>(std::min(covered, 4 * max_columns)), 800);
    if (covered < columns) table_.rows.back().cells.push_back({.columns = columns - covered});
  }

  void too_large(const std::string& zh, const std::string& en) {
    stop({RefusalCode::over_limit,
          {fmt::format("{}:超过 {} 的上限,请拆成几个文件", place_, zh),
           fmt::format("{}: more than {}; split it into several files", place_, en)},
          {},
          place_});
  }

  std::string place_;
  Table table_;
  std::optional<Paragraph> paragraph_;
  std::optional<Run> run_;
  int tables_ = 0, passed_over_ = 0;
  bool in_text_ = false;
  std::size_t cells_ = 0, text_bytes_ = 0, pieces_ = 0;
};

std::unexpected<Refusal> no_docx(const std::string& name) {
  return refuse(
      RefusalCode::invalid,
      {fmt::format("{}:不是 DOCX 文档(里面没有 {})。旧的 .doc 请先另存为 .docx", name, main_part),
       fmt::format("{}: not a DOCX document (no {} inside); save an old .doc as .docx first", name, main_part)},
      {}, name);
}

}  // namespace

Result<Document> read_document_xml(std::string_view xml, const std::string& place) {
  DocxHandler handler{place};
  files::XmlParser parser{handler, place};
  if (auto parsed = parser.feed(xml, true); !parsed) return std::unexpected{parsed.error()};
  if (handler.stopped()) return std::unexpected{*handler.stopped()};
  if (!handler.saw_body) return no_docx(place);
  return std::move(handler.document);
}

Result<Document> read_docx(files::SourceFile source) {
  const std::string name = source.name();
  auto archive = files::Archive::open(std::move(source), docx_limits());
  if (!archive) return std::unexpected{archive.error()};
  if (!archive->has(main_part)) return no_docx(name);
  DocxHandler handler{name};
  if (auto parsed = files::parse_part(*archive, main_part, handler); !parsed) return std::unexpected{parsed.error()};
  if (!handler.saw_body) return no_docx(name);
  return std::move(handler.document);
}

}  // namespace hallbook::forms
