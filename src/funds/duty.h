#pragma once
// Separation of duties: every act on a chain of documents is kept with its person; two acts that must not meet in one
// person are refused, unless an exception was allowed, which is an event of its own (R-FND-30 to R-FND-32).
#include "funds/funds_rules.h"

namespace hallbook::funds {

/// The document that began the chain on which `document` stands; itself when it is new.
std::string chain_of(db::ReadTx& tx, UnitId unit, std::string_view document);

/// Refuses (not_allowed), naming the person, the earlier act and its document.
Result<> check_duty(db::ReadTx& tx, const Acting& acting, const FundRules& rules, std::string_view chain,
                    std::string_view act);
/// For apply() only.
void record_act(db::WriteTx& tx, const journal::Meta& meta, std::string_view chain, std::string_view act,
                std::string_view person, std::string_view document);

struct DutyExceptionAllowed {
  static constexpr std::string_view kind = "DutyExceptionAllowed";
  std::string chain;  // a document, or "*": every chain until the day
  std::string first_act, second_act;
  std::string person, reason;
  Date until_on{};
  std::string by;
  Json to_json() const;
  static DutyExceptionAllowed from_json(const Json& body);
};
void apply(journal::Books& books, const journal::Meta& meta, const DutyExceptionAllowed& event);

/// Refuses: a pair that the table does not part, no reason, oneself, a day gone by.
Result<> allow_exception(journal::Books& books, const Acting& acting, const FundRules& rules,
                         DutyExceptionAllowed asked);
/// All of them, for audit, the newest first.
std::vector<DutyExceptionAllowed> exceptions(db::ReadTx& tx, UnitId unit);

struct ChainAct {
  std::string act, person, document;
  std::int64_t seq = 0;
};
std::vector<ChainAct> acts_on(db::ReadTx& tx, UnitId unit, std::string_view chain);

/// An act that only the exception allowed, and the act of the same person on the chain that it must not have met.
struct ExceptionUse {
  ChainAct earlier, act;
  Instant at{};
};
/// R-FND-34. An exception as audit reads it: when it was allowed and what came of it, the newest use first.
struct ExceptionRow {
  std::int64_t seq = 0;
  Instant at{};
  DutyExceptionAllowed allowed;
  std::vector<ExceptionUse> uses;
  bool more_uses = false;
};
/// The newest first, below a journal position (0 = from the newest); at most `limit`, each with its `most_uses` latest.
std::vector<ExceptionRow> exception_rows(db::ReadTx& tx, UnitId unit, std::int64_t before, std::size_t limit,
                                         std::size_t most_uses = 20);

}  // namespace hallbook::funds
