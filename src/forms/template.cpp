#include "forms/template.h"

#include <fmt/format.h>

#include <map>
#include <set>

#include "base/text.h"
#include "forms/formats.h"

namespace hallbook::forms {
namespace {

constexpr std::size_t max_problems = 50;
constexpr std::size_t max_rows = 100'000;

/// Where facts are looked up: the innermost item first.
using Scope = std::vector<const Json*>;

const Json* look_up(const Scope& scope, std::string_view name) {
  for (auto at = scope.rbegin(); at != scope.rend(); ++at) {
    const Json* value = *at;
    for (const std::string& step : split(name, '.')) {
      value = value == nullptr ? nullptr : value->find(step);
      if (value == nullptr) break;
    }
    if (value != nullptr) return value;
  }
  return nullptr;
}

bool is_empty(const Json* value) {
  return value == nullptr || value->is_null() || (value->is_string() && value->string().empty()) ||
         (value->is_array() && value->array().empty());
}

/// One "{{…}}": its text without the braces, and where it stands.
struct Mark {
  std::size_t from = 0, size = 0;
  std::string_view inside;
};

std::optional<Mark> next_mark(std::string_view text, std::size_t from) {
  const auto open = text.find("{{", from);
  if (open == std::string_view::npos) return std::nullopt;
  const auto close = text.find("}}", open);
  if (close == std::string_view::npos) return Mark{open, 2, {}};
  return Mark{open, close + 2 - open, trim(text.substr(open + 2, close - open - 2))};
}

/// "#list", "?name", "/name" of a row: what the row opens and closes.
struct RowMarks {
  std::string list, condition, closes;
};

RowMarks marks_of(const Row& row) {
  RowMarks marks;
  for (const Cell& cell : row.cells) {
    const std::string text = plain_text(cell);
    for (auto mark = next_mark(text, 0); mark; mark = next_mark(text, mark->from + mark->size)) {
      if (mark->inside.starts_with('#')) marks.list = trim(mark->inside.substr(1));
      if (mark->inside.starts_with('?')) marks.condition = trim(mark->inside.substr(1));
      if (mark->inside.starts_with('/')) marks.closes = trim(mark->inside.substr(1));
    }
  }
  return marks;
}

/// "^name|yuan" → "name".
std::string_view name_in(std::string_view inside) {
  inside = trim(inside.substr(0, inside.find('|')));
  return !inside.empty() && std::string_view{"^?#/"}.contains(inside.front()) ? trim(inside.substr(1)) : inside;
}

/// What the placeholders of a form name, by the list that their rows repeat; "" for those outside of lists.
using Vocabulary = std::map<std::string, std::set<std::string>, std::less<>>;

void add_names(Vocabulary& names, const std::string& list, const std::string& text) {
  for (auto mark = next_mark(text, 0); mark; mark = next_mark(text, mark->from + mark->size))
    names[list].emplace(name_in(mark->inside));
}

Vocabulary vocabulary_of(const Document& form) {
  Vocabulary names;
  for (const Block& block : form.blocks) {
    const auto* table = std::get_if<Table>(&block);
    if (table == nullptr) {
      add_names(names, "", plain_text(std::get<Paragraph>(block)));
      continue;
    }
    std::string list;
    for (const Row& row : table->rows) {
      const RowMarks marks = marks_of(row);
      if (!marks.list.empty()) list = marks.list;
      for (const Cell& cell : row.cells) add_names(names, list, plain_text(cell));
      if (marks.closes == list) list.clear();
    }
  }
  return names;
}

class Filler {
 public:
  explicit Filler(const Json& facts) : facts_{facts} {}
  /// Only checks: see check_form.
  Filler(const Json& facts, Vocabulary known) : facts_{facts}, checks_{true}, known_{std::move(known)} {}

  Result<Document> fill(const Document& form) {
    Document filled = form;
    filled.blocks.clear();
    int paragraphs = 0, tables = 0;
    for (const Block& block : form.blocks) {
      if (const auto* table = std::get_if<Table>(&block)) {
        table_ = ++tables;
        filled.blocks.emplace_back(filled_table(*table));
        table_ = 0;
        continue;
      }
      place_ = {fmt::format("第 {} 段", ++paragraphs), fmt::format("paragraph {}", paragraphs)};
      if (auto text = filled_paragraph(std::get<Paragraph>(block), {&facts_})) filled.blocks.emplace_back(*text);
    }
    if (!problems_.zh.empty()) return refuse(RefusalCode::invalid, problems_, "template");
    return filled;
  }

