#include <fmt/format.h>

#include <system_error>

#include "base/ensure.h"
#include "base/text.h"
#include "platform/files/formula_guard.h"
#include "platform/files/new_file.h"
#include "platform/files/source_file.h"
#include "platform/files/table_writers.h"

namespace hallbook::files {
namespace {

class CsvWriter final : public TableWriter {
 public:
  CsvWriter(std::filesystem::path file, bool gb18030)
      : file_{std::move(file)}, out_{temporary_beside(file_)}, gb18030_{gb18030} {
    if (!gb18030_) buffer_ = "\xEF\xBB\xBF";
  }

  void row(const std::vector<OutCell>& cells) override {
    if (error_ != 0) return;
    bool first = true;
    for (const auto& cell : cells) {
      if (!std::exchange(first, false)) buffer_ += ',';
      add(cell);
    }
    buffer_ += "\r\n";
    if (buffer_.size() >= block_bytes) flush();
  }

  Result<> finish() override {
    flush();
    if (error_ == 0) guarded([&] { out_.commit(file_); });
    if (error_ != 0) return refuse_write(file_, error_);
    return {};
  }

 private:
  void add(const OutCell& cell) {
    const bool number = cell.kind == CellKind::number && is_plain_decimal(cell.text);
    const bool guard = !number && needs_guard(cell.text);
    const bool quote = cell.text.find_first_of(",;\t\"\r\n") != std::string::npos || cell.text.starts_with(' ') ||
                       cell.text.ends_with(' ');
    if (!quote) {
      if (guard) buffer_ += '\'';
      buffer_ += cell.text;
      return;
    }
    buffer_ += '"';
    if (guard) buffer_ += '\'';
    for (const char c : cell.text) {
      if (c == '"') buffer_ += '"';
      buffer_ += c;
    }
    buffer_ += '"';
  }

  /// Rows end between characters, so a block converts by itself.
  void flush() {
    if (error_ != 0) return;
    if (gb18030_) {
      auto bytes = utf8_to_gb18030(buffer_);
      ensure(bytes.has_value(), "csv: a cell is not UTF-8");
      buffer_ = std::move(*bytes);
    }
    guarded([&] { out_.add(buffer_); });
    buffer_.clear();
  }

  /// A disk that refuses is told once, by finish().
  void guarded(const auto& write) {
    try {
      write();
    } catch (const std::system_error& problem) {
      error_ = problem.code().value();
    }
  }

  std::filesystem::path file_;
  NewFile out_;
  bool gb18030_;
  std::string buffer_;
  int error_ = 0;
};

}  // namespace

bool is_plain_decimal(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const auto point = text.find('.');
  const auto digits = [](std::string_view part) {
    return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
  };
  return digits(text.substr(0, point)) && (point == std::string_view::npos || digits(text.substr(point + 1)));
}

Result<std::unique_ptr<TableWriter>> create_csv(const std::filesystem::path& file, bool gb18030) {
  try {
    return std::make_unique<CsvWriter>(file, gb18030);
  } catch (const std::system_error& problem) {
    return refuse_write(file, problem.code().value());
  }
}

}  // namespace hallbook::files
