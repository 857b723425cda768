#pragma once
// The journal's head as it leaves the house, to lie with the superior unit, and what the journal says of one that comes
// back. Source: trust.md R5; docs/rules/api.md, R-API-68 to R-API-70.
#include <vector>

#include "identity/unit.h"
#include "journal/journal.h"

namespace hallbook::app {

/// What a deposited head is at most: a file of a dozen lines.
inline constexpr std::size_t largest_deposited_head = 4096;

struct DepositedHead {
  std::int64_t seq = 0;
  Digest root;
  std::optional<Digest> digest;  // of line `seq`; a typed head has none
  std::string unit_code, at;  // "" when it does not say
};

/// The file that is kept elsewhere: JSON with a digest of its own, so that damage on the way is not taken for a rewritten journal.
std::string deposited_text(const identity::Unit& unit, const journal::Head& head);

/// Reads the file, or what is printed and copied: "SEQ:ROOT", "#SEQ ROOT", "SEQ ROOT TIME". Refuses over_limit (too long for a
/// head) and invalid (neither; the file was changed or cut).
Result<DepositedHead> read_deposited(std::string_view text);

struct HeadDifference {
  std::string what, given, ours;  // "root", "digest", "at"
};
enum class HeadStanding { on_chain, other, ahead };
struct HeadVerdict {
  HeadStanding standing = HeadStanding::on_chain;
  std::int64_t seq = 0;  // of the given head
  journal::Head now;
  std::vector<HeadDifference> differences;
  Text message;
};
std::string_view standing_name(HeadStanding standing);  // "on_chain", "other", "ahead"

/// Refuses (invalid) the head of another unit: it says nothing of this journal.
Result<HeadVerdict> judge_head(db::ReadTx& tx, const identity::Unit& unit, const DepositedHead& given);

}  // namespace hallbook::app
