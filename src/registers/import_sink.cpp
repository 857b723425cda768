#include "registers/import_sink.h"

#include <fmt/format.h>

#include <cerrno>
#include <system_error>

#include "base/ensure.h"

namespace hallbook::registers {
namespace {

[[noreturn]] void spool_fault() {
  throw std::system_error{errno, std::generic_category(), "temporary file of entry keys"};
}

std::filesystem::path free_name(const std::filesystem::path& original) {
  const auto name = [&](std::string_view ending) {
    return original.parent_path() / (original.stem().string() + std::string{ending});
  };
  std::filesystem::path file = name(".rest.csv");
  for (int number = 2; std::filesystem::exists(file); ++number) file = name(fmt::format(".rest-{}.csv", number));
  return file;
}

}  // namespace

void KeySpool::add(EntryId entry, std::string_view wrapped) {
  if (!file_) file_.reset(std::tmpfile());
  if (!file_) spool_fault();
  const auto size = static_cast<std::uint32_t>(wrapped.size());
  const bool written = std::fwrite(&entry.value, sizeof entry.value, 1, file_.get()) == 1 &&
                       std::fwrite(&size, sizeof size, 1, file_.get()) == 1 &&
                       std::fwrite(wrapped.data(), 1, size, file_.get()) == size;
  if (!written) spool_fault();
  ++count_;
}

void KeySpool::store(db::WriteTx& tx, UnitId unit, std::string_view register_name) {
  if (!file_) return;
  if (std::fflush(file_.get()) != 0 || std::fseek(file_.get(), 0, SEEK_SET) != 0) spool_fault();
  std::string wrapped;
  for (std::uint64_t at = 0; at < count_; ++at) {
    EntryId entry;
    std::uint32_t size = 0;
    if (std::fread(&entry.value, sizeof entry.value, 1, file_.get()) != 1 ||
        std::fread(&size, sizeof size, 1, file_.get()) != 1)
      spool_fault();
    wrapped.resize(size);
    if (std::fread(wrapped.data(), 1, size, file_.get()) != size) spool_fault();
    keep_entry_key(tx, unit, register_name, entry, wrapped);
  }
}

RowSink::RowSink(const journal::EvidenceStore& evidence, const Definition& definition, const journal::KeyRing* keys,
                 EntryId first)
    : definition_{&definition},
      keys_{keys},
      writer_{evidence},
      codec_{definition, rows_header(definition, first)},
      first_{first} {
  for (std::size_t at = 0; at < definition.fields.size(); ++at)
    if (definition.fields[at].personal) personal_.push_back(at);
  ensure(personal_.empty() || (keys && keys->has_master()), "RowSink: personal fields without a key");
  writer_.line(rows_header(definition, first).line());
}

void RowSink::add(const Values& clear) {
  line_.clear();
  const EntryId entry{first_.value + rows_};
  const auto filled = [&](std::size_t field) { return !std::holds_alternative<std::monostate>(clear[field]); };
  if (std::ranges::any_of(personal_, filled)) {
    const auto key = keys_->new_entry_key(key_context(definition_->name, entry));
    codec_.append_line(line_, seal_values(*definition_, entry, key.key, clear));
    spool_.add(entry, key.wrapped);
  } else {
    codec_.append_line(line_, clear);
  }
  writer_.line(line_);
  ++rows_;
}

RestFile::RestFile(const std::filesystem::path& original, std::filesystem::path wanted, const Layout& layout)
    : file_{wanted.empty() ? free_name(original) : std::move(wanted)}, layout_{&layout} {}

Result<> RestFile::add(const files::Row& row, const std::vector<Refusal>& refusals) {
  const std::size_t width = layout_->headings.size();
  if (!writer_) {
    if (std::filesystem::exists(file_))
      return refuse(
          RefusalCode::conflict,
          {fmt::format("退回行的文件 {} 已经存在；请移走它，或另给一个文件名", file_.string()),
           fmt::format("the file for refused rows {} exists; move it away or give another name", file_.string())},
          "rest", file_.string());
    auto writer = files::create_table(file_, files::TableFormat::csv, "rest");
    if (!writer) return std::unexpected{writer.error()};
    writer_ = std::move(*writer);
    cells_.assign(width + 2, {files::CellKind::text, {}, 0});
    for (std::size_t cell = 0; cell < width; ++cell) cells_[cell].text = layout_->headings[cell];
    cells_[width].text = "问题", cells_[width + 1].text = "行号";
    writer_->row(cells_);
  }
  for (std::size_t cell = 0; cell < width; ++cell) {
    const bool held = cell < row.cells.size();
    cells_[cell].kind = held ? row.cells[cell].kind : files::CellKind::empty;
    if (cells_[cell].kind != files::CellKind::number) cells_[cell].kind = files::CellKind::text;
    if (held)
      cells_[cell].text = row.cells[cell].text;
    else
      cells_[cell].text.clear();
  }
  cells_[width].text.clear();
  for (const Refusal& refusal : refusals) {
    if (!cells_[width].text.empty()) cells_[width].text += "；";
    cells_[width].text += refusal.message.zh;
  }
  cells_[width + 1].text = std::to_string(row.number);
  writer_->row(cells_);
  return {};
}

Result<std::filesystem::path> RestFile::finish() {
  if (!writer_) return std::filesystem::path{};
  if (auto done = writer_->finish(); !done) return std::unexpected{done.error()};
  writer_.reset();
  return file_;
}

}  // namespace hallbook::registers
