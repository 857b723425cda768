// Verifying the books from a page. Source: docs/rules/api.md, R-API-50, R-API-51, R-API-71 to R-API-74.
#include <fmt/format.h>

#include <charconv>

#include "app/deposited_head.h"
#include "app/house.h"
#include "app/house_api.h"
#include "base/ensure.h"
#include "identity/page_files.h"
#include "identity/user.h"
#include "platform/crypto/hash.h"
#include "platform/crypto/seal.h"
#include "platform/http/fields.h"

namespace hallbook::app {

using http::Request;
using http::Response;
using identity::Context;

namespace {

House& house_of(Context& context) {
  ensure(context.house != nullptr, "an operation of the house without a house");
  return *context.house;
}

/// "entry_mailing unit 2 entry 4" → 2; also "unit id 2", the row of the unit itself.
std::optional<UnitId> unit_named(std::string_view where) {
  for (std::size_t at = where.find("unit "); at != std::string_view::npos; at = where.find("unit ", at + 1)) {
    if (at > 0 && where[at - 1] != ' ') continue;
    std::string_view rest = where.substr(at + 5);
    if (rest.starts_with("id ")) rest.remove_prefix(3);
    UnitId unit;
    if (std::from_chars(rest.data(), rest.data() + rest.size(), unit.value).ec == std::errc{}) return unit;
  }
  return std::nullopt;
}

/// What of a result a unit may read: its own and what lies below it; of the whole file only that it is damaged. Whoever
/// reads for the whole house reads everything.
class Reach {
 public:
  Reach(std::vector<identity::Unit> all, UnitId top) : all_{std::move(all)}, top_{top} {
    whole_ = std::ranges::all_of(all_, [&](const auto& unit) { return identity::is_within(unit.id, top_, all_); });
  }
  bool has(const journal::Problem& problem) const {
    if (whole_ || problem.check == "integrity" || problem.check == "mark") return true;
    const auto unit = unit_named(problem.where);
    return unit && identity::is_within(*unit, top_, all_);
  }

 private:
  std::vector<identity::Unit> all_;
  UnitId top_;
  bool whole_ = false;
};

Json list_json(const std::vector<std::string>& items) {
  Json list = Json::Array{};
  for (const auto& one : items) list.push_back(one);
  return list;
}

Result<Response> begin(Context& context, const VerificationOrder& order) {
  const auto id = house_of(context).verifications.start(order);
  if (!id) return std::unexpected{id.error()};
  return http::json_response(202, Json::Object{{"id", *id}});
}

/// Whose journal a pack was made from: this unit's, another's, or one that says it is this unit's and is not.
std::string_view origin_of(db::ReadTx& tx, const identity::Unit& unit, const PackSummary& pack) {
  const auto verdict = judge_head(tx, unit, {pack.head.seq, pack.head.root, {}, pack.unit_code, {}});
  if (!verdict) return "elsewhere";
  return verdict->standing == HeadStanding::on_chain ? "ours" : "differs";
}

Json pack_json(db::ReadTx& tx, const identity::Unit& unit, const VerificationState& state) {
  if (!state.pack) return {};
  const auto& pack = *state.pack;
  return Json::Object{{"unit", pack.unit},
                      {"project", pack.project},
                      {"indicator", pack.indicator},
                      {"value", pack.value},
                      {"value_printed", pack.value_printed},
                      {"lines", static_cast<std::int64_t>(pack.lines)},
                      {"files", static_cast<std::int64_t>(pack.files)},
                      {"seq", pack.head.seq},
                      {"root", pack.head.root.hex()},
                      {"origin", origin_of(tx, unit, pack)}};
}

struct ToldProblems {
  Json told = Json::Array{};
  std::int64_t elsewhere = 0;
};
ToldProblems problems_of(const VerificationState& state, const Reach& reach, Lang lang) {
  ToldProblems problems;
  if (state.refused)
    problems.told.push_back(Json::Object{{"code", code_name(state.refused->code)},
                                         {"where", state.refused->where},
                                         {"message", state.refused->message.in(lang)}});
  for (const auto& problem : state.report.problems) {
    if (reach.has(problem))
      problems.told.push_back(
          Json::Object{{"code", problem.check}, {"where", problem.where}, {"message", problem.message.in(lang)}});
    else
      ++problems.elsewhere;
  }
  return problems;
}

}  // namespace

Result<Response> post_verification(const Request& request, Context& context) {
  const auto body = http::Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  const auto rebuild = body->flag_or("rebuild", false);
  if (!rebuild) return std::unexpected{rebuild.error()};
  const auto lines = [&] {
    auto tx = context.data.read();
    return journal::head(tx, context.unit.id).seq;
  }();
  return begin(context,
               {context.unit.id, context.unit.code, context.actor().name, context.at, lines, *rebuild, {}, {}});
}

Result<Response> put_pack_to_check(const Request& request, Context& context) {
  if (request.upload.empty() || request.upload_bytes == 0)
    return refuse(RefusalCode::invalid, {"上传的文件是空的", "the upload is empty"}, "body");
  if (request.upload_bytes > largest_checked_pack)
    return refuse(
        RefusalCode::over_limit,
        {fmt::format("证据包最多 {} MB，这个太大", largest_checked_pack >> 20),
         fmt::format("an evidence pack has at most {} MB, this file is too large", largest_checked_pack >> 20)},
        "body");
  const auto place =
      identity::upload_home(context) / ("pack-" + crypto::sm3(crypto::random_bytes(16)).hex().substr(0, 16));
  std::filesystem::rename(request.upload, place);
  auto answer = begin(context, {context.unit.id, context.unit.code, context.actor().name, context.at, 0, false, place,
                                identity::plain_file_name(request.query_or("name", "upload"))});
  std::error_code ignored;
  if (!answer) std::filesystem::remove(place, ignored);
  return answer;
}

Result<Response> get_verification(const Request& request, Context& context) {
  const auto state = house_of(context).verifications.find(context.unit.id, std::string{request.param("id")});
  if (!state)
    return refuse(
        RefusalCode::not_found,
        {"没有这次核验；服务重启后要重新核验", "there is no such verification; start one again after a restart"}, "id");
  auto tx = context.data.read();
  // What a pack says of itself is its bringer's to read, whatever unit it names.
  const Reach reach{state->order.pack.empty() ? identity::units(tx) : std::vector<identity::Unit>{}, context.unit.id};
  auto problems = problems_of(*state, reach, context.lang);
  const bool sound = state->report.sound() && !state->refused;
  return http::ok(Json::Object{{"id", state->id},
                               {"state", state->running ? "running" : "done"},
                               {"part", state->step},
                               {"done", static_cast<std::int64_t>(state->done)},
                               {"total", static_cast<std::int64_t>(state->total)},
                               {"lines", state->order.lines},
                               {"rebuild", state->order.rebuild},
                               {"file", state->order.file},
                               {"pack", pack_json(tx, context.unit, *state)},
                               {"problems", std::move(problems.told)},
                               {"elsewhere", problems.elsewhere},
                               {"covered", list_json(state->report.covered)},
                               {"not_covered", list_json(state->report.not_covered)},
                               {"ms", static_cast<std::int64_t>(state->ms)},
                               {"by", state->order.by},
                               {"started_at", http::utc(state->order.at)},
                               {"sound", state->running ? Json{} : Json{sound}}});
}

}  // namespace hallbook::app
