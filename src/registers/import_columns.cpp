#include "registers/import_columns.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <unordered_map>

#include "base/text.h"
#include "registers/file_value.h"
#include "registers/import_heading.h"

namespace hallbook::registers {
namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);

/// Heading keys of a definition's fields, and the wishes on top of them.
class Matcher {
 public:
  Matcher(const Definition& definition, const MappingWish& wish) {
    for (std::size_t at = 0; at < definition.fields.size(); ++at) {
      const Field& field = definition.fields[at];
      for (const auto& name : {field.name, field.title.zh, field.title.en}) titles_.emplace(heading_key(name), at);
      for (const auto& alias : field.aliases) titles_.emplace(heading_key(alias), at);
    }
    for (const auto& [heading, name] : wish.remembered) add(definition, remembered_, heading, name);
    for (const auto& [heading, name] : wish.given) add(definition, given_, heading, name);
  }

  struct Match {
    std::size_t field = none;  // none: no field
    bool given = false;        // by the caller's own word
  };
  Match find(std::string_view heading) const {
    const std::string key = heading_key(heading);
    if (key.empty()) return {};
    if (const auto at = given_.find(key); at != given_.end()) return {at->second, true};
    if (const auto at = remembered_.find(key); at != remembered_.end()) return {at->second, false};
    if (const auto at = titles_.find(key); at != titles_.end()) return {at->second, false};
    if (const auto at = titles_.find(heading_core(key)); at != titles_.end()) return {at->second, false};
    return {};
  }

 private:
  using Keys = std::unordered_map<std::string, std::size_t>;
  static void add(const Definition& definition, Keys& keys, const std::string& heading, const std::string& name) {
    if (name.empty() || name == "-") {
      keys[heading_key(heading)] = none;
      return;
    }
    if (const Field* field = definition.field(name); field && comes_in_tables(*field))
      keys[heading_key(heading)] = static_cast<std::size_t>(field - definition.fields.data());
  }
  Keys titles_, remembered_, given_;
};

/// One way to read the headings: a row, or two rows of which the upper one is merged over the lower.
struct ColumnCandidate {
  std::size_t lower = 0;
  std::vector<std::string> headings;
  std::size_t score = 0;  // distinct fields found
};

std::string text_at(const files::Row& row, std::size_t cell) {
  return cell < row.cells.size() ? std::string{trim(row.cells[cell].text)} : std::string{};
}

void count_score(const Matcher& matcher, const Definition& definition, ColumnCandidate& candidate) {
  std::vector<bool> seen(definition.fields.size());
  for (const auto& heading : candidate.headings) {
    const std::size_t field = matcher.find(heading).field;
    if (field == none || !comes_in_tables(definition.fields[field]) || seen[field]) continue;
    seen[field] = true;
    ++candidate.score;
  }
}

std::vector<std::string> join_headings(const Matcher& matcher, const files::Row& upper, const files::Row& lower) {
  std::vector<std::string> headings;
  std::string over;  // a merged cell stands over the columns to its right
  for (std::size_t cell = 0; cell < std::max(upper.cells.size(), lower.cells.size()); ++cell) {
    const std::string above = text_at(upper, cell);
    const std::string below = text_at(lower, cell);
    if (!above.empty()) over = above;
    if (below.empty())
      headings.push_back(above);
    else if (matcher.find(below).field == none && matcher.find(over + below).field != none)
      headings.push_back(over + below);
    else
      headings.push_back(below);
  }
  return headings;
}

ColumnCandidate best_candidate(const Matcher& matcher, const Definition& definition, std::span<const files::Row> rows) {
  ColumnCandidate best;
  const auto judge = [&](ColumnCandidate candidate) {
    count_score(matcher, definition, candidate);
    if (candidate.score > best.score) best = std::move(candidate);
  };
  for (std::size_t at = 0; at < std::min(rows.size(), heading_rows); ++at) {
    ColumnCandidate single{at, {}, 0};
    for (std::size_t cell = 0; cell < rows[at].cells.size(); ++cell) single.headings.push_back(text_at(rows[at], cell));
    judge(std::move(single));
  }
  for (std::size_t at = 0; at + 1 < std::min(rows.size(), heading_rows); ++at)
    judge({at + 1, join_headings(matcher, rows[at], rows[at + 1]), 0});
  return best;
}

std::string quoted_list(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t at = 0; at < std::min<std::size_t>(names.size(), 20); ++at)
    text += fmt::format("{}“{}”", at ? "、" : "", first_characters(names[at], 30));
  return names.size() > 20 ? text + " …" : text;
}

