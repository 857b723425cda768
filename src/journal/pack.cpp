#include "journal/pack.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <fstream>
#include <system_error>

#include "base/ensure.h"
#include "journal/journal_store.h"
#include "platform/crypto/hash.h"

namespace hallbook::journal {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t max_line = 1u << 30;  // a rows file stands in one line

void sync(const fs::path& file, int flags) {
  const int handle = ::open(file.c_str(), flags | O_CLOEXEC);
  const bool synced = handle >= 0 && ::fsync(handle) == 0;
  const int error = errno;
  if (handle >= 0) ::close(handle);
  if (!synced) throw std::system_error{error, std::generic_category(), file.string()};
}

std::unexpected<Refusal> no_pack(const fs::path& file, Text what) {
  return refuse(
      RefusalCode::invalid,
      {fmt::format("{} 不是完整的证据包:{}。请向出具方重新索取。", file.string(), what.zh),
       fmt::format("{} is no complete evidence pack: {}. Ask its issuer for it again.", file.string(), what.en)},
      {}, file.string());
}

/// The last line of a pack with `lines` lines before it.
std::string end_line(std::uint64_t lines, const Digest& digest) {
  return Json{Json::Object{{"lines", static_cast<std::int64_t>(lines)}, {"sm3", digest.hex()}}}.canonical();
}

bool next_line(std::istream& in, std::string& line) {
  line.clear();
  return static_cast<bool>(std::getline(in, line)) && line.size() <= max_line;
}

/// The digest at the end against all bytes before it; the number of lines.
Result<std::uint64_t> check_digest(const fs::path& file) {
  std::ifstream in{file, std::ios::binary};
  crypto::Hasher hasher;
  std::string line, last;
  std::uint64_t lines = 0;
  while (next_line(in, line)) {
    if (lines++ > 0)
      hasher.add(last + '\n');
    else if (line != R"({"hallbook_pack":1})")
      return no_pack(file, {"开头不对", "its first line is another"});
    last = line;
  }
  if (lines < 2) return no_pack(file, {"它是空的", "it is empty"});
  if (!last.starts_with(R"({"lines":)")) return no_pack(file, {"末尾被截去", "its end is cut off"});
  if (last != end_line(lines - 1, hasher.finish())) return no_pack(file, {"内容被改过", "its content was changed"});
  return lines;
}

}  // namespace

struct PackWriter::Impl {
  fs::path file, temporary;
  std::ofstream out;
  crypto::Hasher hasher;
  std::uint64_t lines = 0;

  void add(const std::string& line) {
    hasher.add(line);
    hasher.add("\n");
    out << line << '\n';
    if (!out) throw std::system_error{errno, std::generic_category(), temporary.string()};
    ++lines;
  }
};

PackWriter::PackWriter(fs::path file) : impl_{std::make_unique<Impl>()} {
  impl_->temporary = file;
  impl_->temporary += ".incomplete";
  impl_->file = std::move(file);
  impl_->out.open(impl_->temporary, std::ios::binary | std::ios::trunc);
  impl_->add(R"({"hallbook_pack":1})");
}
PackWriter::PackWriter(PackWriter&&) noexcept = default;
PackWriter::~PackWriter() {
  if (!impl_ || impl_->temporary.empty()) return;
  std::error_code ignored;
  fs::remove(impl_->temporary, ignored);
}

void PackWriter::add(const Json& line) { impl_->add(line.canonical()); }

Digest PackWriter::finish() {
  const Digest digest = impl_->hasher.finish();
  impl_->out << end_line(impl_->lines, digest) << '\n';
  impl_->out.close();
  if (!impl_->out) throw std::system_error{errno, std::generic_category(), impl_->temporary.string()};
  sync(impl_->temporary, O_RDONLY);
  fs::rename(impl_->temporary, impl_->file);
  impl_->temporary.clear();
  sync(fs::absolute(impl_->file).parent_path(), O_RDONLY | O_DIRECTORY);
  return digest;
}

