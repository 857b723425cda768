// R-SEA-05: one master key per data directory, outside it.
#include "journal/keys.h"

#include <fmt/format.h>

#include <cstdlib>

#include "base/ensure.h"
#include "base/text.h"
#include "platform/crypto/seal.h"
#include "platform/files/disk.h"
#include "platform/log/log.h"

namespace hallbook::journal {
namespace {

namespace fs = std::filesystem;

constexpr auto sealing = crypto::Sealing::sm4_hmac_sm3;
constexpr std::string_view first_words = "hallbook-master-key-1 ";

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr ? value : "";
}

/// "" when neither variable nor a home folder says where.
fs::path key_folder() {
  if (const auto keys = environment("HALLBOOK_KEYS"); !keys.empty()) return keys;
  if (const auto state = environment("XDG_STATE_HOME"); !state.empty()) return fs::path{state} / "hallbook" / "keys";
  if (const auto home = environment("HOME"); !home.empty()) return fs::path{home} / ".local/state/hallbook/keys";
  return {};
}

std::unexpected<Refusal> damaged(const fs::path& file) {
  return refuse(
      RefusalCode::invalid,
      {fmt::format("主密钥文件无法识别:{}。请从密钥备份中恢复它。", file.string()),
       fmt::format("the master key file cannot be read: {}. Restore it from the key's backup.", file.string())},
      {}, file.string());
}

void note_open_mode(const fs::path& file) {
  constexpr auto others = fs::perms::group_all | fs::perms::others_all;
  if ((fs::status(file).permissions() & others) != fs::perms::none)
    log::warning("master key {} can be read by others: chmod 600 it", file.string());
}

}  // namespace

Result<KeyRing> KeyRing::open(std::string_view data_id, bool create) {
  const fs::path folder = key_folder();
  if (folder.empty())
    return refuse(RefusalCode::unavailable,
                  {"不知道主密钥放在哪里:请设置环境变量 HALLBOOK_KEYS 为数据目录之外的文件夹。",
                   "no place for the master key: set HALLBOOK_KEYS to a folder outside the data directory."});
  KeyRing ring;
  ring.file_ = folder / fmt::format("{}.key", data_id);
  if (!fs::exists(ring.file_)) {
    if (!create) return ring;
    if (fs::create_directories(folder)) fs::permissions(folder, fs::perms::owner_all);
    ring.master_ = crypto::new_key(sealing);
    files::write_file(ring.file_, fmt::format("{}{}\n", first_words, crypto::base64(ring.master_)), 0600);
    return ring;
  }
  const auto text = files::read_file(ring.file_, 4096);
  if (!text || !text->starts_with(first_words)) return damaged(ring.file_);
  const auto key = crypto::from_base64(trim(std::string_view{*text}.substr(first_words.size())));
  if (!key || key->size() != 48) return damaged(ring.file_);
  note_open_mode(ring.file_);
  ring.master_ = *key;
  return ring;
}

std::string KeyRing::wrap(std::string_view key, std::string_view context) const {
  ensure(has_master(), "wrap without a master key");
  return crypto::seal(sealing, master_, key, fmt::format("key:{}", context));
}

std::optional<std::string> KeyRing::unwrap(std::string_view wrapped, std::string_view context) const {
  if (!has_master()) return std::nullopt;
  return crypto::open(master_, wrapped, fmt::format("key:{}", context));
}

KeyRing::EntryKey KeyRing::new_entry_key(std::string_view context) const {
  EntryKey made{crypto::new_key(sealing), {}};
  made.wrapped = wrap(made.key, context);
  return made;
}

}  // namespace hallbook::journal
