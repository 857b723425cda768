#pragma once
// What the journal keeps of rounds and matters. Source: docs/rules/service.md, R-SRV-04, R-SRV-06, R-SRV-08 to R-SRV-13.
#include "journal/journal.h"
#include "service/matter.h"
#include "service/round.h"

namespace hallbook::service {

/// A round as it was sent, with the score that its checklist gave it.
struct RoundSent {
  static constexpr std::string_view kind = "RoundSent";
  std::int64_t number = 0;
  std::string by;
  RoundContent content;
  RoundScore score;
  Json to_json() const;
  static RoundSent from_json(const Json& body);
};
void apply(journal::Books& books, const journal::Meta& meta, const RoundSent& event);

/// By a failed item that was not put right on the spot, in the transaction of its round.
struct MatterOpened {
  static constexpr std::string_view kind = "MatterOpened";
  Matter matter;  // as found
  Json to_json() const;
  static MatterOpened from_json(const Json& body);
};
void apply(journal::Books& books, const journal::Meta& meta, const MatterOpened& event);

struct MatterStepped {
  static constexpr std::string_view kind = "MatterStepped";
  std::int64_t number = 0;
  StepAsked asked;
  Date day{};
  std::optional<Date> due;  // of a reopened one
  Json to_json() const;
  static MatterStepped from_json(const Json& body);
};
void apply(journal::Books& books, const journal::Meta& meta, const MatterStepped& event);

/// Every kind of journal line of this folder.
std::vector<journal::EventKind> event_kinds();

}  // namespace hallbook::service
