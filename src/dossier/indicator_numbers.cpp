#include "dossier/indicator_numbers.h"

#include "dossier/disclosure.h"
#include "dossier/projects_store.h"

namespace hallbook::dossier {

std::vector<int> indicator_numbers(db::ReadTx& tx, UnitId unit, std::string_view code) {
  thread_local std::string read_document;  // the numbers are a function of the text alone
  thread_local std::vector<int> numbers;
  const auto stored = load_project(tx, unit, code, 0);
  if (!stored) return {};
  if (stored->document == read_document) return numbers;
  numbers.clear();
  if (const auto project = read_disclosure(stored->document))
    for (const auto& row : project->indicators) numbers.push_back(row.no);
  read_document = stored->document;
  return numbers;
}

}  // namespace hallbook::dossier
