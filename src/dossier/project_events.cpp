#include "dossier/project_events.h"

namespace hallbook::dossier {

Json ProjectImported::to_json() const {
  Json body = Json::Object{{"code", code}, {"name", name}, {"year", year}, {"document", document}, {"plan", plan}};
  if (!reason.empty()) body["reason"] = reason;
  return body;
}

ProjectImported ProjectImported::from_json(const Json& body) {
  return {body.at("code").string(),
          body.at("name").string(),
          static_cast<int>(body.at("year").integer()),
          body.at("document").string(),
          body.at("plan").string(),
          body.find("reason") != nullptr ? body.at("reason").string() : ""};
}

Json DecisionMade::to_json() const {
  return Json::Object{{"code", code},
                      {"finding", decision.finding},
                      {"indicator", decision.indicator},
                      {"chosen", decision.chosen},
                      {"by", decision.by},
                      {"reason", decision.reason}};
}

DecisionMade DecisionMade::from_json(const Json& body) {
  DecisionMade event;
  event.code = body.at("code").string();
  event.decision.finding = body.at("finding").string();
  event.decision.indicator = static_cast<int>(body.at("indicator").integer());
  event.decision.chosen = body.at("chosen").string();
  event.decision.by = body.at("by").string();
  event.decision.reason = body.at("reason").string();
  return event;
}

}  // namespace hallbook::dossier
