// Receipts over HTTP: the nine blocks of ux.md section 6.
#include <fmt/format.h>

#include <set>

#include "indicators/asked.h"
#include "indicators/brief.h"
#include "indicators/indicators_api.h"
#include "indicators/receipt_rows.h"
#include "journal/lines.h"
#include "platform/http/fields.h"

namespace hallbook::indicators {

using http::Request;
using http::Response;
using http::text_json;
using identity::Context;

namespace {

constexpr std::size_t max_files = 200;

Json parts_json(const Evaluator::OpenReceipt& receipt) {
  Json list = Json::Array{};
  for (const auto& part : receipt.parts)
    list.push_back(Json::Object{{"register", part.register_name},
                                {"text", part.text},
                                {"words", text_json(part.words)},
                                {"rows", static_cast<std::int64_t>(part.rows)},
                                {"sum", part.sum},
                                {"rollup", part.rollup}});
  return list;
}

Json lines_json(const Evaluator::OpenReceipt& receipt) {
  Json list = Json::Array{};
  for (const auto& line : receipt.lines)
    list.push_back(Json::Object{{"register", line.register_name},
                                {"id", line.row.id.value},
                                {"version", line.row.version},
                                {"day", iso(line.row.day)},
                                {"seq", line.row.seq},
                                {"amount", line.amount},
                                {"counts_as", line.counts_as},
                                {"part", line.part}});
  return list;
}

Json groups_json(const std::vector<Evaluator::Group>& groups) {
  Json list = Json::Array{};
  for (const auto& group : groups)
    list.push_back(Json::Object{{"key", group.key},
                                {"title", group.title},
                                {"rows", static_cast<std::int64_t>(group.rows)},
                                {"sum", group.sum ? group.sum->exact() : ""}});
  return list;
}

Json choices_json(const Evaluator& evaluator, int no) {
  Json list = Json::Array{};
  const auto fields = evaluator.group_fields(no);
  if (!fields.empty()) list.push_back(Json::Object{{"name", "month"}, {"title", text_json({"月份", "month"})}});
  for (const auto* field : fields)
    list.push_back(Json::Object{{"name", field->name}, {"title", text_json(field->title)}});
  return list;
}

/// Imported files behind the rows, with how many rows of the value each brought.
Json files_json(db::ReadTx& tx, UnitId unit, const Evaluator::OpenReceipt& receipt) {
  Json list = Json::Array{};
  std::size_t told = 0;
  for (const auto& [seq, rows] : receipt.rows_of_lines) {
    const auto file = registers::import_at(tx, unit, seq);
    if (!file || told++ >= max_files) continue;
    list.push_back(Json::Object{{"source_name", file->source_name},
                                {"seq", seq},
                                {"at", http::utc(file->at)},
                                {"actor", file->actor},
                                {"rows", static_cast<std::int64_t>(rows)},
                                {"digest", file->source.hex()}});
  }
  return list;
}

/// R-REG-57
Json attached_json(const std::vector<FileBehind>& files) {
  Json list = Json::Array{};
  for (std::size_t at = 0; at < std::min(files.size(), max_files); ++at)
    list.push_back(Json::Object{{"register", files[at].register_name},
                                {"entry", files[at].file.entry.value},
                                {"name", files[at].file.file.name},
                                {"digest", files[at].file.file.digest.hex()},
                                {"seq", files[at].file.seq}});
  return list;
}

Json decisions_json(const Evaluation& evaluation, int no, Lang lang) {
  Json list = Json::Array{};
  for (std::size_t i = 0; i < evaluation.document_findings; ++i) {
    const auto& finding = evaluation.findings[i];
    if (finding.indicator != no && finding.indicator != 0) continue;
    const auto* decision = evaluation.project.decision(finding.code, finding.indicator);
    if (decision == nullptr && !finding.needs_decision) continue;
    Json json = Json::Object{{"code", finding.code},
                             {"indicator", finding.indicator},
                             {"where", finding.where},
                             {"message", finding.message.in(lang)},
                             {"needs_decision", finding.needs_decision},
                             {"words", ""},
                             {"options", Json::Array{}},
                             {"decision", Json{}}};
    for (const auto& option : evaluation.project.options(finding.code, finding.indicator)) {
      Json options = json.at("options");
      options.push_back(Json::Object{{"id", option.id}, {"title", text_json(option.title)}});
      json["options"] = std::move(options);
    }
    if (decision != nullptr)
      json["decision"] =
          Json::Object{{"chosen", decision->chosen},     {"by", decision->by},   {"reason", decision->reason},
                       {"proposed", decision->proposed}, {"seq", decision->seq}, {"at", Json{}}};
    list.push_back(std::move(json));
  }
  return list;
}

Json definitions_json(const Evaluation& evaluation, const Evaluator& evaluator, int no) {
  std::set<std::string> read;
  for (const auto* definition : evaluator.registers_of(no)) read.insert(definition->name);
  Json list = Json::Array{};
  for (const auto& used : evaluation.definitions)
    if (used.kind != "register" || read.contains(used.name))
      list.push_back(Json::Object{
          {"kind", used.kind}, {"name", used.name}, {"version", used.version}, {"digest", used.digest.hex()}});
  return list;
}

Json head_json(const journal::Head& head) {
  return Json::Object{{"seq", head.seq},
                      {"digest", head.digest.hex()},
                      {"root", head.root.hex()},
                      {"at", head.seq > 0 ? http::utc(head.at) : ""}};
}

/// R-API-38: two sentences only when something is off.
Json why_json(const IndicatorResult& result, const Pace& pace) {
  if (is_fine(pace.standing)) return {};
  const Text words = standing_words(pace.standing);
  if (!result.status_reason.zh.empty())
    return text_json(
        {words.zh + "：" + result.status_reason.zh + "。", words.en + ": " + result.status_reason.en + "."});
  const Distance distance = distance_of(result.value, result.row.target);
  const bool cap = distance.cap, near = pace.standing == Standing::near_limit;
  const Text apart = distance.off.zh.empty() ? Text{}
                     : near                  ? Text{"，还剩 " + distance.off.zh, ", " + distance.off.en + " below it"}
                     : cap                   ? Text{"，超出 " + distance.off.zh, ", " + distance.off.en + " over it"}
                                             : Text{"，还差 " + distance.off.zh, ", " + distance.off.en + " short"};
  return text_json({fmt::format("{}：现在是 {}，{} {}{}。", words.zh, result.value_printed, cap ? "上限" : "目标",
                                cap ? distance.limit : target_printed(result), apart.zh),
                    fmt::format("{}: {} now, the {} is {}{}.", words.en, result.value_printed, cap ? "limit" : "target",
                                cap ? distance.limit : target_printed(result), apart.en)});
}

struct Opened {
  Evaluator::OpenReceipt receipt;  // whole: value, parts, digest
  Evaluator::OpenReceipt shown;    // the lines asked for
  std::string by;
  std::vector<Evaluator::Group> groups;
};
Result<Opened> open(db::ReadTx& tx, const Request& request, const Asked& asked, int no, std::size_t limit,
                    std::uint64_t after, Lang lang) {
  auto receipt = asked.evaluator.glance(tx, no, asked.as_of, limit, after);
  if (!receipt) return std::unexpected{receipt.error()};
  Opened opened{std::move(*receipt), {}, std::string{request.query_or("by", "month")}, {}};
  auto groups = asked.evaluator.groups(tx, no, asked.as_of, opened.by, lang);
  if (!groups) return std::unexpected{groups.error()};
  opened.groups = std::move(*groups);
  if (request.query.contains("group")) {
    auto group = asked.evaluator.open_group(tx, no, asked.as_of, opened.by, request.query_or("group"), limit, after);
    if (!group) return std::unexpected{group.error()};
    opened.shown = std::move(*group);
  } else {
    opened.shown.lines = std::move(opened.receipt.lines);
    opened.shown.total = opened.receipt.total;
  }
  return opened;
}

}  // namespace

Result<Response> get_receipt(const Request& request, Context& context) {
  const auto limit = http::page_limit(request);
  const auto after = http::query_number(request, "after");
  if (!limit) return std::unexpected{limit.error()};
  if (!after) return std::unexpected{after.error()};
  auto tx = context.data.read();
  const auto found = asked(tx, request, context);
  if (!found) return std::unexpected{found.error()};
  const auto no = asked_indicator(request, found->evaluator);
  if (!no) return std::unexpected{no.error()};
  const auto opened = open(tx, request, *found, *no, *limit, static_cast<std::uint64_t>(*after), context.lang);
  if (!opened) return std::unexpected{opened.error()};
  const Evaluation evaluation = found->evaluator.evaluate(tx, found->as_of);
  const IndicatorResult& result = *result_of(evaluation, *no);
  const Pace pace = found->evaluator.pace_of(tx, result, found->as_of);
  const auto behind = static_cast<std::uint64_t>(*after) + opened->shown.lines.size();
  const auto& receipt = opened->receipt;
  return http::ok(
      Json::Object{{"no", *no},
                   {"name", result.row.name},
                   {"as_of", iso(found->as_of)},
                   {"value", receipt.value},
                   {"value_printed", result.value ? Json{result.value_printed} : Json{}},
                   {"target_printed", target_printed(result)},
                   {"status", standing_name(pace.standing)},
                   {"status_word", text_json(standing_words(pace.standing))},
                   {"pace", pace_json(pace, result.row)},
                   {"recomputed", receipt.recomputed},
                   {"adds_up", receipt.adds_up},
                   {"digest", receipt.digest == Digest{} ? "" : receipt.digest.hex()},
                   {"total_rows", static_cast<std::int64_t>(receipt.total)},
                   {"parts", parts_json(receipt)},
                   {"group_by", opened->by},
                   {"group_choices", choices_json(found->evaluator, *no)},
                   {"groups", groups_json(opened->groups)},
                   {"lines", lines_json(opened->shown)},
                   {"next", behind < opened->shown.total ? Json{std::to_string(behind)} : Json{}},
                   {"files", files_json(tx, context.unit.id, receipt)},
                   {"attached", attached_json(attached_behind(found->evaluator.impl(), tx, *no, found->as_of))},
                   {"decisions", decisions_json(evaluation, *no, context.lang)},
                   {"definitions", definitions_json(evaluation, found->evaluator, *no)},
                   {"head", head_json(evaluation.head)},
                   {"formula", result.plan.formula},
                   {"words", text_json(result.explanation)},
                   {"derivation", result.derivation.in(context.lang)},
                   {"why", why_json(result, pace)}});
}

// R-API-39: the rows again, and every journal line that brought one of them against its digest.
Result<Response> post_receipt_verify(const Request& request, Context& context) {
  const auto begin = std::chrono::steady_clock::now();
  auto tx = context.data.read();
  const auto found = asked(tx, request, context);
  if (!found) return std::unexpected{found.error()};
  const auto no = asked_indicator(request, found->evaluator);
  if (!no) return std::unexpected{no.error()};
  const auto receipt = found->evaluator.open_receipt(tx, *no, found->as_of, 0, 0);
  if (!receipt) return std::unexpected{receipt.error()};
  Json problems = Json::Array{};
  if (!receipt->adds_up)
    problems.push_back(Text{fmt::format("明细合计 {}，数是 {}", receipt->recomputed, receipt->value),
                            fmt::format("the rows give {}, the figure is {}", receipt->recomputed, receipt->value)}
                           .in(context.lang));
  std::int64_t lines = 0;
  for (const auto& [seq, rows] : receipt->rows_of_lines) {
    ++lines;
    const auto line = journal::line_at(tx, context.unit.id, seq);
    if (line && journal::is_sound(*line)) continue;
    problems.push_back(Text{fmt::format("第 {} 条日志与它的摘要不符", seq),
                            fmt::format("journal line {} does not have its digest", seq)}
                           .in(context.lang));
  }
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
  return http::ok(
      Json::Object{{"ok", problems.array().empty()},
                   {"ms", static_cast<std::int64_t>(ms.count())},
                   {"checked", Json::Object{{"lines", lines}, {"rows", static_cast<std::int64_t>(receipt->total)}}},
                   {"digest", receipt->digest.hex()},
                   {"problems", std::move(problems)}});
}

}  // namespace hallbook::indicators
