// One import: read, judge every row, and only then store. The judging happens outside the write transaction; if the
// journal has moved on when the transaction begins, it is judged again inside it.
// Source: docs/rules/imports.md, R-IMP-01 to R-IMP-15; docs/decisions/0007-import-judges-all-first.md.
#include <fmt/format.h>

#include <cerrno>
#include <future>
#include <system_error>

#include "base/ensure.h"
#include "base/text.h"
#include "platform/crypto/hash.h"
#include "registers/import_judging.h"
#include "registers/import_source.h"
#include "registers/import_store.h"
#include "registers/transfer.h"

namespace hallbook::registers {
namespace {

namespace fs = std::filesystem;

std::unexpected<Refusal> cannot_open(const fs::path& file) {
  return refuse(RefusalCode::not_found,
                {fmt::format("打不开文件 {}；请核对路径", file.string()),
                 fmt::format("cannot open {}; check the path", file.string())},
                "file", file.string());
}

std::unexpected<Refusal> disk_full(const std::string& what) {
  return refuse(RefusalCode::unavailable,
                {fmt::format("磁盘写不下（{}）；什么也没有导入。请腾出空间再导入一次", what),
                 fmt::format("the disk does not take it ({}); nothing was imported. Make room and import again", what)},
                "disk");
}

/// Removes what a failed import left in the evidence folder, unless another import holds the same bytes.
class Leftovers {
 public:
  explicit Leftovers(journal::DataDir& data) : data_{data} {}
  void add(const Digest& digest) { digests_.push_back(digest); }
  void add(fs::path file) { files_.push_back(std::move(file)); }
  void keep() { digests_.clear(), files_.clear(); }
  ~Leftovers() {
    try {
      std::error_code ignored;
      for (const auto& file : files_) fs::remove(file, ignored);
      for (const auto& digest : digests_) {
        auto tx = data_.read();
        if (!import_store::is_referenced(tx, digest)) fs::remove(data_.evidence().path_of(digest), ignored);
      }
    } catch (const std::exception&) {  // the database does not answer: a file too many does no harm
    }
  }

 private:
  journal::DataDir& data_;
  std::vector<Digest> digests_;
  std::vector<fs::path> files_;
};

/// The original is digested and sealed on another core while its rows are judged.
class Sealing {
 public:
  Sealing(journal::DataDir& data, const fs::path& file, Leftovers& leftovers)
      : leftovers_{leftovers},
        digest_{
            std::async(std::launch::async, [&data, file] { return data.evidence().put_source(file, data.keys()); })} {}
  Sealing(const Sealing&) = delete;
  ~Sealing() {  // the import was refused or failed before it asked
    try {
      if (digest_.valid()) leftovers_.add(digest_.get());
    } catch (const std::exception&) {  // then nothing was left either
    }
  }
  Digest finish() {
    const Digest digest = digest_.get();
    leftovers_.add(digest);
    return digest;
  }

