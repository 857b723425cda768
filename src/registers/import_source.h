#pragma once
// The rows of a file, with the first of them looked at before. Private to imports.
#include "registers/import_columns.h"
#include "registers/transfer.h"

namespace hallbook::registers {

/// What mappings are remembered under.
inline std::string source_of(const ImportOptions& options) {
  return options.source.empty() ? "default" : options.source;
}

/// The rows of the file after the headings, buffered ones first.
class RowSource {
 public:
  static Result<RowSource> open(const std::filesystem::path& file, const ImportOptions& options) {
    auto reader = files::open_table(file, {options.limits, options.sheet});
    if (!reader) return std::unexpected{reader.error()};
    RowSource source;
    source.reader_ = std::move(*reader);
    for (files::Row row; source.first_.size() <= heading_rows;) {
      const auto more = source.reader_->next(row);
      if (!more) return std::unexpected{more.error()};
      if (!*more) break;
      source.first_.push_back(row);
    }
    return source;
  }
  const std::vector<files::Row>& first() const { return first_; }
  files::TableReader& reader() { return *reader_; }
  void skip_to(std::size_t row) { at_ = row; }
  /// nullptr at the end.
  Result<const files::Row*> next() {
    if (at_ < first_.size()) return &first_[at_++];
    const auto more = reader_->next(row_);
    if (!more) return std::unexpected{more.error()};
    return *more ? &row_ : nullptr;
  }

 private:
  std::unique_ptr<files::TableReader> reader_;
  std::vector<files::Row> first_;
  std::size_t at_ = 0;
  files::Row row_;
};

}  // namespace hallbook::registers
