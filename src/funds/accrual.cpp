#include "funds/accrual.h"

namespace hallbook::funds {
namespace {

Money above_zero(Money amount) { return std::max(amount, Money{}); }

/// `first` as far as `amount` goes, the rest as the second kind.
std::vector<AccrualPart> cut_in_two(Money amount, Money first, std::string_view first_kind,
                                    std::string_view second_kind) {
  const Money one = std::min(amount, first);
  std::vector<AccrualPart> parts;
  if (one > Money{}) parts.push_back({first_kind, one});
  if (amount > one) parts.push_back({second_kind, amount - one});
  return parts;
}

std::vector<Fact> facts_of_parts(const Fact& fact, const std::vector<AccrualPart>& parts) {
  std::vector<Fact> facts;
  for (const auto& part : parts) {
    facts.push_back(fact);
    facts.back().kind = part.kind;
    facts.back().amount = part.amount;
  }
  return facts;
}

}  // namespace

// R-BOK-15
std::vector<AccrualPart> parts_of_payment(const ContractStanding& standing, Money amount) {
  return cut_in_two(amount, above_zero(standing.accepted - standing.paid), "payment_of_payable", "advance");
}

std::vector<AccrualPart> parts_of_acceptance(const ContractStanding& standing, Money amount) {
  return cut_in_two(amount, above_zero(standing.paid - standing.accepted), "advance_settled", "acceptance");
}

std::vector<AccrualPart> parts_of_return(const ContractStanding& standing, Money amount) {
  return cut_in_two(amount, above_zero(standing.paid - standing.accepted), "returned_advance", "returned_payable");
}

std::vector<Fact> facts_of_payment(const Fact& fact, std::string_view contract, const ContractStanding& before) {
  if (contract.empty()) return {fact};
  return facts_of_parts(fact, parts_of_payment(before, fact.amount));
}

std::vector<Fact> facts_of_return(const Fact& fact, std::string_view contract, const ContractStanding& before) {
  if (contract.empty()) return {fact};
  return facts_of_parts(fact, parts_of_return(before, fact.amount));
}

Result<> check_booking(db::ReadTx& tx, UnitId unit, const std::vector<Fact>& facts) {
  for (const auto& fact : facts)
    if (auto booked = check_booking(tx, unit, fact); !booked) return booked;
  return {};
}

void book(db::WriteTx& tx, const journal::Meta& meta, const std::vector<Fact>& facts) {
  for (const auto& fact : facts) book(tx, meta, fact);
}

}  // namespace hallbook::funds
