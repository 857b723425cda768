#include "app/evidence_pack.h"
#include "base/ensure.h"

#include <fmt/format.h>
#include <algorithm>
#include <map>
#include <set>

#include "app/events.h"
#include "app/scratch_folder.h"
#include "indicators/evaluation.h"
#include "journal/pack.h"
#include "platform/crypto/hash.h"
#include "platform/crypto/seal.h"
#include "platform/files/disk.h"

namespace hallbook::app {
namespace {

constexpr std::uint64_t max_rows_file = 1ull << 30;
constexpr std::uint64_t max_unpacked = 1ull << 30;  // of one rows file, and of all that a replay reads

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

Result<std::uint64_t> add_lines(journal::PackWriter& writer, db::ReadTx& tx, const journal::EvidenceStore& evidence,
                                UnitId unit, const std::set<std::string>& names) {
  std::vector<std::int64_t> proven;
  std::vector<Digest> rows_files;
  std::uint64_t lines = 0;
  journal::each_line(tx, unit, 1, [&](const journal::Line& line) {
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
    writer.add(Json::Object{{"proof", journal::to_json(journal::prove_line(tx, unit, seq))}});
  for (const Digest& digest : rows_files) {
    const auto bytes = files::read_file(evidence.path_of(digest), max_rows_file);
    if (!bytes) return std::unexpected{bytes.error()};
    writer.add(Json::Object{{"rows_file", digest.hex()}, {"zstd", crypto::base64(*bytes)}});
  }
  return lines;
}

}  // namespace

Result<PackSummary> write_pack(journal::DataDir& data, const identity::Unit& unit, const std::string& project,
                               int indicator, Date as_of, const std::filesystem::path& file) {
  auto tx = data.read();
  const auto evaluator = indicators::Evaluator::load(tx, unit.id, project);
  if (!evaluator) return std::unexpected{evaluator.error()};
  const auto receipt = evaluator->open_receipt(tx, indicator, as_of, 0, 0);
  if (!receipt) return std::unexpected{receipt.error()};
  auto evaluation = evaluator->evaluate(tx, as_of);
  evaluator->attach_receipts(tx, evaluation);
  const Json figures = figures_of(evaluation, indicator);

  journal::PackWriter writer{file};
  const auto head = journal::head(tx, unit.id);
  const auto names = registers_of(*receipt);
  Json registers = Json::Array{};
  for (const auto& name : names) registers.push_back(name);
  writer.add(Json::Object{{"about", "hallbook prove"},
                          {"unit", unit_to_json(unit)},
                          {"project", evaluation.project.code},
                          {"indicator", indicator},
                          {"as_of", iso(as_of)},
                          {"registers", std::move(registers)},
                          {"head", Json::Object{{"seq", head.seq}, {"root", head.root.hex()}}}});
  const auto lines = add_lines(writer, tx, data.evidence(), unit.id, names);
  if (!lines) return std::unexpected{lines.error()};
  writer.add(Json::Object{{"figures", figures}});
  writer.finish();
  return PackSummary{evaluation.project.code,
                     unit.name,
                     indicator,
                     figures.at("value").is_string() ? figures.at("value").string() : "",
                     figures.at("value_printed").string(),
                     *lines,
                     0,
                     head,
                     unit.code};
}

namespace {

/// A pack taken apart. Everything stands in memory: a hall-year is a few megabytes.
struct Parts {
  Json about;
  std::vector<Json> lines, proofs, rows_files;
  Json figures;
};

std::unexpected<Refusal> no_pack(const std::filesystem::path& file, const char* zh, const char* en) {
  return refuse(
      RefusalCode::invalid,
      {fmt::format("{} 不是 hallbook prove 写的证据包:{}。请向出具方重新索取。", file.string(), zh),
       fmt::format("{} is no evidence pack of hallbook prove: {}. Ask its issuer for it again.", file.string(), en)},
      {}, file.string());
}

bool holds(const Json& json, std::initializer_list<const char*> texts, std::initializer_list<const char*> numbers) {
  const auto has = [&](const char* key, bool (Json::*is)() const) {
    const Json* found = json.find(key);
    return found != nullptr && (found->*is)();
  };
  return std::ranges::all_of(texts, [&](const char* key) { return has(key, &Json::is_string); }) &&
         std::ranges::all_of(numbers, [&](const char* key) { return has(key, &Json::is_int); });
}

/// A time that no hall has lived in would overflow where its day is computed.
bool is_time(const Json& at_ms) { return at_ms.integer() >= 0 && at_ms.integer() < 253'402'300'800'000; }  // year 10000

/// Anybody can write a file whose last digest holds: what is read below by name and type is looked at here.
bool well_formed(const Parts& parts) {
  const Json *unit = parts.about.find("unit"), *head = parts.about.find("head");
  return unit != nullptr && holds(*unit, {"name"}, {"id"}) && head != nullptr && holds(*head, {"root"}, {"seq"}) &&
         holds(parts.about, {"project", "as_of"}, {"indicator"}) && parts.figures.is_object() &&
         std::ranges::all_of(parts.lines,
                             [](const Json& line) {
                               return holds(line, {"actor", "kind", "body", "digest"}, {"seq", "at_ms"}) &&
                                      is_time(line.at("at_ms"));
                             }) &&
         std::ranges::all_of(parts.rows_files, [](const Json& rows) { return holds(rows, {"rows_file", "zstd"}, {}); });
}

Result<Parts> take_apart(const std::filesystem::path& file) {
  Parts parts;
  const auto read = journal::read_pack(file, [&](const Json& json) -> Result<> {
    if (const Json* line = json.find("line")) parts.lines.push_back(*line);
    if (const Json* proof = json.find("proof")) parts.proofs.push_back(*proof);
    if (json.find("rows_file") != nullptr) parts.rows_files.push_back(json);
    if (json.find("about") != nullptr) parts.about = json;
    if (const Json* figures = json.find("figures")) parts.figures = *figures;
    return {};
  });
  if (!read) return std::unexpected{read.error()};
  if (!well_formed(parts)) return no_pack(file, "缺少应有的内容", "what it must hold is missing");
  return parts;
}

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

using RowsBytes = std::map<std::string, std::uint64_t>;  // of each rows file, by its digest

/// Its size once it is unpacked: a few kilobytes may be a bomb.
Result<std::uint64_t> unpacked_bytes(const journal::EvidenceStore& evidence, const Digest& digest,
                                     const journal::Progress& progress) {
  auto lines = evidence.read_rows(digest);
  if (!lines) return std::unexpected{lines.error()};
  std::uint64_t bytes = 0, count = 0;
  std::string_view line;
  for (;;) {
    const auto more = lines->next(line);
    if (!more) return std::unexpected{more.error()};
    if (!*more) return bytes;
    bytes += line.size() + 1;
    if (bytes > max_unpacked)
      return refuse(RefusalCode::over_limit, {"证据文件展开后太大", "the rows file is too large once it is unpacked"},
                    {}, digest.hex());
    if (++count % 65536 == 0 && progress) progress("files", count, 0);
  }
}

RowsBytes unpack_rows(const Parts& parts, const journal::EvidenceStore& evidence, journal::Report& report,
                      const journal::Progress& progress) {
  RowsBytes unpacked;
  for (const Json& file : parts.rows_files) {
    const auto digest = Digest::from_hex(file.at("rows_file").string());
    const auto bytes = crypto::from_base64(file.at("zstd").string());
    if (!digest || !bytes) {
      report.add("evidence", file.at("rows_file").string(), {"证据文件读不出", "a rows file cannot be read"});
      continue;
    }
    std::filesystem::create_directories(evidence.path_of(*digest).parent_path());
    files::write_file(evidence.path_of(*digest), *bytes);
    const auto size = unpacked_bytes(evidence, *digest, progress);
    const auto sound = size ? evidence.check_rows(*digest) : Result<>{};
    if (!size || !sound)
      report.add("evidence", digest->hex(), size ? sound.error().message : size.error().message);
    else
      unpacked[digest->hex()] = *size;
  }
  return unpacked;
}

/// Rows of registers that the indicator does not read are not in the pack: what happened to them is left out of the
/// replay (their lines still count in the chain and the tree).
bool left_out(const journal::Line& line, const std::set<std::string>& registers) {
  if (line.kind != "RowsImported" && line.kind != "EntryRecorded" && line.kind != "EntryCorrected" &&
      line.kind != "EntryVoided" && line.kind != "ImportWithdrawn")
    return false;
  const auto body = Json::parse(line.body);
  return body && !registers.contains(body->at("register").string());
}

std::set<std::string> registers_in(const Json& about) {
  std::set<std::string> names;
  const Json* listed = about.find("registers");
  if (listed != nullptr && listed->is_array())
    for (const Json& name : listed->array())
      if (name.is_string()) names.insert(name.string());
  return names;
}

/// A forged journal could bring the same rows in a thousand times.
bool replays_too_much(const Parts& parts, const RowsBytes& unpacked) {
  std::uint64_t bytes = 0;
  for (const Json& line : parts.lines) {
    if (line.at("kind").string() != "RowsImported") continue;
    const auto body = Json::parse(line.at("body").string());
    const Json* digest = body ? body->find("rows_digest") : nullptr;
    const auto found = digest != nullptr && digest->is_string() ? unpacked.find(digest->string()) : unpacked.end();
    if (found != unpacked.end()) bytes += found->second;
  }
  return bytes > max_unpacked;
}

std::string string_in(const Json& json, const char* name) {
  const Json* found = json.find(name);
  return found != nullptr && found->is_string() ? found->string() : "";
}

/// Replays the lines and evaluates anew; the figures must be those of the pack.
Result<> compare_figures(const Parts& parts, db::ReadTx& lines_tx, const journal::EvidenceStore& evidence,
                         PackSummary& summary, journal::Report& report, const journal::Progress& progress) {
  const UnitId unit{parts.about.at("unit").at("id").integer()};
  auto rebuilt = db::Database::open({":memory:"}, journal::migrations());
  ensure(rebuilt.has_value(), "a scratch database does not open");
  const auto registers = registers_in(parts.about);
  journal::ReplayOptions options;
  options.skip = [&](const journal::Line& line) { return left_out(line, registers); };
  journal::replay(lines_tx, **rebuilt, evidence, all_event_kinds(), options, report, progress);
  auto tx = (*rebuilt)->read();
  const auto evaluator = indicators::Evaluator::load(tx, unit, summary.project);
  if (!evaluator) return std::unexpected{evaluator.error()};
  auto evaluation = evaluator->evaluate(tx, *parse_iso_date(parts.about.at("as_of").string()));
  evaluator->attach_receipts(tx, evaluation);
  const Json figures = figures_of(evaluation, summary.indicator);
  summary.value = string_in(figures, "value");
  summary.value_printed = string_in(figures, "value_printed");
  for (const char* key : {"value", "value_printed", "score", "met", "target", "receipt"})
    if (const Json *found = figures.find(key), *given = parts.figures.find(key);
        found == nullptr || given == nullptr || *found != *given)
      report.add("figures", key,
                 {"重新计算的结果与包中的数字不符", "computed anew, it differs from the figure in the pack"});
  return {};
}

Result<PackSummary> judge_pack(const std::filesystem::path& file, journal::Report& report,
                               const std::filesystem::path& scratch_parent, const journal::Progress& progress) {
  const auto parts = take_apart(file);
  if (!parts) return std::unexpected{parts.error()};
  const UnitId unit{parts->about.at("unit").at("id").integer()};
  const int indicator = static_cast<int>(parts->about.at("indicator").integer());
  if (!parse_iso_date(parts->about.at("as_of").string())) return no_pack(file, "日期不对", "its date is wrong");

  const ScratchFolder scratch{scratch_parent};
  const journal::EvidenceStore evidence{scratch.path()};
  auto lines_db = db::Database::open({":memory:"}, journal::migrations());
  ensure(lines_db.has_value(), "a scratch database does not open");
  write_lines(**lines_db, unit, *parts, report);
  auto lines_tx = (*lines_db)->read();
  journal::verify_chain(lines_tx, report, progress);
  const auto head = journal::head(lines_tx, unit);
  if (head.root.hex() != parts->about.at("head").at("root").string() ||
      head.seq != parts->about.at("head").at("seq").integer())
    report.add("tree", "head", {"日志行算出的根与包头不符", "the lines do not lead to the head of the pack"});
  check_proofs(*parts, head, report);
  const auto unpacked = unpack_rows(*parts, evidence, report, progress);
  PackSummary summary{parts->about.at("project").string(),
                      parts->about.at("unit").at("name").string(),
                      indicator,
                      "",
                      "",
                      parts->lines.size(),
                      unpacked.size(),
                      head,
                      string_in(parts->about.at("unit"), "code")};
  if (!report.sound()) return summary;
  if (replays_too_much(*parts, unpacked)) return no_pack(file, "展开后太大", "it is too large once it is unpacked");
  if (auto done = compare_figures(*parts, lines_tx, evidence, summary, report, progress); !done)
    return std::unexpected{done.error()};
  return summary;
}

}  // namespace

Result<PackSummary> check_pack(const std::filesystem::path& file, journal::Report& report,
                               const std::filesystem::path& scratch, const journal::Progress& progress) {
  try {
    return judge_pack(file, report, scratch, progress);
  } catch (const BrokenInvariant&) {  // a forged pack may hold lines that no hallbook ever writes
    return no_pack(file, "其中有不可能由本程序写出的内容", "it holds what this program never writes");
  }
}

}  // namespace hallbook::app
