#include "journal/mark.h"

#include <fmt/format.h>

#include "base/json.h"
#include "journal/journal_store.h"
#include "platform/files/disk.h"
#include "platform/log/log.h"

namespace hallbook::journal {
namespace {

namespace fs = std::filesystem;

std::unexpected<Refusal> unreadable(const fs::path& file, std::string_view zh, std::string_view en) {
  return refuse(
      RefusalCode::wrong_state,
      {fmt::format("数据目录的标记文件{}:{}。它记着账簿至少应有的行;请从备份恢复,或用 hallbook verify 查清后,"
                   "写入内容 {{\"units\":[]}} 表示按现状接受。",
                   zh, file.string()),
       fmt::format("the mark of the data directory {}: {}. It says which lines the journal must hold; restore "
                   "it from a backup, or look with hallbook verify and then write {{\"units\":[]}} into it to "
                   "accept the journal as it stands.",
                   en, file.string())},
      "data", file.string());
}

}  // namespace

Result<Positions> read_mark(const fs::path& folder) {
  const fs::path file = folder / "mark.json";
  const auto text = files::read_file(file, 16u << 20);
  if (!text) return unreadable(file, "不在或读不了", "is missing or cannot be read");
  const auto json = Json::parse(*text);
  const Json* listed = json ? json->find("units") : nullptr;
  if (listed == nullptr || !listed->is_array()) return unreadable(file, "已损坏", "is damaged");
  Positions found;
  for (const auto& entry : listed->array()) {
    const Json* unit = entry.find("unit");
    const Json* seq = entry.find("seq");
    const Json* hex = entry.find("digest");
    const auto digest = hex != nullptr && hex->is_string() ? Digest::from_hex(hex->string()) : std::nullopt;
    if (unit == nullptr || !unit->is_int() || seq == nullptr || !seq->is_int() || !digest)
      return unreadable(file, "已损坏", "is damaged");
    found[UnitId{unit->integer()}] = {seq->integer(), *digest};
  }
  return found;
}

void write_mark(const fs::path& folder, const Positions& positions) {
  Json::Array listed;
  for (const auto& [unit, position] : positions)
    listed.push_back(Json::Object{{"unit", unit.value}, {"seq", position.seq}, {"digest", position.digest.hex()}});
  files::write_file(folder / "mark.json", Json{Json::Object{{"units", std::move(listed)}}}.canonical() + "\n");
}

std::vector<Text> missing_from_journal(db::ReadTx& tx, const Positions& mark) {
  std::vector<Text> missing;
  for (const auto& [unit, position] : mark) {
    if (position.seq == 0) continue;
    const auto digest = store::digest_at(tx, unit, position.seq);
    if (digest == position.digest) continue;
    const auto last = store::last_line(tx, unit).seq;
    if (digest)
      missing.push_back(
          {fmt::format("单位 {}:账簿第 {} 行与标记不同(已被改写,或是另一份账簿)", unit.value, position.seq),
           fmt::format("unit {}: journal line {} differs from the mark (rewritten, or another journal)", unit.value,
                       position.seq)});
    else
      missing.push_back({fmt::format("单位 {}:标记到第 {} 行,账簿只到第 {} 行,少了 {} 行", unit.value, position.seq,
                                     last, position.seq - last),
                         fmt::format("unit {}: the mark says line {}, the journal ends at {}, {} lines are missing",
                                     unit.value, position.seq, last, position.seq - last)});
  }
  return missing;
}

Positions positions(db::ReadTx& tx) {
  Positions found;
  for (const auto& head : store::kept_heads(tx)) found[head.unit] = {head.seq, head.digest};
  return found;
}

MarkKeeper::MarkKeeper(fs::path folder, Positions positions, std::chrono::milliseconds interval)
    : folder_{std::move(folder)}, interval_{interval}, positions_{std::move(positions)}, thread_{[this] { loop(); }} {}

MarkKeeper::~MarkKeeper() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void MarkKeeper::committed(Positions positions) {
  {
    const std::lock_guard lock{mutex_};
    if (positions == positions_) return;
    positions_ = std::move(positions);
    dirty_ = true;
  }
  changed_.notify_all();
}

Positions MarkKeeper::acknowledged() const {
  const std::lock_guard lock{mutex_};
  return positions_;
}

void MarkKeeper::loop() {
  std::unique_lock lock{mutex_};
  while (true) {
    changed_.wait(lock, [&] { return stopping_ || dirty_; });
    if (!dirty_) return;
    const Positions now = positions_;
    dirty_ = false;
    lock.unlock();
    try {
      write_mark(folder_, now);
    } catch (const std::exception& e) {  // a full disk: writes may go on; the next commit tries again
      log::error("mark.json: {}", e.what());
    }
    lock.lock();
    changed_.wait_for(lock, interval_, [&] { return stopping_; });  // no more often than this
  }
}

}  // namespace hallbook::journal
