// What persons write for a project's papers, over HTTP. Source: docs/rules/evaluation.md, R-EVA-40 to R-EVA-42.
#include "base/text.h"
#include "dossier/projects.h"
#include "indicators/evaluator_impl.h"
#include "indicators/indicators_api.h"
#include "indicators/own_words.h"
#include "platform/http/fields.h"

namespace hallbook::indicators {

using http::Request;
using http::Response;
using identity::Context;

namespace {

Json place_json(const Place& place) {
  Json choices = Json::Array{};
  for (const auto& choice : place.choices) choices.push_back(std::string{choice});
  return Json::Object{{"name", place.name},
                      {"title", http::text_json(place.title)},
                      {"most", place.most},
                      {"of_indicator", place.of_indicator},
                      {"needs_reason", place.needs_reason},
                      {"choices", std::move(choices)},
                      {"several", place.several}};
}

Json one_json(const OwnWords& words) {
  return Json::Object{{"indicator", words.indicator}, {"place", words.place},
                      {"text", words.text},           {"characters", count_characters(words.text)},
                      {"reason", words.reason},       {"by", words.by},
                      {"at", http::utc(words.at)},    {"seq", words.seq}};
}

Json all_json(db::ReadTx& tx, UnitId unit, const std::string& project) {
  Json items = Json::Array{}, known = Json::Array{};
  for (const auto& words : own_words(tx, unit, project)) items.push_back(one_json(words));
  for (const auto& place : places()) known.push_back(place_json(place));
  // R-SCH-06: the bands that the wizard offers; none while the project has no scheme yet.
  Json bands = Json::Array{};
  if (const auto evaluator = Evaluator::load(tx, unit, project)) {
    std::string to = "100";
    for (const auto& band : evaluator->impl().scheme.bands) {
      const auto from = band.from.exact();
      bands.push_back(Json::Object{{"name", http::text_json(band.name)}, {"from", from}, {"to", to}});
      to = from;
    }
  }
  return Json::Object{
      {"project", project}, {"places", std::move(known)}, {"bands", std::move(bands)}, {"items", std::move(items)}};
}

}  // namespace

Result<Response> get_words(const Request& request, Context& context) {
  auto tx = context.data.read();
  const auto project = dossier::find_project(tx, context.unit.id, request.param("code"));
  if (!project) return std::unexpected{project.error()};
  return http::ok(all_json(tx, context.unit.id, project->code));
}

Result<Response> post_words(const Request& request, Context& context) {
  const auto body = http::Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  if (auto only = body->only({"indicator", "place", "text", "reason"}); !only) return std::unexpected{only.error()};
  const auto place = body->text("place"), text = body->text_or("text", ""), reason = body->text_or("reason", "");
  const auto indicator = body->number_or("indicator", 0);
  for (const auto* part : {&place, &text, &reason})
    if (!*part) return std::unexpected{part->error()};
  if (!indicator) return std::unexpected{indicator.error()};
  return context.write(request, [&](journal::Books& books) -> Result<Response> {
    OwnWords words;
    words.indicator = static_cast<int>(std::clamp<std::int64_t>(*indicator, 0, 100'000));
    words.place = *place;
    words.text = *text;
    words.reason = *reason;
    words.by = context.who ? context.who->display_name : "";
    const std::string project{request.param("code")};
    if (auto done = write_words(books, context.unit.id, context.actor(), context.at, project, std::move(words)); !done)
      return std::unexpected{done.error()};
    return http::ok(all_json(books.tx, context.unit.id, project));
  });
}

}  // namespace hallbook::indicators