Result<> read_pack(const fs::path& file, const std::function<Result<>(const Json&)>& visit) {
  if (!fs::is_regular_file(file))
    return refuse(RefusalCode::not_found,
                  {fmt::format("找不到证据包 {}。请检查路径。", file.string()),
                   fmt::format("no evidence pack {}. Check the path.", file.string())},
                  {}, file.string());
  const auto lines = check_digest(file);
  if (!lines) return std::unexpected{lines.error()};
  std::ifstream in{file, std::ios::binary};
  std::string line;
  for (std::uint64_t number = 1; number < *lines && next_line(in, line); ++number) {
    if (number == 1) continue;
    const auto json = Json::parse(line);
    if (!json)
      return no_pack(file, {fmt::format("第 {} 行不是 JSON", number), fmt::format("line {} is no JSON", number)});
    if (auto visited = visit(*json); !visited) return visited;
  }
  return {};
}

LineProof prove_line(db::ReadTx& tx, UnitId unit, std::int64_t seq) {
  LineProof proof;
  const auto digests = store::digests(tx, unit, head(tx, unit).seq);
  ensure(seq >= 1 && seq <= static_cast<std::int64_t>(digests.size()), "prove_line: no such line");
  proof.line = store::line_at(tx, unit, seq);
  proof.path = inclusion_path(digests, static_cast<std::uint64_t>(seq - 1));
  return proof;
}

bool check_line_proof(const LineProof& proof, const Head& head) {
  const auto& line = proof.line;
  if (line.meta.seq < 1 || line.meta.seq > head.seq) return false;
  if (line_digest(line.meta, line.kind, line.body, line.prev) != line.digest) return false;
  return root_from_path(line.digest, static_cast<std::uint64_t>(line.meta.seq - 1),
                        static_cast<std::uint64_t>(head.seq), proof.path) == head.root;
}

Json to_json(const LineProof& proof) {
  Json::Array path;
  for (const auto& digest : proof.path) path.push_back(digest.hex());
  const auto& line = proof.line;
  return Json::Object{{"unit", line.meta.unit.value},
                      {"seq", line.meta.seq},
                      {"at_ms", static_cast<std::int64_t>(line.meta.at.time_since_epoch().count())},
                      {"actor", line.meta.actor},
                      {"kind", line.kind},
                      {"body", line.body},
                      {"prev", line.prev.hex()},
                      {"digest", line.digest.hex()},
                      {"path", std::move(path)}};
}

Result<LineProof> line_proof_from(const Json& json) {
  const auto bad = [] {
    return refuse(RefusalCode::invalid, {"包含证明的格式不对", "an inclusion proof has the wrong form"}, "proof");
  };
  for (const char* name : {"unit", "seq", "at_ms"})
    if (const auto* value = json.find(name); value == nullptr || !value->is_int()) return bad();
  for (const char* name : {"actor", "kind", "body", "prev", "digest"})
    if (const auto* value = json.find(name); value == nullptr || !value->is_string()) return bad();
  const auto prev = Digest::from_hex(json.at("prev").string());
  const auto digest = Digest::from_hex(json.at("digest").string());
  const auto* path = json.find("path");
  if (!prev || !digest || path == nullptr || !path->is_array() || path->array().size() > 64) return bad();
  LineProof proof{{{UnitId{json.at("unit").integer()}, json.at("seq").integer(),
                    Instant{std::chrono::milliseconds{json.at("at_ms").integer()}}, json.at("actor").string()},
                   json.at("kind").string(),
                   json.at("body").string(),
                   *prev,
                   *digest},
                  {}};
  for (const auto& step : path->array()) {
    const auto sibling = step.is_string() ? Digest::from_hex(step.string()) : std::nullopt;
    if (!sibling) return bad();
    proof.path.push_back(*sibling);
  }
  return proof;
}

}  // namespace hallbook::journal
