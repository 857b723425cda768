#pragma once
// A table of targets (or a whole disclosure text) as a hall has it, read for importing: the source's words, the text that
// would be imported, each target with its place, and every cell that a person must look at.
// Source: docs/rules/rescoring.md, R-RSC-22, R-RSC-26 to R-RSC-28.
#include "dossier/project.h"
#include "forms/read_self_evaluation.h"

namespace hallbook::forms {

/// Where a target stands in the source.
struct TargetPlace {
  std::optional<std::size_t> row;  // of the grid; nullopt: not found again
  std::string words;  // the source's own cells, parted by " | "
};

struct ProjectReading {
  Grid grid;  // format "lines": a text as it stands, a row a line, cells parted by TAB
  std::string document;  // what would be imported; of a text word for word
  dossier::Project project;
  std::vector<TargetPlace> places;  // of project.indicators
  std::vector<DoubtfulCell> doubtful;  // codes: "target", "unit", "heading", "loose", "pdf"
};

/// By content: DOCX, XLSX, PDF, CSV, or text. Refuses what read_grid and read_disclosure refuse, and a PDF without a table.
Result<ProjectReading> read_project_file(const std::filesystem::path& file);
/// A text as it stands when it reads so, else its cells parted as in any pasted table.
Result<ProjectReading> read_project_text(std::string_view bytes);
/// A grid, also one with cells put right by a person.
Result<ProjectReading> read_project_grid(Grid grid);

/// What a table does not say of itself, as rows of its own: "预算年度：2026年", "项目名称：窗口经费". R-RSC-28.
void put_head(Grid& grid, std::string_view name, int year);

/// How many cells of a document are doubtful, when its grid is gone. R-RSC-27.
std::size_t doubts_in(std::string_view document, std::string_view format);

}  // namespace hallbook::forms
