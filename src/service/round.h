#pragma once
// A round as it was done: answers to a checklist, judged and scored by it. Pure.
// Source: docs/rules/service.md, R-SRV-03 to R-SRV-07.
#include <span>

#include "base/date.h"
#include "base/work_calendar.h"
#include "service/checklist.h"

namespace hallbook::service {

enum class Verdict { pass, fail, not_applicable };
std::string_view verdict_name(Verdict verdict);

/// One item. What was not looked at has no answer.
struct Answer {
  std::string item;
  Verdict verdict = Verdict::pass;
  std::vector<std::string> windows, kinds;  // of a failure; both may be empty
  bool corrected = false;  // put right on the spot
};

/// What the phone sends. `id` is made there, so that sending again changes nothing.
struct RoundContent {
  std::string id;  // 32 hex digits
  std::string checklist;
  Digest checklist_digest;
  std::string turn;
  Date day{};
  std::vector<Answer> answers;
  Json to_json() const;
  static RoundContent from_json(const Json& body);
  Digest digest() const;
};

struct RoundScore {
  int score = 0;  // tenths
  int looked = 0, passed = 0, failed = 0, corrected = 0, not_applicable = 0;  // corrected ones are failures as well
};

/// R-SRV-05: the turn, every item, window and kind is on the checklist, no item stands twice, something was looked at,
/// windows and kinds belong to failures.
Result<> judge_round(const Checklist& checklist, const RoundContent& content);
/// R-SRV-03: of a round that was judged.
RoundScore score_round(const Checklist& checklist, std::span<const Answer> answers);

/// A planned round that nobody did.
struct MissedRound {
  Date day{};
  std::string turn;
  friend bool operator==(const MissedRound&, const MissedRound&) = default;
};
/// R-SRV-07: the rounds planned for working days from `first` to the day before `today`, less those that were done.
/// Newest first. Refuses a year without a calendar.
Result<std::vector<MissedRound>> missed_rounds(const Checklist& checklist, const WorkCalendar& calendar, Date first,
                                               Date today, std::span<const MissedRound> done);

}  // namespace hallbook::service
