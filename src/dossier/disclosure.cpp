#include "dossier/disclosure.h"

#include <fmt/format.h>

#include "base/text.h"
#include "dossier/facts.h"
#include "dossier/grid.h"
#include "dossier/headings.h"
#include "dossier/words.h"

namespace hallbook::dossier {
namespace {

constexpr std::size_t largest_document = 4 << 20;  // R-DOS-01
constexpr std::size_t most_lines = 100'000;

Text binary_kind(std::string_view bytes) {
  if (bytes.starts_with("PK")) return {"这是压缩格式的文件（docx、xlsx 等）", "this is a zipped file (docx, xlsx …)"};
  if (bytes.starts_with("\xD0\xCF\x11\xE0"))
    return {"这是旧版 Office 文件（doc、xls）", "this is an old Office file (doc, xls)"};
  if (bytes.starts_with("%PDF")) return {"这是 PDF 文件", "this is a PDF file"};
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"))
    return {"文件是 UTF-16 编码", "the file is UTF-16"};
  return {};
}

/// R-DOS-01: UTF-8 (a byte order mark is dropped) or GB 18030, no control characters but tab and line ends.
Result<std::string> decoded(std::string_view bytes) {
  if (bytes.size() > largest_document)
    return refuse(RefusalCode::over_limit, {"公开文本超过 4 MiB，请确认选对了文件",
                                            "the document is over 4 MiB; check that it is the right file"});
  if (const Text kind = binary_kind(bytes); !kind.zh.empty())
    return refuse(RefusalCode::invalid, {kind.zh + "；请打开后另存为纯文本（UTF-8），再导入",
                                         kind.en + "; open it, save it as plain text (UTF-8) and import that"});
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  std::string text{bytes};
  if (!is_utf8(bytes)) {
    auto converted = gb18030_to_utf8(bytes);
    if (!converted)
      return refuse(RefusalCode::invalid,
                    {"文件既不是 UTF-8 也不是 GB 18030 编码的文本；请另存为 UTF-8 纯文本再导入",
                     "the file is neither UTF-8 nor GB 18030 text; save it as UTF-8 plain text and import that"});
    text = std::move(*converted);
  }
  std::size_t line = 1;
  for (const char character : text) {
    const auto code = static_cast<unsigned char>(character);
    if (code == '\n') ++line;
    if ((code < 0x20 && code != '\n' && code != '\r' && code != '\t') || code == 0x7F)
      return refuse(
          RefusalCode::invalid,
          {fmt::format("第 {} 行有控制字符（0x{:02X}），不是纯文本；请删去它再导入", line, code),
           fmt::format("line {} holds a control character (0x{:02X}): not plain text; remove it and import again", line,
                       code)},
          "", fmt::format("第 {} 行", line));
  }
  return text;
}

Result<std::vector<Line>> lines_of(std::string_view text) {
  std::vector<Line> lines;
  while (true) {
    const std::size_t end = text.find('\n');
    std::string_view raw = text.substr(0, end);
    while (raw.ends_with('\r')) raw.remove_suffix(1);
    lines.push_back({raw, trim(raw)});
    if (lines.size() > most_lines)
      return refuse(RefusalCode::over_limit, {"公开文本超过 10 万行，请确认选对了文件",
                                              "the document has over 100,000 lines; check that it is the right file"});
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + 1);
  }
}

struct Span {
  std::size_t from = 0, to = 0;  // lines [from, to)
};

bool is_other_heading(const Line& line) {
  const auto heading = known_heading(line.text);
  return heading && heading->part != Part::table;
}

/// Where the table stands: from below its heading (or from the block of cells around its header) to its last cell.
std::optional<Span> find_table(const std::vector<Line>& lines) {
  const auto header = std::ranges::find_if(lines, holds_indicator_header);
  if (header == lines.end()) return std::nullopt;
  const auto at = static_cast<std::size_t>(header - lines.begin());
  const bool tabs = header->has_tab();
  Span span{at, at + 1};
  for (std::size_t i = at; i > 0; --i) {
    const Line& line = lines[i - 1];
    if (is_other_heading(line) && !line.has_tab()) break;
    if (!line.has_tab() && known_heading(line.text)) {
      span.from = i;
      break;
    }
    if (tabs && line.has_tab()) span.from = i - 1;
  }
  for (std::size_t i = at + 1; i < lines.size(); ++i) {
    const Line& line = lines[i];
    if (!line.has_tab() && is_other_heading(line)) break;
    if (tabs ? line.has_tab() : !line.text.empty()) span.to = i + 1;
  }
  return span;
}

bool is_year_label(std::string_view label) { return label == "预算年度" || label == "项目年度" || label == "年度"; }

/// "2026", "2026年", "2026年度"; 0 = no year.
int year_of_label(std::string_view value) { return year_in(std::string{trim(value)} + "年").value_or(0); }

class Assembler {
 public:
  explicit Assembler(std::string document) { project_.document = std::move(document); }