 private:
  Table filled_table(const Table& table) {
    Table filled{table.widths, {}};
    joined_.clear();
    for (std::size_t at = 0; at < table.rows.size();) {
      const RowMarks marks = marks_of(table.rows[at]);
      row_ = at + 1;
      if (marks.list.empty()) {
        add_row(filled, table.rows[at++], marks, {&facts_});
        continue;
      }
      const std::size_t last = closing_row(table, at, marks.list);
      add_items(filled, table, at, last, marks.list);
      at = last + 1;
    }
    return filled;
  }

  std::size_t closing_row(const Table& table, std::size_t from, const std::string& list) {
    for (std::size_t at = from; at < table.rows.size(); ++at)
      if (marks_of(table.rows[at]).closes == list) return at;
    place_ = {fmt::format("表格 {} 第 {} 行", table_, from + 1), fmt::format("table {} row {}", table_, from + 1)};
    problem("{{#" + list + "}}", fmt::format("没有结束的 {{{{/{}}}}}", list),
            fmt::format("no {{{{/{}}}}} closes it", list));
    return table.rows.size() - 1;
  }

  void add_items(Table& filled, const Table& table, std::size_t first, std::size_t last, const std::string& list) {
    static const Json nothing_yet = Json::Array{Json::Object{}};
    list_ = list;
    const Json* items = look_up({&facts_}, list);
    if (checks_ && known_.contains(list) && is_empty(items)) items = &nothing_yet;
    if (items == nullptr || !items->is_array()) {
      place_ = {fmt::format("表格 {} 第 {} 行", table_, first + 1), fmt::format("table {} row {}", table_, first + 1)};
      return problem("{{#" + list + "}}", "没有这样的一组内容", "there is no such list");
    }
    for (const Json& item : items->array())
      for (std::size_t at = first; at <= last && filled.rows.size() < max_rows; ++at) {
        row_ = at + 1;
        add_row(filled, table.rows[at], marks_of(table.rows[at]), {&facts_, &item});
      }
    list_.clear();
  }

  /// A fact of the example form's, blank today.
  bool knows(const std::string& name) const {
    const auto names = [&](const std::string& list) {
      const auto found = known_.find(list);
      return found != known_.end() && found->second.contains(name);
    };
    return checks_ && (names(list_) || names(""));
  }

  /// A condition on what does not exist would hide its row for ever.
  void check_condition(const std::string& name, const Scope& scope) {
    if (checks_ && !name.empty() && look_up(scope, name) == nullptr && !knows(name))
      problem("{{?" + name + "}}", "没有这个内容", "there is no such fact");
  }

  void add_row(Table& filled, const Row& row, const RowMarks& marks, const Scope& scope) {
    if (!checks_ && !marks.condition.empty() && is_empty(look_up(scope, marks.condition))) return;
    Row done{{}, row.head};
    for (std::size_t column = 0; column < row.cells.size(); ++column) {
      place_ = {fmt::format("表格 {} 第 {} 行第 {} 格", table_, row_, column + 1),
                fmt::format("table {} row {} cell {}", table_, row_, column + 1)};
      if (column == 0) check_condition(marks.condition, scope);
      Cell cell{{}, row.cells[column].columns, row.cells[column].merge};
      for (const Paragraph& one : row.cells[column].paragraphs)
        if (auto text = filled_paragraph(one, scope)) cell.paragraphs.push_back(*std::move(text));
      done.cells.push_back(std::move(cell));
    }
    join_above(filled, row, done);
    filled.rows.push_back(std::move(done));
  }

  /// R-FRM-15: level by level from the left: a cell joins only when the joined cells left of it joined as well, so that
  /// 数量指标 of 产出 and 数量指标 of 效益 stay apart.
  void join_above(const Table& filled, const Row& form, Row& done) {
    bool left_joined = true;
    std::vector<std::string> texts(done.cells.size());
    for (std::size_t column = 0; column < done.cells.size(); ++column) {
      if (plain_text(form.cells[column]).find("{{^") == std::string::npos) continue;
      texts[column] = plain_text(done.cells[column]);
      const bool joins = left_joined && !filled.rows.empty() && column < joined_.size() && !texts[column].empty() &&
                         joined_[column] == texts[column];
      done.cells[column].merge = joins ? Merge::go_on : Merge::begin;
      if (joins) done.cells[column].paragraphs = {Paragraph{}};
      left_joined = joins;
    }
    joined_ = std::move(texts);
  }

