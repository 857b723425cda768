#pragma once
// What a person writes for a project's papers: why an indicator was not met and what will be done, a score of one's own
// beside the computed one, the paragraphs of a report. Each writing is an event; the earlier one stays in the journal.
// Source: docs/rules/evaluation.md, R-EVA-40 to R-EVA-43.
#include <span>

#include "journal/journal.h"

namespace hallbook::indicators {

/// Where words may stand.
struct Place {
  std::string_view name;  // "reason"
  Text title;
  std::size_t most = 0;  // characters, as the forms count them: every letter, digit and mark is one
  bool of_indicator = false;  // else of the whole project
  bool needs_reason = false;  // says why it differs from what was computed
  std::span<const std::string_view> choices = {};  // nothing else may stand there; empty: any words
  bool several = false;  // more than one of the choices, with 、 between
};
std::span<const Place> places();
const Place* place_named(std::string_view name);

struct OwnWords {
  int indicator = 0;  // 0 = the whole project
  std::string place, text;
  std::string reason;  // of a score or a possibility of one's own
  std::string by;
  Instant at;
  std::int64_t seq = 0;
};

/// The words of `place`; an empty text takes them back. Refuses unknown places and indicators, too many characters (with the
/// count), a score outside 0…weight, a score without a reason.
Result<> write_words(journal::Books& books, UnitId unit, const journal::Actor& actor, Instant at,
                     std::string_view project, OwnWords words);

/// What stands at journal position `at_seq` (0 = now), by indicator and place; what was taken back is not there.
std::vector<OwnWords> own_words(db::ReadTx& tx, UnitId unit, std::string_view project, std::int64_t at_seq = 0);
/// Every writing of one place, the first first, those taken back too.
std::vector<OwnWords> words_history(db::ReadTx& tx, UnitId unit, std::string_view project, int indicator,
                                    std::string_view place);

const OwnWords* words_at(std::span<const OwnWords> words, int indicator, std::string_view place);

journal::EventKind own_words_kind();

}  // namespace hallbook::indicators
