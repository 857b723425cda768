#pragma once
// A table as text, for tests: one line a row, so that a difference is seen at once.
#include "platform/files/table.h"

namespace hallbook::tests {

/// "1: a|b" a row behind a first line with the format. Empty cells are "_", numbers "#1.5", dates "@2026-03-09",
/// errors "!#REF!". A refusal ends it: "refused: English message".
inline std::string print_table(const std::filesystem::path& file, const files::ReadOptions& options = {}) {
  const auto reader = files::open_table(file, options);
  if (!reader) return "refused: " + reader.error().message.en + "\n";
  std::string out = (*reader)->format() + "\n";
  files::Row row;
  while (true) {
    const auto more = (*reader)->next(row);
    if (!more) return out + "refused: " + more.error().message.en + "\n";
    if (!*more) return out;
    out += std::to_string(row.number) + ": ";
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      if (i > 0) out += '|';
      switch (row.cells[i].kind) {
        case files::CellKind::empty: out += '_'; break;
        case files::CellKind::text: break;
        case files::CellKind::number: out += '#'; break;
        case files::CellKind::date: out += '@'; break;
        case files::CellKind::error: out += '!'; break;
      }
      for (const char c : row.cells[i].text) out += c == '\n' ? std::string{"\\n"} : std::string{c};
    }
    out += '\n';
  }
}

/// The refusal of opening or of reading to the end; nullopt when all was read.
inline std::optional<Refusal> refusal_of(const std::filesystem::path& file, const files::ReadOptions& options = {}) {
  const auto reader = files::open_table(file, options);
  if (!reader) return reader.error();
  files::Row row;
  while (true) {
    const auto more = (*reader)->next(row);
    if (!more) return more.error();
    if (!*more) return std::nullopt;
  }
}

/// Caps that a test can pass without large files.
inline files::Limits small_limits() {
  return {.file_bytes = 4000,
          .inflated_bytes = 40'000,
          .inflate_ratio = 400,
          .entries = 12,
          .rows = 6,
          .columns = 5,
          .cell_bytes = 100,
          .shared_strings_bytes = 500};
}

}  // namespace hallbook::tests