  Result<Project> read() {
    auto lines = lines_of(project_.document);
    if (!lines) return std::unexpected{lines.error()};
    const auto table = find_table(*lines);
    read_sections(*lines, table);
    if (table) {
      const auto block = std::span{*lines}.subspan(table->from, table->to - table->from);
      take_table(read_table(block));
      read_head_cells(block);
    }
    if (parts_ + labels_ < 2 && !table)
      return refuse(RefusalCode::invalid, {"这不像项目公开文本：没有找到“项目名称”“立项依据”“项目实施单位”“资金安排情况"
                                           "”等标题，也没有含“三级指标”的绩效目标表；请导入公开文本的纯文本",
                                           "this is no project disclosure: none of the headings 项目名称, 立项依据, "
                                           "项目实施单位, 资金安排情况 and no table with 三级指标 was found; "
                                           "import the published text as plain text"});
    read_facts();
    return std::move(project_);
  }

 private:
  void read_sections(const std::vector<Line>& lines, const std::optional<Span>& table) {
    numbered_ =
        std::ranges::any_of(lines, [](const Line& line) { return known_heading(line.text) && is_numbered(line.text); });
    project_.sections.push_back({});
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (table && i == table->from) i = table->to;  // the table's lines stay in `document` and in the rows
      if (i >= lines.size()) break;
      if (!lines[i].text.empty()) read_line(lines, i);
    }
  }

  void read_line(const std::vector<Line>& lines, std::size_t at) {
    const std::string_view text = lines[at].text;
    if (const auto heading = known_heading(text)) {
      ++parts_;
      project_.sections.push_back({std::string{text}, {}, true});
      part_ = heading->part;
      if (heading->rest.empty()) return;
      project_.sections.back().heading = std::string{trim(text.substr(0, text.size() - heading->rest.size()))};
      return add(heading->rest);
    }
    if (is_new_section(lines, at)) {
      project_.sections.push_back({std::string{text}, {}, false});
      part_.reset();
      return;
    }
    read_label(lines, at);
    if (const auto colon = text.find("："); project_.year == 0 && colon != std::string_view::npos)
      if (is_year_label(plain(text.substr(0, colon)))) project_.year = year_of_label(text.substr(colon + 3));
    add(std::string{text});
  }

  bool is_new_section(const std::vector<Line>& lines, std::size_t at) const {
    if (!part_ && parts_ == 0) return false;                          // the title block
    if (part_ && project_.sections.back().paragraphs.empty()) return false;  // a heading's own first line
    if (labelled(lines[at].text) || !looks_like_heading(lines[at].text, numbered_)) return false;
    for (std::size_t next = at + 1; next < lines.size(); ++next)
      if (!lines[next].text.empty()) return !known_heading(lines[next].text);
    return false;
  }

  void add(std::string paragraph) {
    if (part_) {
      auto& text = texts_[*part_];
      text += (text.empty() ? "" : "\n") + paragraph;
    }
    project_.sections.back().paragraphs.push_back(std::move(paragraph));
  }

  void read_label(const std::vector<Line>& lines, std::size_t at) {
    auto found = labelled(lines[at].text);
    if (!found) return;
    ++labels_;
    for (std::size_t next = at + 1; found->value.empty() && next < lines.size(); ++next) {
      if (lines[next].text.empty()) continue;
      if (known_heading(lines[next].text) || labelled(lines[next].text)) break;
      found->value = std::string{lines[next].text};
    }
    std::string& field = field_of(found->label);
    if (field.empty()) field = found->label == Label::unit_code ? plain(found->value) : found->value;
  }

  std::string& field_of(Label label) {
    switch (label) {
      case Label::unit_name: return project_.unit_name;
      case Label::unit_code: return project_.unit_code;
      case Label::address: return project_.address;
      case Label::phone: return project_.phone;
      case Label::legal_person: return project_.legal_person;
      case Label::funding: return project_.funding;
      case Label::profile: break;
    }
    return project_.unit_profile;
  }