  /// Office suites cut a placeholder into runs as they like: the look of its first letter is kept for the value.
  std::optional<Paragraph> filled_paragraph(const Paragraph& form, const Scope& scope) {
    const std::string text = plain_text(form);
    if (text.find("{{") == std::string::npos) return form;
    if (auto hidden = hides(text, scope); hidden && table_ == 0) return std::nullopt;
    Paragraph filled{{}, form.align};
    std::size_t run = 0, run_end = form.runs.empty() ? 0 : form.runs[0].text.size();
    const auto add = [&](std::size_t at, std::string_view piece) {
      while (at >= run_end && run + 1 < form.runs.size()) run_end += form.runs[++run].text.size();
      if (filled.runs.empty() || last_run_ != run)
        filled.runs.push_back({{}, form.runs[run].bold, form.runs[run].half_points});
      last_run_ = run;
      filled.runs.back().text += piece;
    };
    std::size_t at = 0;
    for (auto mark = next_mark(text, 0); mark; mark = next_mark(text, at)) {
      for (; at < mark->from; ++at) add(at, std::string_view{text}.substr(at, 1));
      add(at, value_of(*mark, scope));
      at = mark->from + mark->size;
    }
    for (; at < text.size(); ++at) add(at, std::string_view{text}.substr(at, 1));
    std::erase_if(filled.runs, [](const Run& one) { return one.text.empty(); });
    return filled;
  }

  bool hides(std::string_view text, const Scope& scope) {
    const auto mark = next_mark(text, 0);
    if (!mark || !mark->inside.starts_with('?')) return false;
    const std::string name{trim(mark->inside.substr(1))};
    if (table_ == 0) check_condition(name, scope);
    return !checks_ && is_empty(look_up(scope, name));
  }

  std::string value_of(const Mark& mark, const Scope& scope) {
    if (mark.inside.empty()) {
      problem("{{", "占位符没有写完,要有 }}", "the placeholder is not closed by }}");
      return {};
    }
    if (std::string_view{"#/?"}.contains(mark.inside.front())) return {};
    const auto bar = mark.inside.find('|');
    auto name = trim(mark.inside.substr(0, bar));
    if (name.starts_with('^')) name = trim(name.substr(1));
    const auto format = bar == std::string_view::npos ? std::string_view{} : trim(mark.inside.substr(bar + 1));
    static const Json blank;
    const Json* value = look_up(scope, name);
    if (value == nullptr && knows(std::string{name})) value = &blank;
    const std::string shown = fmt::format("{{{{{}}}}}", mark.inside);
    if (value == nullptr) {
      problem(shown, "没有这个内容", "there is no such fact");
      return {};
    }
    const auto text = printed(*value, format);
    if (!text)
      problem(shown, "没有这种格式;可用 yuan wan words percent date",
              "there is no such format; use yuan, wan, words, percent or date");
    else if (!*text)
      problem(shown, text->error().message.zh, text->error().message.en);
    return text && *text ? **text : std::string{};
  }

  void problem(const std::string& mark, std::string_view zh, std::string_view en) {
    if (++count_ > max_problems) return;
    problems_.zh += fmt::format("{}{}的 {}:{}", problems_.zh.empty() ? "" : ";", place_.zh, quote(mark), zh);
    problems_.en += fmt::format("{}{}, {}: {}", problems_.en.empty() ? "" : "; ", place_.en, quote(mark), en);
  }

  const Json& facts_;
  const bool checks_ = false;
  const Vocabulary known_ = {};
  std::string list_;  // whose items are being filled in
  Text place_, problems_;
  std::size_t count_ = 0, row_ = 0, last_run_ = 0;
  int table_ = 0;
  std::vector<std::string> joined_;  // texts of the last row's {{^…}} cells
};

}  // namespace

Result<Document> fill(const Document& form, const Json& facts) { return Filler{facts}.fill(form); }

// R-FRM-57
Result<> check_form(const Document& form, const Json& facts, const Document& example) {
  const auto filled = Filler{facts, vocabulary_of(example)}.fill(form);
  if (!filled) return std::unexpected{filled.error()};
  return {};
}

}  // namespace hallbook::forms
