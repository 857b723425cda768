// A sheet as a template: any parts of a workbook are read or refused. What is read covers its columns row by row, prints, and
// is the same form again as the text of a definition.
#include <sys/mman.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

#include "../files/workbook.h"
#include "forms/docx.h"
#include "forms/form_file.h"
#include "forms/own_forms.h"
#include "forms/template.h"

using namespace hallbook;

namespace {

std::string book_of(std::string_view bytes) {
  auto parts = tests::workbook("");
  for (const char* const name : {"xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml"}) {
    const auto end = std::min(bytes.find('\0'), bytes.size());
    if (end > 0) parts[name] = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
  }
  return tests::zip_bytes(parts);
}

void check_grid(const forms::Document& document) {
  for (const auto& block : document.blocks)
    if (const auto* table = std::get_if<forms::Table>(&block))
      for (const auto& row : table->rows) {
        int covered = 0;
        for (const auto& cell : row.cells) covered += cell.columns;
        if (covered != static_cast<int>(table->widths.size())) std::abort();
      }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const auto bytes = book_of({reinterpret_cast<const char*>(data), size});
  static const int descriptor = memfd_create("form", 0);
  if (ftruncate(descriptor, 0) != 0 ||
      pwrite(descriptor, bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
    return 0;
  const auto form = forms::read_form_file("/proc/self/fd/" + std::to_string(descriptor));
  if (!form) return 0;
  check_grid(*form);
  const auto again = forms::read_own_form(forms::own_form_text({"report", make_date(2027, 1, 1), *form}));
  if (!again) std::abort();
  check_grid(again->document);
  if (const auto checked = forms::check_form(*form, Json::Object{}, *form);
      !checked && checked.error().message.en.empty())
    std::abort();
  return 0;
}
