#pragma once
// The published disclosure text (项目公开文本), in and out, and what is doubtful in it. Pure.
#include "dossier/project.h"

namespace hallbook::dossier {

/// Reads the text as it stands: sections in any order, missing or extra ones, table cells on separate lines or
/// tab-separated. Refuses only what is no such text at all (says what was looked for), over 4 MiB, or not UTF-8 / GB 18030.
Result<Project> read_disclosure(std::string_view bytes);

/// The same text grid back. read(write(read(x))) == read(x), and write(read(x)) is stable from the first time on.
std::string write_disclosure(const Project& project);

/// Every trap of the document (domain.md §2, rules R-DOS-10 …), in document order.
std::vector<Finding> check_project(const Project& project);

}  // namespace hallbook::dossier
