#include "platform/files/paper_format.h"

#include <fstream>

namespace hallbook::files {
namespace {

constexpr std::size_t bytes_to_know = 8;

struct KnownPaper {
  PaperFormat format;
  std::string_view first_bytes;
};
constexpr std::string_view zip_start{"PK\x03\x04"};
constexpr KnownPaper known_papers[] = {
    {{".pdf", "application/pdf", true}, "%PDF-"},
    {{".png", "image/png", true}, "\x89PNG\r\n\x1a\n"},
    {{".jpg", "image/jpeg", true}, "\xFF\xD8\xFF"},
    {{".jpeg", "image/jpeg", true}, "\xFF\xD8\xFF"},
    {{".xml", "application/xml", false}, "<"},
    {{".xml", "application/xml", false}, "\xEF\xBB\xBF<"},
    {{".ofd", "application/ofd", false}, zip_start},
    {{".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", false}, zip_start},
    {{".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", false}, zip_start},
};

std::string lower_ending(std::string_view text) {
  std::string lower{text};
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return lower;
}

}  // namespace

// R-FIL-40
std::optional<PaperFormat> paper_format(std::string_view name, std::string_view first_bytes) {
  const auto lower = lower_ending(name);
  for (const auto& known : known_papers)
    if (lower.ends_with(known.format.ending) && first_bytes.starts_with(known.first_bytes)) return known.format;
  return std::nullopt;
}

std::optional<PaperFormat> paper_format_of_bytes(std::string_view first_bytes) {
  for (const auto& known : known_papers)
    if (first_bytes.starts_with(known.first_bytes)) return known.format;
  return std::nullopt;
}

std::string first_bytes_of(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  std::string bytes(bytes_to_know, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  return bytes;
}

}  // namespace hallbook::files