std::unexpected<Refusal> no_headings(const Definition& definition, std::span<const files::Row> rows) {
  std::vector<std::string> wanted, found;
  for (const auto& field : definition.fields)
    if (comes_in_tables(field)) wanted.push_back(field.title.zh);
  if (!rows.empty())
    for (const auto& cell : rows.front().cells)
      if (!cell.text.empty()) found.push_back(cell.text);
  return refuse(
      RefusalCode::invalid,
      {fmt::format(
           "前 {} 行里没有找到列名行；“{}”应有列名 {}；文件第一行是 {}。请补上列名行，或用 --map 列名=字段 说明",
           heading_rows, definition.title.zh, quoted_list(wanted), quoted_list(found)),
       fmt::format("no row of headings among the first {} rows; \"{}\" wants {}; the first row is {}. Add the "
                   "headings, or say --map HEADING=FIELD",
                   heading_rows, definition.title.en, quoted_list(wanted), quoted_list(found))},
      "headings");
}

std::unexpected<Refusal> two_columns(const Field& field, const std::vector<std::string>& headings, std::size_t first,
                                     std::size_t second) {
  const std::string a = column_letters(first), b = column_letters(second);
  return refuse(RefusalCode::conflict,
                {fmt::format("{} 列“{}”和 {} 列“{}”都是“{}”；请改一个列名，或用 --map \"{}=-\" 不用其中一列", a,
                             headings[first], b, headings[second], field.title.zh, headings[second]),
                 fmt::format("column {} \"{}\" and column {} \"{}\" are both \"{}\"; rename one, or leave one out with "
                             "--map \"{}=-\"",
                             a, headings[first], b, headings[second], field.title.en, headings[second])},
                field.name);
}

/// R-IMP-04: what the caller wishes must fit, or the wish was mistyped.
Result<> check_wish(const Definition& definition, const MappingWish& wish, const std::vector<std::string>& headings) {
  for (const auto& [heading, name] : wish.given) {
    if (const auto colon = heading.find(':'); colon != std::string::npos && definition.field(heading.substr(0, colon)))
      continue;  // a coding, judged by read_codings
    const auto same = [&](const std::string& one) { return heading_key(one) == heading_key(heading); };
    if (std::ranges::none_of(headings, same))
      return refuse(RefusalCode::not_found,
                    {fmt::format("--map 里的列名“{}”不在文件里；文件的列名有 {}", heading, quoted_list(headings)),
                     fmt::format("--map names the heading \"{}\", which the file does not have; it has {}", heading,
                                 quoted_list(headings))},
                    "map");
    const Field* field = definition.field(name);
    if (name.empty() || name == "-" || (field && comes_in_tables(*field))) continue;
    std::vector<std::string> names;
    for (const auto& one : definition.fields)
      if (comes_in_tables(one)) names.push_back(one.name);
    return refuse(
        RefusalCode::not_found,
        {fmt::format("--map 里的字段“{}”{}；可用：{}", name, field ? "由程序计算或是文件，不能导入" : "不存在",
                     fmt::join(names, " ")),
         fmt::format("--map names the field \"{}\", which {}; known: {}", name,
                     field ? "is computed or a file and never imported" : "does not exist", fmt::join(names, " "))},
        "map");
  }
  return {};
}

/// "level:5" → 非常满意. R-IMP-05: a coding is declared, never guessed.
Result<> read_codings(const Definition& definition, const std::map<std::string, std::string>& wishes, bool strict,
                      Layout& layout) {
  for (const auto& [key, value] : wishes) {
    const auto colon = key.find(':');
    if (colon == std::string::npos) continue;
    const Field* field = definition.field(key.substr(0, colon));
    if (!field) continue;
    const auto known = std::ranges::find(field->choices, value, &Choice::value);
    if (known == field->choices.end()) {
      if (!strict) continue;
      std::vector<std::string> values;
      for (const auto& choice : field->choices) values.push_back(choice.value);
      return refuse(RefusalCode::not_found,
                    {fmt::format("--map {}={}：“{}”没有选项“{}”；可用：{}", key, value, field->title.zh, value,
                                 fmt::join(values, " ")),
                     fmt::format("--map {}={}: \"{}\" has no choice \"{}\"; known: {}", key, value, field->title.en,
                                 value, fmt::join(values, " "))},
                    "map");
    }
    layout.codings[definition.index(field->name)][heading_key(key.substr(colon + 1))] = value;
    layout.mapping[key] = value;
  }
  return {};
}