 private:
  Leftovers& leftovers_;
  std::future<Digest> digest_;
};

/// By what a file is known to be unchanged while two readers pass over it.
struct Stamp {
  std::uintmax_t size = 0;
  fs::file_time_type written;
  friend bool operator==(const Stamp&, const Stamp&) = default;
};

Result<Stamp> stamp_of(const fs::path& file) {
  std::error_code failed;
  const auto status = fs::status(file, failed);
  if (failed || !fs::exists(status)) return cannot_open(file);
  if (!fs::is_regular_file(status))
    return refuse(RefusalCode::invalid,
                  {fmt::format("{} 不是普通文件；请给出文件，不要给文件夹或设备", file.string()),
                   fmt::format("{} is not a regular file; name a file, not a folder or a device", file.string())},
                  "file", file.string());
  return Stamp{fs::file_size(file), fs::last_write_time(file)};
}

RowsImported event_of(const Judging& judged, const Definition& definition, const fs::path& file,
                      const ImportOptions& options) {
  RowsImported event;
  event.register_name = definition.name;
  event.definition = definition.digest;
  event.source_name = file.filename().string();
  event.rows = judged.sink->rows();
  event.first_id = judged.first_id;
  event.source = source_of(options);
  event.mapping = judged.result.mapping;
  event.options["format"] = judged.result.format;
  if (!options.sheet.empty()) event.options["sheet"] = options.sheet;
  if (options.accept_good) event.options["accept_good"] = "yes";
  event.closed_until = judged.closed ? iso(*judged.closed) : "";
  event.late_reason = options.late_reason;
  event.counts["read"] = static_cast<std::int64_t>(judged.result.rows);
  event.counts["refused"] = static_cast<std::int64_t>(judged.result.refused);
  return event;
}

/// R-IMP-13: the same bytes are never imported twice into one register.
Result<> check_earlier(db::ReadTx& tx, const Acting& acting, const Definition& definition, const Digest& source) {
  const auto earlier = find_import(tx, acting.unit, definition.name, source);
  if (!earlier) return {};
  return refuse(
      RefusalCode::conflict,
      {fmt::format("这个文件 {} 已经导入（日志第 {} 条，当时叫“{}”），内容一字不差，不再导入", iso(earlier->day),
                   earlier->seq, earlier->source_name),
       fmt::format("this very file was imported on {} (journal line {}, named \"{}\" then); it is not imported again",
                   iso(earlier->day), earlier->seq, earlier->source_name)},
      "file", fmt::format("journal:{}", earlier->seq));
}

Result<> check_keys(journal::DataDir& data, const Acting& acting, const Definition& definition) {
  const bool sealed_rows = !definition.has_personal() || (acting.keys && acting.keys->has_master());
  if (sealed_rows && data.keys().has_master()) return {};
  return refuse(
      RefusalCode::unavailable,
      {fmt::format("没有主密钥，不能封存导入的原文件和个人信息；应在 {}", data.keys().file().string()),
       fmt::format("no master key, so the original file and personal fields cannot be sealed; it should be at {}",
                   data.keys().file().string())},
      "keys", data.keys().file().string());
}

/// Inside the write transaction. The journal may have moved on since the file was judged.
Result<ImportResult> store(journal::Books& books, journal::DataDir& data, const Acting& acting,
                           const Definition& definition, const fs::path& file, const ImportOptions& options,
                           std::unique_ptr<Judging>& judged, RowsImported event, Leftovers& leftovers) {
  if (import_store::last_seq(books.tx, acting.unit) != judged->seq) {
    judged = std::make_unique<Judging>(data, acting, definition, file, options);
    if (auto again = judged->run(books.tx); !again) return std::unexpected{again.error()};
    if (!judged->may_store()) return std::move(judged->result);
    const Digest source = event.source_digest;
    event = event_of(*judged, definition, file, options);
    event.source_digest = source;
    event.rows_digest = judged->sink->finish();
    leftovers.add(event.rows_digest);
  }
  if (auto earlier = check_earlier(books.tx, acting, definition, event.source_digest); !earlier)
    return std::unexpected{earlier.error()};
  if (judged->rest) {
    auto rest = judged->rest->finish();
    if (!rest) return std::unexpected{rest.error()};
    if (!rest->empty()) leftovers.add(*rest);
    judged->result.rest = std::move(*rest);
  }
  const auto meta = journal::append(books, acting.unit, acting.actor, acting.at, event);
  judged->sink->keys().store(books.tx, acting.unit, definition.name);
  judged->result.seq = meta.seq;
  if (options.stored)
    if (auto kept = options.stored(books, judged->result); !kept) return std::unexpected{kept.error()};
  return std::move(judged->result);
}

/// All of an import but storing: what a person sees before anything goes in.
Result<ImportResult> try_file(journal::DataDir& data, const Acting& acting, const Definition& definition,
                              const fs::path& file, const ImportOptions& options) {
  const auto source = crypto::sm3_of_file(file);
  if (!source) return cannot_open(file);
  Judging judged{data, acting, definition, file, options};
  auto tx = data.read();
  if (auto earlier = check_earlier(tx, acting, definition, *source); !earlier) return std::unexpected{earlier.error()};
  if (auto run = judged.run(tx); !run) return std::unexpected{run.error()};
  return std::move(judged.result);
}

Result<ImportResult> import_judged(journal::DataDir& data, const Acting& acting, const Definition& definition,
                                   const fs::path& file, const ImportOptions& options) {
  const auto before = stamp_of(file);
  if (!before) return std::unexpected{before.error()};
  if (options.dry_run) return try_file(data, acting, definition, file, options);
  if (auto keys = check_keys(data, acting, definition); !keys) return std::unexpected{keys.error()};
  Leftovers leftovers{data};
  Sealing sealing{data, file, leftovers};
  auto judged = std::make_unique<Judging>(data, acting, definition, file, options);
  const auto run = [&] {
    auto tx = data.read();
    return judged->run(tx);
  }();
  if (!run) return std::unexpected{run.error()};
  const Digest source = sealing.finish();
  if (const auto after = stamp_of(file); !after || *after != *before)
    return refuse(RefusalCode::conflict,
                  {"文件在导入过程中被改动，什么也没有导入；请保存好再导入一次",
                   "the file changed while it was imported; nothing was stored, import it again"},
                  "file", file.string());
  {
    auto tx = data.read();
    if (auto earlier = check_earlier(tx, acting, definition, source); !earlier) return std::unexpected{earlier.error()};
  }
  if (!judged->may_store()) return std::move(judged->result);

  RowsImported event = event_of(*judged, definition, file, options);
  event.rows_digest = judged->sink->finish();
  leftovers.add(event.rows_digest);
  event.source_digest = source;
  auto stored = data.write([&](journal::Books& books) {
    return store(books, data, acting, definition, file, options, judged, event, leftovers);
  });
  if (stored && stored->seq != 0) leftovers.keep();
  return stored;
}

}  // namespace

Result<ImportResult> import_file(journal::DataDir& data, const Acting& acting, const Definition& definition,
                                 const fs::path& file, const ImportOptions& options) {
  try {
    auto imported = import_judged(data, acting, definition, file, options);
    if (!imported && imported.error().where.empty()) imported.error().where = file.filename().string();
    return imported;
  } catch (const db::Fault& fault) {
    if (fault.kind != db::Fault::Kind::disk_full) throw;
    return disk_full((data.folder() / "hallbook.db").string());
  } catch (const std::system_error& fault) {
    const std::error_code code = fault.code();
    if (code != std::errc::no_space_on_device && code != std::errc::file_too_large && code.value() != EDQUOT) throw;
    return disk_full(fault.what());
  }
}

}  // namespace hallbook::registers
