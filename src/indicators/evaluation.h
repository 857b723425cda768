#pragma once
// Evaluating a project: values by formula from day rollups, scores, statuses, receipts, frozen evaluations.
// Source: docs/rules/evaluation.md, R-EVA-01 …
#include <map>
#include <string>
#include <vector>

#include "base/work_calendar.h"
#include "dossier/projects.h"
#include "funds/execution.h"
#include "indicators/forecast.h"
#include "indicators/own_words.h"
#include "indicators/pace.h"
#include "indicators/scoring.h"
#include "registers/query.h"

namespace hallbook::indicators {

enum class Status { complete, incomplete, stale, declared };

struct Receipt {
  std::uint64_t rows = 0;   // register rows behind the value
  std::string sum;  // the value recomputed from those rows alone, exact; equals the value or the receipt fails
  bool adds_up = false;
  Digest digest;  // SM3 over the rows, in the fixed form of docs/rules/evaluation.md
  std::int64_t journal_seq = 0;
};

struct IndicatorResult {
  dossier::IndicatorRow row;
  dossier::IndicatorPlan plan;  // settled
  std::optional<Rational> value;  // base units; nullopt = incomplete
  std::string value_printed;  // in the document's unit: "190,562件", "98.73%", "13.45万元"; "" when incomplete
  std::optional<bool> met;
  Rational weight;
  std::optional<Rational> score;  // exact
  Text derivation;  // of the score
  Text explanation;  // the formula in words
  Status status = Status::incomplete;
  Text status_reason;
  std::optional<Receipt> receipt;  // filled by attach_receipts
};

/// What one case, sheet or mailing cost: paid for the indicator ÷ counted. R-EVA-15.
struct UnitCost {
  int indicator = 0;
  std::string name, unit;
  Money executed;
  Rational count, cost;  // cost in yuan, exact
};

/// The execution row: without a budget "not yet recorded", never zero or full. R-EVA-07.
struct ExecutionRow {
  Rational weight;
  std::optional<Rational> score;  // exact
  Text status;
  std::optional<funds::ProjectExecution> money;  // nullopt = no budget
  std::optional<Rational> rate = {};  // executed ÷ adjusted
  Text derivation = {};
  bool final = false;  // the period is over
  std::vector<UnitCost> unit_costs = {};
  std::optional<Receipt> receipt = {};  // filled by attach_receipts; its sum is in yuan
};

/// A definition that the figures were computed with.
struct UsedDefinition {
  std::string kind;  // "register", "scheme", "prices", "calendar", "project"
  std::string name;
  std::int64_t version = 0;  // 1, 2 … in order of adoption
  Digest digest;
};

struct Evaluation {
  dossier::Project project;
  bool sample = false;
  Date as_of;
  std::vector<IndicatorResult> indicators;
  ExecutionRow execution;
  Rational total_weight;
  std::optional<Rational> total_score;  // of the rows that have one
  std::optional<std::string> grade;  // only when what is missing cannot change it
  Text grade_note;
  Rational scored_weight;  // weights of the rows that have a score
  std::vector<dossier::Finding> findings;  // the document's, then those of the figures
  std::size_t document_findings = 0;  // how many of them are the document's
  std::string scheme;
  std::vector<UsedDefinition> definitions;
  std::vector<OwnWords> words;  // what persons wrote; never mixed into what is computed
  std::optional<Rational>
      own_total;  // with the scores that persons entered in place of the computed ones; nullopt without
  journal::Head head;
};

/// Everything that an evaluation reads besides rows, loaded once: project, register definitions, scheme, prices, calendars.
class Evaluator {
 public:
  /// Refuses: no project; a formula that does not check (position and message). at_seq 0 = now.
  static Result<Evaluator> load(db::ReadTx& tx, UnitId unit, std::string_view project_code, std::int64_t at_seq = 0);
  Evaluator(Evaluator&&) noexcept;
  ~Evaluator();
  const dossier::Project& project() const;
  const WorkCalendar& calendar() const;
  std::optional<Rational> weight_of(int indicator) const;
  /// From rollups; about a millisecond. as_of cuts the period: days after it are not read.
  Evaluation evaluate(db::ReadTx& tx, Date as_of) const;
  /// Reads the rows behind every value, recomputes the values from them alone and compares.
  void attach_receipts(db::ReadTx& tx, Evaluation& evaluation) const;

