#include "journal/data_dir.h"

#include <fmt/format.h>

#include "base/embedded.h"
#include "base/ensure.h"
#include "base/text.h"
#include "journal/lock.h"
#include "journal/mark.h"
#include "platform/crypto/seal.h"
#include "platform/files/disk.h"
#include "platform/log/log.h"

namespace hallbook::journal {
namespace {

namespace fs = std::filesystem;

constexpr auto mark_interval = std::chrono::seconds{2};  // trust R4 wants at most 5 s

std::string hex(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) text += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return text;
}

std::unexpected<Refusal> not_data(const fs::path& folder) {
  return refuse(
      RefusalCode::not_found,
      {fmt::format("{} 不是数据目录(没有 hallbook.db)。请用 --data 指明,或先运行 hallbook init。", folder.string()),
       fmt::format("{} is no data directory (no hallbook.db). Name it with --data, or run hallbook init first.",
                   folder.string())},
      "data", folder.string());
}

std::unexpected<Refusal> shortened(const fs::path& folder, const std::vector<Text>& missing) {
  Text list;
  for (const auto& text : missing) {
    list.zh += (list.zh.empty() ? "" : ";") + text.zh;
    list.en += (list.en.empty() ? "" : "; ") + text.en;
  }
  return refuse(
      RefusalCode::wrong_state,
      {fmt::format(
           "账簿少于数据目录旁的标记:{}。为免在残缺的账簿上继续,不再写入;请从备份恢复,hallbook verify 可查看详情。",
           list.zh),
       fmt::format("the journal holds less than the mark beside it: {}. Nothing is written onto a damaged journal; "
                   "restore a backup, hallbook verify shows the details.",
                   list.en)},
      "data", folder.string());
}

Result<std::string> read_data_id(const fs::path& folder) {
  auto text = files::read_file(folder / "data-id", 200);
  if (!text) return std::unexpected{text.error()};
  const std::string id{trim(*text)};
  if (id.size() == 32 && id.find_first_not_of("0123456789abcdef") == std::string::npos) return id;
  return refuse(RefusalCode::invalid,
                {fmt::format("数据目录的 data-id 文件已损坏:{}。请从备份恢复它。", (folder / "data-id").string()),
                 fmt::format("the file data-id of the data directory is damaged: {}. Restore it from a backup.",
                             (folder / "data-id").string())},
                "data", folder.string());
}

}  // namespace

// Destroyed from the bottom up: the database first (last commits), then the mark of them, then the lock.
struct DataDir::Impl {
  explicit Impl(fs::path where) : folder{std::move(where)} {}
  fs::path folder;
  EvidenceStore evidence{folder / "evidence"};
  KeyRing keys;
  std::optional<DirLock> lock;
  std::optional<MarkKeeper> mark;
  std::unique_ptr<db::Database> database;
};

DataDir::DataDir(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {}
DataDir::~DataDir() = default;

Result<std::unique_ptr<DataDir>> DataDir::create(const fs::path& folder) {
  if (fs::exists(folder) && (!fs::is_directory(folder) || !fs::is_empty(folder)))
    return refuse(RefusalCode::conflict,
                  {fmt::format("{} 已存在且不是空文件夹,不在其中新建数据目录。请换一个位置,或先移走其中的文件。",
                               folder.string()),
                   fmt::format("{} exists and is not an empty folder; no data directory is made in it. Choose another "
                               "place, or move its files away.",
                               folder.string())},
                  "data", folder.string());
  if (fs::create_directories(folder)) fs::permissions(folder, fs::perms::owner_all);
  if (auto local = check_filesystem(folder); !local) return std::unexpected{local.error()};
  const std::string id = hex(crypto::random_bytes(16));
  if (auto keys = KeyRing::open(id, true); !keys) return std::unexpected{keys.error()};
  EvidenceStore{folder / "evidence"}.make_folders();
  files::write_file(folder / "data-id", id + "\n");
  write_mark(folder, {});
  {
    const auto database = db::Database::open({folder / "hallbook.db"}, migrations());
    if (!database) return std::unexpected{database.error()};
  }
  return open(folder, Mode::write);
}

Result<std::unique_ptr<DataDir>> DataDir::open(const fs::path& folder, Mode mode, bool ignore_mark) {
  ensure(mode == Mode::read || !ignore_mark, "only reading may leave the mark aside");
  if (!fs::is_regular_file(folder / "hallbook.db")) return not_data(folder);
  auto impl = std::make_unique<Impl>(fs::absolute(folder));
  if (mode == Mode::write) {
    if (auto local = check_filesystem(folder); !local) return std::unexpected{local.error()};
    auto lock = DirLock::take(folder);
    if (!lock) return std::unexpected{lock.error()};
    impl->lock.emplace(std::move(*lock));
    impl->evidence.remove_unfinished();
  }
  const auto id = read_data_id(folder);
  if (!id) return std::unexpected{id.error()};
  auto keys = KeyRing::open(*id, false);
  if (!keys) return std::unexpected{keys.error()};
  impl->keys = std::move(*keys);

  auto database = db::Database::open({folder / "hallbook.db", mode == Mode::write}, migrations());
  if (!database) return std::unexpected{database.error()};
  if (!ignore_mark) {
    const auto marked = read_mark(folder);
    if (!marked) return std::unexpected{marked.error()};
    auto tx = (*database)->read();
    if (const auto missing = missing_from_journal(tx, *marked); !missing.empty()) return shortened(folder, missing);
  }
  impl->database = std::move(*database);
  if (mode == Mode::write) {
    impl->mark.emplace(
        impl->folder,
        [&] {
          auto tx = impl->database->read();
          return positions(tx);
        }(),
        mark_interval);
    MarkKeeper& mark = *impl->mark;
    impl->database->after_commit([&mark](db::ReadTx& tx) { mark.committed(positions(tx)); });
    impl->database->on_reopen([&mark](db::ReadTx& tx) -> std::optional<std::string> {
      if (positions(tx) == mark.acknowledged() && missing_from_journal(tx, mark.acknowledged()).empty())
        return std::nullopt;
      return "after an I/O fault the journal's end is not the one last acknowledged; start the program again and run "
             "verify";
    });
  }
  return std::unique_ptr<DataDir>{new DataDir{std::move(impl)}};
}

const fs::path& DataDir::folder() const { return impl_->folder; }
db::Database& DataDir::database() { return *impl_->database; }
db::ReadTx DataDir::read() { return impl_->database->read(); }
EvidenceStore& DataDir::evidence() { return impl_->evidence; }
KeyRing& DataDir::keys() { return impl_->keys; }

}  // namespace hallbook::journal