/// Columns, unused headings and duplicates. R-IMP-03.
Result<> take_columns(const Definition& definition, const Matcher& matcher, std::span<const files::Row> rows,
                      Layout& layout) {
  struct Taken {
    std::size_t cell = none;
    bool given = false;
  };
  std::vector<Taken> taken(definition.fields.size());
  std::vector<std::size_t> field_of(layout.headings.size(), none);
  for (std::size_t cell = 0; cell < layout.headings.size(); ++cell) {
    const auto match = matcher.find(layout.headings[cell]);
    if (match.field == none || !comes_in_tables(definition.fields[match.field])) continue;
    Taken& other = taken[match.field];
    if (other.cell != none && other.given == match.given)
      return two_columns(definition.fields[match.field], layout.headings, other.cell, cell);
    if (other.cell != none && other.given) continue;
    if (other.cell != none) field_of[other.cell] = none;
    field_of[cell] = match.field;
    other = {cell, match.given};
  }
  for (std::size_t cell = 0; cell < layout.headings.size(); ++cell) {
    const std::string& heading = layout.headings[cell];
    const auto filled = [&](const files::Row& row) { return !text_at(row, cell).empty(); };
    if (field_of[cell] != none) {
      layout.columns.push_back({cell, field_of[cell], heading});
      layout.mapping[heading] = definition.fields[field_of[cell]].name;
    } else if (!heading.empty()) {
      layout.unused.push_back(heading);
      if (matcher.find(heading).given) layout.mapping[heading] = "-";
    } else if (std::ranges::any_of(rows.subspan(std::min(layout.first_data, rows.size())), filled)) {
      layout.unused.push_back(fmt::format("({})", column_letters(cell)));
    }
  }
  return {};
}

/// R-IMP-23
std::unexpected<Refusal> needs_files(const Field& field) {
  return refuse(RefusalCode::wrong_state,
                {fmt::format("“{}”是每一条都要上传的文件，表格里给不了；请逐条登记", field.title.zh),
                 fmt::format("{} is a file that every entry needs and no table can give; record the entries one by one",
                             field.title.en)},
                field.name);
}

Result<> check_required(const Definition& definition, const Layout& layout) {
  std::vector<std::string> zh, en;
  std::string first;
  for (std::size_t at = 0; at < definition.fields.size(); ++at) {
    const Field& field = definition.fields[at];
    if (!field.required || field.derived || field.default_value) continue;
    if (field.type == FieldType::file) return needs_files(field);
    if (std::ranges::find(layout.columns, at, &Column::field) != layout.columns.end()) continue;
    if (first.empty()) first = field.name;
    zh.push_back(field.title.zh);
    en.push_back(fmt::format("{} ({})", field.title.en, field.name));
  }
  if (zh.empty()) return {};
  return refuse(
      RefusalCode::invalid,
      {fmt::format(
           "第 {} 行是列名行，其中缺少必需的列：{}；没有对应字段的列名：{}。请补上，或用 --map 列名=字段 说明是哪一列",
           layout.heading_row, quoted_list(zh), layout.unused.empty() ? "无" : quoted_list(layout.unused)),
       fmt::format("row {} was taken as the headings; required columns are missing: {}; headings that no field "
                   "took: {}. Add them, or say --map HEADING=FIELD",
                   layout.heading_row, fmt::join(en, ", "),
                   layout.unused.empty() ? "none" : quoted_list(layout.unused))},
      first);
}

}  // namespace

Result<Layout> find_layout(const Definition& definition, std::span<const files::Row> rows, const MappingWish& wish) {
  const Matcher matcher{definition, wish};
  ColumnCandidate best = best_candidate(matcher, definition, rows);
  if (best.score == 0) return no_headings(definition, rows);
  Layout layout;
  layout.heading_row = rows[best.lower].number;
  layout.first_data = best.lower + 1;
  layout.headings = std::move(best.headings);
  for (const auto& row : rows.subspan(layout.first_data))
    if (row.cells.size() > layout.headings.size()) layout.headings.resize(row.cells.size());
  if (auto fine = check_wish(definition, wish, layout.headings); !fine) return std::unexpected{fine.error()};
  if (auto fine = read_codings(definition, wish.remembered, false, layout); !fine) return std::unexpected{fine.error()};
  if (auto fine = read_codings(definition, wish.given, true, layout); !fine) return std::unexpected{fine.error()};
  if (auto fine = take_columns(definition, matcher, rows, layout); !fine) return std::unexpected{fine.error()};
  if (auto fine = check_required(definition, layout); !fine) return std::unexpected{fine.error()};
  return layout;
}

}  // namespace hallbook::registers
