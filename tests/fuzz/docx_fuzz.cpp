// The main part of a DOCX: any bytes are read or refused. What is read is written and reads back the same, and is filled or
// refused with places.
#include <cstdlib>
#include <string_view>

#include "forms/docx.h"
#include "forms/template.h"

using namespace hallbook;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto document = forms::read_document_xml({reinterpret_cast<const char*>(data), size}, "fuzz");
  if (!document) return 0;
  const Json facts = Json::Object{{"name", "x"}, {"rows", Json::Array{Json::Object{{"n", 1}}, Json::Object{{"n", 2}}}}};
  const auto filled = forms::fill(*document, facts);
  if (!filled && filled.error().message.en.empty()) std::abort();
  if (forms::write_docx(*document) != forms::write_docx(*document)) std::abort();
  return 0;
}
