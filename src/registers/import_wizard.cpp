#include "registers/import_wizard.h"

#include <fmt/format.h>

#include "base/text.h"
#include "registers/file_value.h"
#include "registers/import_source.h"

namespace hallbook::registers {
namespace {

using files::CellKind;

constexpr std::size_t max_examples = 5;
constexpr std::uint64_t max_gap = 100'000;  // blank rows between two rows

std::size_t fields_of_files(const Definition& definition) {
  return static_cast<std::size_t>(std::ranges::count_if(definition.fields, comes_in_tables));
}

/// A message without what differs from row to row: numbers and quoted values.
std::string shape_of(std::string_view message) {
  std::string shape;
  bool quoted = false;
  for (std::size_t i = 0; i < message.size(); ++i) {
    if (message.substr(i).starts_with("“")) quoted = true;
    if (message.substr(i).starts_with("”")) quoted = false;
    if (!quoted && !is_digit(message[i])) shape += message[i];
  }
  return shape;
}

Text remedy_of(const RowProblem& problem) {
  switch (problem.refusal.code) {
    case RefusalCode::wrong_state:
      return {"写明迟登的原因，或者只导入其余的行", "give the reason for late entries, or import the other rows only"};
    case RefusalCode::conflict:
      return {"已有的不用再导；要改就更正台账里那一条。其余的行可以先导入",
              "what is there needs no second import; correct that entry. The other rows can go in first"};
    default:
      return {"在这里改好这一格，或者先导入其余的行，退回的行改好再导",
              "mend the cell here, or import the other rows and mend those given back"};
  }
}

struct Opened {
  RowSource source;
  Layout layout;
};
Result<Opened> open_with_layout(const Definition& definition, const std::filesystem::path& file,
                                const ImportOptions& options) {
  auto source = RowSource::open(file, options);
  if (!source) return std::unexpected{source.error()};
  auto layout = find_layout(definition, source->first(), {options.mapping, {}});
  if (!layout) return std::unexpected{layout.error()};
  return Opened{std::move(*source), std::move(*layout)};
}

files::OutCell out_cell(const files::Cell& cell) {
  if (cell.kind == CellKind::empty) return {};
  return {cell.kind == CellKind::number ? CellKind::number : CellKind::text, cell.text, 0};
}

using EditsOfRow = std::map<std::size_t, std::string>;  // by cell

Result<std::map<std::uint64_t, EditsOfRow>> place_edits(const Layout& layout, const std::vector<CellEdit>& edits) {
  std::map<std::uint64_t, EditsOfRow> placed;
  for (const auto& edit : edits) {
    const auto heading = std::ranges::find(layout.headings, edit.column);
    if (heading == layout.headings.end() || edit.row <= layout.heading_row)
      return refuse(RefusalCode::invalid,
                    {fmt::format("文件里没有第 {} 行 {} 列", edit.row, quote(edit.column)),
                     fmt::format("the file has no row {}, column {}", edit.row, quote(edit.column))},
                    "edits");
    placed[edit.row][static_cast<std::size_t>(heading - layout.headings.begin())] = edit.value;
  }
  return placed;
}

}  // namespace

Result<std::vector<Candidate>> recognise(const std::vector<Definition>& definitions, const std::filesystem::path& file,
                                         const std::string& sheet) {
  ImportOptions options;
  options.sheet = sheet;
  const auto source = RowSource::open(file, options);
  if (!source) return std::unexpected{source.error()};
  std::vector<Candidate> found;
  for (const auto& definition : definitions)
    if (const auto layout = find_layout(definition, source->first(), {}))
      found.push_back({&definition, layout->columns.size(), fields_of_files(definition)});
  std::ranges::stable_sort(found, std::ranges::greater{}, [](const Candidate& one) {
    return std::pair{one.matched, one.matched * 1000 / std::max<std::size_t>(one.fields, 1)};
  });
  return found;
}

const Definition* clear_winner(const std::vector<Candidate>& candidates) {
  if (candidates.empty()) return nullptr;
  if (candidates.size() > 1 && candidates[0].matched == candidates[1].matched) return nullptr;
  return candidates.front().definition;
}

Result<std::vector<std::vector<std::string>>> first_rows(const Definition& definition,
                                                         const std::filesystem::path& file,
                                                         const ImportOptions& options, std::size_t rows) {
  auto opened = open_with_layout(definition, file, options);
  if (!opened) return std::unexpected{opened.error()};
  std::vector<std::vector<std::string>> found{opened->layout.headings};
  opened->source.skip_to(opened->layout.first_data);
  while (found.size() <= rows) {
    const auto row = opened->source.next();
    if (!row) return std::unexpected{row.error()};
    if (!*row) break;
    auto& cells = found.emplace_back();
    for (const auto& cell : (*row)->cells) cells.push_back(first_characters(cell.text, 60));
  }
  return found;
}

std::vector<ProblemGroup> grouped(const std::vector<RowProblem>& problems) {
  std::map<std::string, ProblemGroup> groups;
  for (const auto& problem : problems) {
    const std::string key = fmt::format("{}\n{}\n{}", code_name(problem.refusal.code), problem.column,
                                        shape_of(problem.refusal.message.zh));
    auto& group = groups[key];
    if (group.count++ == 0) {
      group.code = code_name(problem.refusal.code);
      group.column = problem.column;
      group.message = problem.refusal.message;
      group.remedy = remedy_of(problem);
    }
    if (group.examples.size() < max_examples) group.examples.push_back(&problem);
  }
  std::vector<ProblemGroup> sorted;
  for (auto& [key, group] : groups) sorted.push_back(std::move(group));
  std::ranges::stable_sort(sorted, std::ranges::greater{}, &ProblemGroup::count);
  return sorted;
}

Result<> mend(const Definition& definition, const std::filesystem::path& file, const ImportOptions& options,
              const std::vector<CellEdit>& edits, const std::filesystem::path& mended) {
  auto opened = open_with_layout(definition, file, options);
  if (!opened) return std::unexpected{opened.error()};
  auto placed = place_edits(opened->layout, edits);
  if (!placed) return std::unexpected{placed.error()};
  auto writer = files::create_table(mended, files::TableFormat::csv, definition.title.zh);
  if (!writer) return std::unexpected{writer.error()};
  std::vector<files::OutCell> cells;
  for (std::uint64_t written = 0;;) {
    const auto next = opened->source.next();
    if (!next) return std::unexpected{next.error()};
    if (!*next) break;
    const files::Row& row = **next;
    if (row.number > written + max_gap)
      return refuse(RefusalCode::over_limit, {"文件里空行太多，不能在这里改", "too many blank rows to mend it here"},
                    "edits");
    for (; written + 1 < row.number; ++written) (*writer)->row({});
    cells.clear();
    for (const auto& cell : row.cells) cells.push_back(out_cell(cell));
    if (const auto edit = placed->find(row.number); edit != placed->end()) {
      for (const auto& [at, value] : edit->second) {
        if (at >= cells.size()) cells.resize(at + 1);
        cells[at] = {value.empty() ? CellKind::empty : CellKind::text, value, 0};
      }
      placed->erase(edit);
    }
    (*writer)->row(cells);
    written = row.number;
  }
  if (!placed->empty())
    return refuse(RefusalCode::invalid,
                  {fmt::format("文件里没有第 {} 行", placed->begin()->first),
                   fmt::format("the file has no row {}", placed->begin()->first)},
                  "edits");
  return (*writer)->finish();
}

}  // namespace hallbook::registers
