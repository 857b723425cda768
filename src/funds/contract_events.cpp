#include "funds/contract_events.h"

#include "funds/event_fields.h"

namespace hallbook::funds {

Json ContractSigned::to_json() const {
  return Json::Object{{"contract", contract_json(contract)}, {"from_request", from_request.fen()}, {"person", person}};
}
ContractSigned ContractSigned::from_json(const Json& body) {
  return {contract_from_json(body.at("contract")), event_fen(body, "from_request"), body.at("person").string()};
}

Json ContractSupplemented::to_json() const {
  return Json::Object{{"contract", contract},
                      {"project", project},
                      {"line", line},
                      {"no", supplement.no},
                      {"signed_on", iso(supplement.signed_on)},
                      {"amount", supplement.amount.fen()},
                      {"reason", supplement.reason},
                      {"person", person}};
}
ContractSupplemented ContractSupplemented::from_json(const Json& body) {
  return {body.at("contract").string(),
          body.at("project").string(),
          body.at("line").string(),
          {static_cast<int>(body.at("no").integer()), event_day(body, "signed_on"), event_fen(body, "amount"),
           body.at("reason").string()},
          body.at("person").string()};
}

Json ContractPublished::to_json() const {
  return Json::Object{{"contract", contract}, {"on", iso(on)}, {"at", at}, {"person", person}};
}
ContractPublished ContractPublished::from_json(const Json& body) {
  return {body.at("contract").string(), event_day(body, "on"), body.at("at").string(), body.at("person").string()};
}

Json ContractClosed::to_json() const {
  return Json::Object{{"contract", contract}, {"project", project}, {"line", line},    {"on", iso(on)},
                      {"freed", freed.fen()}, {"reason", reason},   {"person", person}};
}
ContractClosed ContractClosed::from_json(const Json& body) {
  return {body.at("contract").string(), body.at("project").string(), body.at("line").string(),  event_day(body, "on"),
          event_fen(body, "freed"),     body.at("reason").string(),  body.at("person").string()};
}

}  // namespace hallbook::funds
