// Earlier values of a figure, as frozen evaluations hold them, and what was written since then that it rests on.
#include "indicators/asked.h"
#include "indicators/indicators_api.h"
#include "indicators/receipt_rows.h"
#include "platform/http/fields.h"
#include "registers/events.h"
#include "registers/rows.h"

namespace hallbook::indicators {

using http::Request;
using http::Response;
using identity::Context;

namespace {

/// What one kind of line did to a figure since a moment.
struct Since {
  std::int64_t lines = 0, rows = 0, late = 0;
};
using Changes = std::map<std::string, Since>;

struct Written {
  std::int64_t seq = 0;
  std::string what;  // recorded, corrected, voided, imported, withdrawn, definition, decision
  std::int64_t rows = 1;
  bool late = false;
};

bool says_late(const Json& body) {
  const Json* late = body.find("late");
  const Json* reason = body.find("late_reason");
  return (late != nullptr && *late == Json{true}) ||
         (reason != nullptr && reason->is_string() && !reason->string().empty());
}

std::string what_of(std::string_view kind) {
  using namespace registers;
  if (kind == EntryRecorded::kind) return "recorded";
  if (kind == EntryCorrected::kind) return "corrected";
  if (kind == EntryVoided::kind) return "voided";
  if (kind == RowsImported::kind) return "imported";
  if (kind == ImportWithdrawn::kind) return "withdrawn";
  if (kind == RegisterAdopted::kind || kind == "DefinitionAdopted" || kind == "ProjectImported") return "definition";
  return kind == "DecisionMade" ? "decision" : "";
}

/// Lines behind `from` that the figure rests on: of its registers, its project, and of definitions that all rest on.
std::vector<Written> written_since(db::ReadTx& tx, UnitId unit, std::int64_t from,
                                   const std::set<std::string>& registers, const std::string& project) {
  std::vector<Written> found;
  journal::each_line(tx, unit, from + 1, [&](const journal::Line& line) {
    Written written{line.meta.seq, what_of(line.kind), 1, false};
    if (written.what.empty()) return;
    const auto body = Json::parse(line.body);
    if (!body) return;  // the chain's check names it
    const auto text = [&](std::string_view name) {
      const Json* value = body->find(name);
      return value != nullptr && value->is_string() ? value->string() : std::string{};
    };
    const std::string of = line.kind == registers::RegisterAdopted::kind ? text("name") : text("register");
    if (!of.empty() && !registers.contains(of)) return;
    const std::string code = text("code").empty() ? text("project") : text("code");
    if (of.empty() && !code.empty() && code != project) return;
    if (const Json* rows = body->find("rows"); rows != nullptr && rows->is_int()) written.rows = rows->integer();
    written.late = says_late(*body);
    found.push_back(std::move(written));
  });
  return found;
}

Json changes_json(const std::vector<Written>& written, std::int64_t from) {
  Changes changes;
  for (const auto& one : written) {
    if (one.seq <= from) continue;
    auto& since = changes[one.what];
    ++since.lines;
    since.rows += one.rows;
    since.late += one.late ? one.rows : 0;
  }
  Json list = Json::Array{};
  for (const auto& [what, since] : changes)
    list.push_back(Json::Object{{"what", what}, {"lines", since.lines}, {"rows", since.rows}, {"late", since.late}});
  return list;
}

/// The indicator as the frozen answer holds it; null when it had none of this number.
Json indicator_in(const Frozen& frozen, int no) {
  const auto content = Json::parse(frozen.bytes);
  if (content)
    for (const auto& one : content->at("indicators").array())
      if (one.at("no").integer() == no) return one;
  return {};
}

}  // namespace

// R-API-65
Result<Response> get_receipt_history(const Request& request, Context& context) {
  auto tx = context.data.read();
  const auto found = asked(tx, request, context);
  if (!found) return std::unexpected{found.error()};
  const auto no = asked_indicator(request, found->evaluator);
  if (!no) return std::unexpected{no.error()};
  const std::string project = found->evaluator.project().code;
  std::vector<Frozen> kept;
  for (const auto& brief : all_frozen(tx, context.unit.id, project)) {
    auto whole = find_frozen(tx, context.data.evidence(), context.unit.id, project, brief.version);
    if (!whole) return std::unexpected{whole.error()};
    kept.push_back(std::move(*whole));
  }
  std::set<std::string> read;
  for (const auto* definition : found->evaluator.registers_of(*no)) read.insert(definition->name);
  const auto oldest = std::ranges::min_element(kept, {}, &Frozen::at_seq);
  const auto written =
      kept.empty() ? std::vector<Written>{} : written_since(tx, context.unit.id, oldest->at_seq, read, project);
  Json items = Json::Array{};
  std::ranges::sort(kept, std::ranges::greater{}, &Frozen::version);
  for (const auto& frozen : kept) {
    const Json then = indicator_in(frozen, *no);
    if (then.is_null()) continue;
    items.push_back(Json::Object{{"version", frozen.version},
                                 {"at", http::utc(frozen.at)},
                                 {"by", frozen.by},
                                 {"seq", frozen.at_seq},
                                 {"value", then.at("value")},
                                 {"value_printed", then.at("value_printed")},
                                 {"formula", then.at("formula")},
                                 {"changes", changes_json(written, frozen.at_seq)}});
  }
  return http::ok(Json::Object{{"no", *no}, {"items", std::move(items)}});
}

}  // namespace hallbook::indicators