  struct ReceiptLine {
    std::string part;  // "sum(cases.handled, source = …)": the leaf of the formula
    std::string register_name;
    std::string measure;
    registers::SourceRow row;
    std::string amount;  // exact, in the measure's unit
    std::string counts_as;  // what the row adds to the value, exact; "" when the formula is not linear in it
  };
  struct ReceiptPart {
    std::string register_name;  // whose rows it reads
    std::string text;
    Text words;
    std::uint64_t rows = 0;
    std::string sum;  // of its rows
    std::string rollup;  // what the rollups said
  };
  struct OpenReceipt {
    std::vector<ReceiptPart> parts;
    std::vector<ReceiptLine> lines;  // from `after` on, at most `limit`
    std::uint64_t total = 0;
    std::string value;  // from rollups
    std::string recomputed;  // from rows
    bool adds_up = false;
    Digest digest;  // of the rows, as in Receipt
    std::map<std::int64_t, std::uint64_t> rows_of_lines;  // journal line → rows behind the value that it brought
  };
  /// The same without the digest and, when the formula has no rate, without reading the rows one by one: they are added
  /// up by day in the database, from the rows and not from rollups. What a panel shows when it opens. R-API-44.
  Result<OpenReceipt> glance(db::ReadTx& tx, int indicator, Date as_of, std::size_t limit, std::uint64_t after) const;
  Result<OpenReceipt> open_receipt(db::ReadTx& tx, int indicator, Date as_of, std::size_t limit,
                                   std::uint64_t after) const;

  /// Where the indicator stands against the working days gone. R-API-31.
  Pace pace_of(db::ReadTx& tx, const IndicatorResult& result, Date as_of) const;
  /// Where it is likely to end; nullopt without a number for a target, without figures, or once the period is over. R-FOC-01
  std::optional<Forecast> forecast_of(db::ReadTx& tx, const IndicatorResult& result, Date as_of) const;
  /// Of the money: what is likely to be executed by the period's end, in yuan, from the payments of each month.
  std::optional<Forecast> forecast_of_execution(db::ReadTx& tx, const Evaluation& evaluation) const;
  /// The registers that its formula reads, by name.
  std::vector<const registers::Definition*> registers_of(int indicator) const;

  /// Parts of a figure: by month, or by the values of a dimension that all its registers have.
  struct Group {
    std::string key, title;
    std::uint64_t rows = 0;
    std::optional<Rational> sum;  // what they add to the value; nullopt when the formula is not linear in them
  };
  /// "month" and the dimensions; refuses an unknown one. Empty for rates over a catalogue.
  Result<std::vector<Group>> groups(db::ReadTx& tx, int indicator, Date as_of, std::string_view by, Lang lang) const;
  std::vector<const registers::Field*> group_fields(int indicator) const;
  /// Only the lines of one group, in the order of the receipt.
  Result<OpenReceipt> open_group(db::ReadTx& tx, int indicator, Date as_of, std::string_view by, std::string_view key,
                                 std::size_t limit, std::uint64_t after) const;

  /// For charts. Figures that grow: by day; all others: by month.
  struct Point {
    Date day;
    std::optional<Rational> value, cumulative, expected;
  };
  struct Series {
    bool by_day = false;
    std::vector<Point> points;
  };
  Result<Series> series(db::ReadTx& tx, int indicator, Date as_of) const;

  /// The same project with other decisions: what an option would change.
  Result<Evaluator> with(db::ReadTx& tx, dossier::Project project) const;
  /// A formula tried on the data: checked, explained, its value. `unit` is the target's base unit, "" = any.
  struct Trial {
    std::optional<Refusal> problem;
    std::size_t at = 0, length = 0;  // bytes of the formula
    Text words;
    std::string unit;
    std::optional<Rational> value;
    Text missing;
  };
  Trial try_formula(db::ReadTx& tx, const std::string& formula, int indicator, Date as_of) const;

  struct Impl;  // evaluator_impl.h
  const Impl& impl() const { return *impl_; }

 private:
  explicit Evaluator(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

/// What saving a plan asks first: every formula of the plan and of its options against the registers and prices in force.
/// Refuses with indicator and position.
Result<> check_plan(db::ReadTx& tx, UnitId unit, const dossier::Project& project);

/// The target as the form prints it, with the operator in force: "≥190,000件".
std::string target_printed(const IndicatorResult& result);

/// The JSON of `evaluate --json` (shape fixed by docs/rules/evaluation.md) and the table for a terminal.
Json to_json(const Evaluation& evaluation, Lang lang);
std::string to_table(const Evaluation& evaluation, Lang lang);

/// Keeps the whole answer: evaluation JSON, definitions' digests, head. A second freeze is a new version.
struct Frozen {
  std::string project;
  int version = 0;
  Instant at;
  std::string by;
  std::int64_t seq = 0;  // journal line of the freeze
  std::int64_t at_seq = 0;  // position the figures were read at
  std::string bytes;  // shown again byte for byte
};
Result<Frozen> freeze(journal::Books& books, UnitId unit, const journal::Actor& actor, Instant at,
                      const Evaluation& evaluation);
Result<Frozen> find_frozen(db::ReadTx& tx, const journal::EvidenceStore& evidence, UnitId unit,
                           std::string_view project, int version);
std::vector<Frozen> all_frozen(db::ReadTx& tx, UnitId unit, std::string_view project);  // without bytes

/// Computes a frozen evaluation again at the journal position and with the definitions it was read at, and compares
/// all but the head's root. False: something that it stands on was changed behind the journal's back.
Result<bool> frozen_still_holds(db::ReadTx& tx, UnitId unit, const Frozen& frozen);

std::vector<journal::EventKind> event_kinds();

}  // namespace hallbook::indicators