  void take_table(TableFound found) {
    project_.indicators = std::move(found.indicators);
    for (auto& row : project_.indicators) row.target = parse_target(row.value_cell, row.unit_cell, row.operator_cell);
    project_.goals = std::move(found.goals);
    project_.level2 = std::move(found.level2);
    project_.loose_cells = std::move(found.loose_cells);
    project_.filler_cells = found.filler_cells;
  }

  /// "项目名称 | 窗口经费" and "预算年度 | 2026" above the header, as a form of targets has them (R-DOS-45).
  void read_head_cells(std::span<const Line> block) {
    for (const Line& line : block) {
      if (holds_indicator_header(line)) return;
      const auto cells = split(line.raw, '\t');
      for (std::size_t i = 0; i + 1 < cells.size(); ++i) {
        const std::string label = plain(cells[i]), value{trim(cells[i + 1])};
        if (label == "项目名称" && head_name_.empty()) head_name_ = value;
        if (is_year_label(label) && project_.year == 0) project_.year = year_of_label(value);
      }
    }
  }

  void read_facts() {
    project_.legal_basis = texts_[Part::basis];
    project_.document_numbers = document_numbers_in(project_.legal_basis);
    project_.overview = texts_[Part::overview];
    project_.content = texts_[Part::content];
    project_.funds_text = texts_[Part::funds];
    project_.plan_text = texts_[Part::plan];
    project_.effects = texts_[Part::effects];
    read_goals_in_text();
    read_title();
    project_.amount = whole_amount(amounts_in(project_.funds_text));
    read_period();
  }

  /// Goals that stand as text outside the table: "总体目标：…".
  void read_goals_in_text() {
    for (const auto& section : project_.sections) {
      for (std::size_t i = 0; i < section.paragraphs.size(); ++i) {
        const std::string& line = section.paragraphs[i];
        const std::size_t wide = line.find("：");
        const std::size_t colon = std::min(wide, line.find(':'));
        if (colon == std::string::npos || !is_goal_title(line.substr(0, colon))) continue;
        std::string text{trim(std::string_view{line}.substr(colon + (colon == wide ? 3 : 1)))};
        if (text.empty() && i + 1 < section.paragraphs.size()) text = section.paragraphs[i + 1];
        if (!text.empty()) project_.goals.push_back({line.substr(0, colon), text});
      }
    }
  }

  /// The title block: the unit's name, and "2026年政务中心窗口服务经费项目".
  void read_title() {
    const auto& title = project_.sections.front().paragraphs;
    project_.name = texts_[Part::name].substr(0, texts_[Part::name].find('\n'));
    if (project_.name.empty()) project_.name = head_name_;
    for (const auto& line : title) {
      const auto year = year_in(line);
      if (year && project_.year == 0) project_.year = *year;
      const std::size_t behind = line.find("年");
      if (year && project_.name.empty() && behind != std::string::npos) {
        std::string_view name = std::string_view{line}.substr(behind + 3);
        if (name.starts_with("度")) name.remove_prefix(3);
        if (name.ends_with("项目")) name.remove_suffix(6);
        project_.name = std::string{name};
      }
    }
    if (!project_.unit_name.empty()) return;
    for (const auto& line : title)
      if (!year_in(line) && !labelled(line) && count_characters(line) <= 60) {
        project_.unit_name = line;
        return;
      }
  }

  /// R-DOS-05: the days of the plan, else of the whole text outside the table; the year of the title, else of the annual goal.
  void read_period() {
    auto period = period_in(project_.plan_text);
    for (const auto& section : project_.sections)
      for (const auto& paragraph : section.paragraphs)
        if (!period) period = period_in(paragraph);
    for (const auto& goal : project_.goals)
      if (project_.year == 0 && goal.title.contains("年度")) project_.year = year_in(goal.title).value_or(0);
    if (project_.year == 0 && period && period->first.year() == period->last.year())
      project_.year = static_cast<int>(period->first.year());
    for (const auto* text : {&project_.plan_text, &project_.funds_text})
      if (project_.year == 0) project_.year = year_in(*text).value_or(0);
    project_.period_stated = period.has_value();
    if (period)
      project_.period = *period;
    else if (project_.year != 0)
      project_.period = year_of(project_.year);
  }

  Project project_;
  std::map<Part, std::string> texts_;
  std::optional<Part> part_;
  std::string head_name_;
  bool numbered_ = false;
  int parts_ = 0;
  int labels_ = 0;
};

}  // namespace

Result<Project> read_disclosure(std::string_view bytes) {
  auto text = decoded(bytes);
  if (!text) return std::unexpected{text.error()};
  return Assembler{std::move(*text)}.read();
}

}  // namespace hallbook::dossier
