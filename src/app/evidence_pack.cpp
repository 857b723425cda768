#include "app/evidence_pack.h"
#include "base/ensure.h"

#include <fmt/format.h>
#include <unistd.h>

#include <set>

#include "app/events.h"
#include "indicators/evaluation.h"
#include "journal/pack.h"
#include "platform/crypto/hash.h"
#include "platform/crypto/seal.h"
#include "platform/files/disk.h"

namespace hallbook::app {
namespace {

constexpr std::string_view pack_format = "hallbook-pack-1";
constexpr std::uint64_t max_pack_bytes = 1ull << 30;

std::string as_line(const Json& json) { return json.canonical() + "\n"; }

Json line_to_json(const journal::Line& line) {
  return Json::Object{
      {"seq", line.meta.seq},     {"at_ms", static_cast<std::int64_t>(line.meta.at.time_since_epoch().count())},
      {"actor", line.meta.actor}, {"kind", line.kind},
      {"body", line.body},        {"digest", line.digest.hex()}};
}

Json unit_to_json(const identity::Unit& unit) {
  return Json::Object{{"id", unit.id.value}, {"code", unit.code}, {"name", unit.name}, {"sample", unit.sample}};
}

/// Registers whose rows the indicator reads, found by opening its receipt.
std::set<std::string> registers_of(const indicators::Evaluator::OpenReceipt& receipt) {
  std::set<std::string> names;
  for (const auto& part : receipt.parts) names.insert(part.register_name);
  return names;
}

/// The figures of one indicator as `evaluate --json` prints them, in English so that packs compare byte for byte.
Json figures_of(const indicators::Evaluation& evaluation, int indicator) {
  const Json all = indicators::to_json(evaluation, Lang::en);
  for (const Json& row : all.at("indicators").array())
    if (row.at("no").integer() == indicator) return row;
  return {};
}

struct PackWriter {
  std::string bytes;
  crypto::Hasher hasher;
  void add(const Json& json) {
    const std::string line = as_line(json);
    hasher.add(line);
    bytes += line;
  }
};

Result<std::uint64_t> add_lines(PackWriter& writer, db::ReadTx& tx, Session& session,
                                const std::set<std::string>& names) {
  std::vector<std::int64_t> proven;
  std::vector<Digest> rows_files;
  std::uint64_t lines = 0;
  journal::each_line(tx, session.unit_id(), 1, [&](const journal::Line& line) {
    ++lines;
    writer.add(Json::Object{{"line", line_to_json(line)}});
    if (line.kind != "RowsImported") return;
    const auto body = Json::parse(line.body);
    ensure(body.has_value(), "a journal body that is no JSON");
    if (!names.contains(body->at("register").string())) return;
    proven.push_back(line.meta.seq);
    rows_files.push_back(Digest::from_hex(body->at("rows_digest").string()).value());
  });
  for (const std::int64_t seq : proven)
    writer.add(Json::Object{{"proof", journal::to_json(journal::prove_line(tx, session.unit_id(), seq))}});
  for (const Digest& digest : rows_files) {
    const auto bytes = files::read_file(session.data->evidence().path_of(digest), max_pack_bytes);
    if (!bytes) return std::unexpected{bytes.error()};
    writer.add(Json::Object{{"rows_file", digest.hex()}, {"zstd", crypto::base64(*bytes)}});
  }
  return lines;
}

}  // namespace

Result<PackSummary> write_pack(Session& session, const std::string& project, int indicator, Date as_of,
                               const std::filesystem::path& file) {
  auto tx = session.data->read();
  const auto evaluator = indicators::Evaluator::load(tx, session.unit_id(), project);
  if (!evaluator) return std::unexpected{evaluator.error()};
  const auto receipt = evaluator->open_receipt(tx, indicator, as_of, 0, 0);
  if (!receipt) return std::unexpected{receipt.error()};
  auto evaluation = evaluator->evaluate(tx, as_of);
  evaluator->attach_receipts(tx, evaluation);
  const Json figures = figures_of(evaluation, indicator);

  PackWriter writer;
  const auto head = journal::head(tx, session.unit_id());
  const auto names = registers_of(*receipt);
  Json registers = Json::Array{};
  for (const auto& name : names) registers.push_back(name);
  writer.add(Json::Object{{"format", pack_format},
                          {"unit", unit_to_json(session.unit)},
                          {"project", evaluation.project.code},
                          {"indicator", indicator},
                          {"as_of", iso(as_of)},
                          {"registers", std::move(registers)},
                          {"head", Json::Object{{"seq", head.seq}, {"root", head.root.hex()}}}});
  const auto lines = add_lines(writer, tx, session, names);
  if (!lines) return std::unexpected{lines.error()};
  writer.add(Json::Object{{"figures", figures}});
  writer.bytes += as_line(Json::Object{{"end", writer.hasher.finish().hex()}});
  files::write_file(file, writer.bytes);
  return PackSummary{evaluation.project.code,
                     session.unit.name,
                     indicator,
                     figures.at("value").is_string() ? figures.at("value").string() : "",
                     figures.at("value_printed").string(),
                     *lines,
                     0,
                     head};
}

namespace {

/// A pack taken apart. Everything stands in memory: a hall-year is a few megabytes.
struct Parts {
  Json head_line;
  std::vector<Json> lines, proofs, rows_files;
  Json figures;
};

std::unexpected<Refusal> no_pack(const std::filesystem::path& file, const char* zh, const char* en) {
  return refuse(RefusalCode::invalid,
                {fmt::format("不是完整的证据包：{}", zh), fmt::format("no whole evidence pack: {}", en)}, {},
                file.string());
}

Result<Parts> take_apart(const std::filesystem::path& file) {
  const auto bytes = files::read_file(file, max_pack_bytes);
  if (!bytes) return std::unexpected{bytes.error()};
  Parts parts;
  crypto::Hasher hasher;
  bool ended = false;
  std::string_view rest = *bytes;
  while (!rest.empty() && !ended) {
    const auto newline = rest.find('\n');
    if (newline == std::string_view::npos) return no_pack(file, "末行被截断", "the last line is cut off");
    const auto json = Json::parse(rest.substr(0, newline));
    if (!json || !json->is_object()) return no_pack(file, "有一行不是 JSON 对象", "a line is no JSON object");
    const auto take = [&](const char* key, std::vector<Json>& into) {
      const Json* found = json->find(key);
      if (found != nullptr) into.push_back(*found);
    };
    take("line", parts.lines);
    take("proof", parts.proofs);
    if (json->find("rows_file") != nullptr) parts.rows_files.push_back(*json);
    if (json->find("format") != nullptr) parts.head_line = *json;
    if (const Json* figures = json->find("figures")) parts.figures = *figures;
    if (const Json* end = json->find("end")) {
      ended = true;
      if (!end->is_string() || end->string() != hasher.finish().hex())
        return no_pack(file, "末尾摘要不符", "the digest at its end does not hold");
    } else {
      hasher.add(rest.substr(0, newline + 1));
    }
    rest.remove_prefix(newline + 1);
  }
  const Json* format = parts.head_line.find("format");
  if (!ended || format == nullptr || !format->is_string() || format->string() != pack_format || !rest.empty())
    return no_pack(file, "格式不识别或不完整", "its format is not known, or it is incomplete");
  return parts;
}

/// A folder for the scratch evidence, gone with the object.
struct ScratchFolder {
  std::filesystem::path path = std::filesystem::temp_directory_path() / fmt::format("hallbook-pack-{}", getpid());
  ScratchFolder() { std::filesystem::create_directories(path); }
  ScratchFolder(const ScratchFolder&) = delete;
  ~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
};

/// Writes the lines anew and compares each digest: an edited, missing or swapped line shows here.
void write_lines(db::Database& lines_db, UnitId unit, const Parts& parts, journal::Report& report) {
  lines_db.write([&](db::WriteTx& tx) {
    for (const Json& line : parts.lines) {
      const auto body = Json::parse(line.at("body").string());
      const Instant at{std::chrono::milliseconds{line.at("at_ms").integer()}};
      if (!body) {
        report.add("chain", fmt::format("seq {}", line.at("seq").integer()),
                   {"日志正文不是 JSON", "a body that is no JSON"});
        return;
      }
      journal::write_line(tx, unit, journal::Actor{line.at("actor").string()}, at, line.at("kind").string(), *body);
    }
  });
  auto tx = lines_db.read();
  std::size_t index = 0;
  journal::each_line(tx, unit, 1, [&](const journal::Line& line) {
    const Json& given = parts.lines.at(index++);
    if (given.at("digest").string() != line.digest.hex() || given.at("body").string() != line.body ||
        given.at("seq").integer() != line.meta.seq)
      report.add("chain", fmt::format("seq {}", line.meta.seq),
                 {"日志行与摘要不符", "the line does not match its digest"});
  });
}

void check_proofs(const Parts& parts, const journal::Head& head, journal::Report& report) {
  for (const Json& proof : parts.proofs) {
    const auto line = journal::line_proof_from(proof);
    if (!line || !journal::check_line_proof(*line, head))
      report.add("tree", line ? fmt::format("seq {}", line->line.meta.seq) : "proof",
                 {"包含证明不成立", "an inclusion proof does not hold"});
  }
}

std::set<std::string> unpack_rows(const Parts& parts, const journal::EvidenceStore& evidence, journal::Report& report) {
  std::set<std::string> unpacked;
  for (const Json& file : parts.rows_files) {
    const auto digest = Digest::from_hex(file.at("rows_file").string());
    const auto bytes = crypto::from_base64(file.at("zstd").string());
    if (!digest || !bytes) {
      report.add("evidence", file.at("rows_file").string(), {"证据文件读不出", "a rows file cannot be read"});
      continue;
    }
    std::filesystem::create_directories(evidence.path_of(*digest).parent_path());
    files::write_file(evidence.path_of(*digest), *bytes);
    if (const auto sound = evidence.check_rows(*digest); !sound)
      report.add("evidence", digest->hex(), sound.error().message);
    else
      unpacked.insert(digest->hex());
  }
  return unpacked;
}

/// Rows of registers that the indicator does not read are not in the pack: what happened to them is left out of the
/// replay (their lines still count in the chain and the tree).
bool left_out(const journal::Line& line, const std::set<std::string>& registers) {
  if (line.kind != "RowsImported" && line.kind != "EntryRecorded" && line.kind != "EntryCorrected" &&
      line.kind != "EntryVoided")
    return false;
  const auto body = Json::parse(line.body);
  return body && !registers.contains(body->at("register").string());
}

std::set<std::string> registers_in(const Json& head_line) {
  std::set<std::string> names;
  const Json* listed = head_line.find("registers");
  if (listed != nullptr && listed->is_array())
    for (const Json& name : listed->array())
      if (name.is_string()) names.insert(name.string());
  return names;
}

}  // namespace

Result<PackSummary> check_pack(const std::filesystem::path& file, journal::Report& report) {
  const auto parts = take_apart(file);
  if (!parts) return std::unexpected{parts.error()};
  const UnitId unit{parts->head_line.at("unit").at("id").integer()};
  const int indicator = static_cast<int>(parts->head_line.at("indicator").integer());
  const auto as_of = parse_iso_date(parts->head_line.at("as_of").string());
  if (!as_of) return no_pack(file, "日期不对", "its date is wrong");

  const ScratchFolder scratch;
  const journal::EvidenceStore evidence{scratch.path};
  auto lines_db = db::Database::open({":memory:"}, journal::migrations());
  auto rebuilt = db::Database::open({":memory:"}, journal::migrations());
  ensure(lines_db.has_value() && rebuilt.has_value(), "a scratch database does not open");
  write_lines(**lines_db, unit, *parts, report);
  auto lines_tx = (*lines_db)->read();
  journal::verify_chain(lines_tx, report);
  const auto head = journal::head(lines_tx, unit);
  if (head.root.hex() != parts->head_line.at("head").at("root").string() ||
      head.seq != parts->head_line.at("head").at("seq").integer())
    report.add("tree", "head", {"日志行算出的根与包头不符", "the lines do not lead to the head of the pack"});
  check_proofs(*parts, head, report);
  const auto unpacked = unpack_rows(*parts, evidence, report);
  PackSummary summary{parts->head_line.at("project").string(),
                      parts->head_line.at("unit").at("name").string(),
                      indicator,
                      "",
                      "",
                      parts->lines.size(),
                      unpacked.size(),
                      head};
  if (!report.sound()) return summary;

  const auto registers = registers_in(parts->head_line);
  journal::ReplayOptions options;
  options.skip = [&](const journal::Line& line) { return left_out(line, registers); };
  journal::replay(lines_tx, **rebuilt, evidence, all_event_kinds(), options, report);
  auto tx = (*rebuilt)->read();
  const auto evaluator = indicators::Evaluator::load(tx, unit, summary.project);
  if (!evaluator) return std::unexpected{evaluator.error()};
  auto evaluation = evaluator->evaluate(tx, *as_of);
  evaluator->attach_receipts(tx, evaluation);
  const Json figures = figures_of(evaluation, indicator);
  if (const Json* value = figures.find("value"); value != nullptr && value->is_string())
    summary.value = value->string();
  if (const Json* printed = figures.find("value_printed")) summary.value_printed = printed->string();
  for (const char* key : {"value", "value_printed", "score", "met", "target", "receipt"})
    if (const Json *found = figures.find(key), *given = parts->figures.find(key);
        found == nullptr || given == nullptr || *found != *given)
      report.add("figures", key,
                 {"重新计算的结果与包中的数字不符", "computed anew, it differs from the figure in the pack"});
  return summary;
}

}  // namespace hallbook::app
