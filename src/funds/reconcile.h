#pragma once
// What a register says was done against what a supplier bills, to the piece and the fen. Pure.
// Source: docs/rules/contracts.md, R-REC-01 to R-REC-05.
#include <string>
#include <vector>

#include "base/money.h"
#include "base/quantity.h"
#include "base/result.h"

namespace hallbook::funds {

enum class Subject { mailing, water, supplies, repairs };
std::string_view subject_name(Subject subject);
Result<Subject> subject_named(std::string_view name);

/// A line of the bill: what is billed, how many, at which price, for which sum. Some bills give only the sum.
struct BillLine {
  std::string key;          // "单程", "双程"; item and specification of supplies; a repair's number; "" for all
  Quantity count;           // 0 when the bill says nothing of it
  bool counted = false;     // the bill says a count
  Money amount;
};

/// What the register holds for a key, with the price the contract gives a piece.
struct RegisterLine {
  std::string key;
  Quantity count;
  std::optional<Money> price;   // nullopt: the contract gives none, so only counts are compared
  std::optional<Money> amount;  // where the register holds money itself (fees, repair costs)
};

/// One comparison; difference = billed − due, so a positive one was billed too much.
struct ReconcileLine {
  std::string key;
  Quantity registered{}, billed_count{}, count_difference{};
  bool counted = false;
  std::optional<Money> due{};
  Money billed{};
  std::optional<Money> difference{};
  bool agrees = false;
};

struct Reconciliation {
  Subject subject = Subject::mailing;
  std::vector<ReconcileLine> lines;  // by key; keys of either side
  Money due{}, billed{}, difference{};
  std::vector<Text> notes;           // what is wrong beside the figures: "delivered 118, redeemed 120"
  bool agrees = false;
};

/// R-REC-01. Pairs the two sides by key. Two lines of one key on one side are added first.
Reconciliation reconcile(Subject subject, const std::vector<RegisterLine>& registered,
                         const std::vector<BillLine>& bill);

/// R-REC-02. Tickets redeemed, barrels delivered, and the bill must be one number.
Reconciliation reconcile_water(std::int64_t redeemed, std::int64_t delivered, std::optional<Money> price,
                               const std::vector<BillLine>& bill);

/// R-REC-01. pieces × price, exact to the fen: a piece is whole or a decimal; half a fen is rounded up.
Money priced(const Quantity& count, Money price);

}  // namespace hallbook::funds
