#pragma once
// What a paper that people bring may be: PDF, OFD, XML, JPEG, PNG, DOCX, XLSX. Source: docs/rules/files.md, R-FIL-40.
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace hallbook::files {

struct PaperFormat {
  std::string_view ending, content_type;
  bool shown = false;  // by the browser itself; the others are saved
};
/// By the name's ending and by the first bytes, which must agree; nullopt for anything else.
std::optional<PaperFormat> paper_format(std::string_view name, std::string_view first_bytes);
/// By the first bytes alone: the first format that begins like this.
std::optional<PaperFormat> paper_format_of_bytes(std::string_view first_bytes);
/// As many bytes of a file as formats are known by; "" when it cannot be read.
std::string first_bytes_of(const std::filesystem::path& file);

}  // namespace hallbook::files
