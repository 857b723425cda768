#include <fmt/format.h>

#include "base/ensure.h"
#include "journal/journal_store.h"
#include "journal/verify.h"

namespace hallbook::journal {
namespace {

constexpr std::size_t lines_per_batch = 256;
constexpr std::size_t bytes_per_batch = 16u << 20;

class Replay {
 public:
  Replay(db::Database& into, const EvidenceStore& evidence, std::span<const EventKind> kinds,
         const ReplayOptions& options, Report& report)
      : into_{into}, evidence_{evidence}, options_{options}, report_{report} {
    for (const auto& kind : kinds) kinds_[kind.kind] = kind.apply_line;
  }

  // One transaction for many lines. When one fails, the batch is done again line by line, so that only that line is left
  // out and named.
  void apply(const std::vector<Line>& batch) {
    try {
      into_.write([&](db::WriteTx& tx) {
        for (const auto& line : batch) apply_line(tx, line);
      });
    } catch (const std::exception&) {
      for (const auto& line : batch) apply_alone(line);
    }
  }

 private:
  static std::string where(const Line& line) {
    return fmt::format("unit {} seq {} {}", line.meta.unit.value, line.meta.seq, line.kind);
  }

  void apply_line(db::WriteTx& tx, const Line& line) const {
    copy_line(tx, line);
    if (options_.skip && options_.skip(line)) return;
    const auto kind = kinds_.find(line.kind);
    if (kind == kinds_.end()) throw std::runtime_error{"unknown kind of event"};
    const auto body = Json::parse(line.body);
    if (!body || body->canonical() != line.body) throw std::runtime_error{"the body is not canonical JSON"};
    Books books{tx, evidence_};
    kind->second(books, line.meta, *body);
  }

  void apply_alone(const Line& line) {
    try {
      into_.write([&](db::WriteTx& tx) { apply_line(tx, line); });
      return;
    } catch (const std::exception& e) {
      report_.add(
          "replay", where(line),
          {fmt::format("这一行不能重放:{}", e.what()), fmt::format("this line cannot be replayed: {}", e.what())});
    }
    into_.write([&](db::WriteTx& tx) { copy_line(tx, line); });  // the chain goes on
  }

  db::Database& into_;
  const EvidenceStore& evidence_;
  const ReplayOptions& options_;
  Report& report_;
  std::map<std::string_view, void (*)(Books&, const Meta&, const Json&)> kinds_;
};

}  // namespace

void replay(db::ReadTx& from, db::Database& into, const EvidenceStore& evidence, std::span<const EventKind> kinds,
            const ReplayOptions& options, Report& report, const Progress& progress) {
  Replay replay{into, evidence, kinds, options, report};
  const auto total = static_cast<std::uint64_t>(store::line_count(from));
  std::uint64_t done = 0;
  std::vector<Line> batch;
  std::size_t bytes = 0;
  const auto flush = [&] {
    replay.apply(batch);
    done += batch.size();
    batch.clear();
    bytes = 0;
    if (progress) progress("replay", done, total);
  };
  for (const auto& unit : units(from)) {
    std::int64_t last = 0;
    try {
      each_line(from, unit, std::numeric_limits<std::int64_t>::min(), [&](const Line& line) {
        if (line.meta.seq != last + 1) throw std::runtime_error{fmt::format("line {} is missing", last + 1)};
        last = line.meta.seq;
        bytes += line.body.size();
        batch.push_back(line);
        if (batch.size() >= lines_per_batch || bytes >= bytes_per_batch) flush();
      });
    } catch (const std::exception& e) {  // a broken chain: verify_chain names the lines
      report.add("replay", fmt::format("unit {} seq {}", unit.value, last + 1),
                 {fmt::format("账簿在这里断了,其后的行不再重放:{}", e.what()),
                  fmt::format("the journal breaks off here, the lines after it are not replayed: {}", e.what())});
    }
    if (!batch.empty()) flush();
  }
  report.covered.push_back(fmt::format("replay of {} lines", total));
}

}  // namespace hallbook::journal
