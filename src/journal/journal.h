#pragma once
// The one write path. append() writes a journal line and applies the event to the tables in one transaction.
// The byte form, the chain and the tree are fixed in docs/rules/journal.md (R-JRN-01 to R-JRN-08) with test vectors.
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/digest.h"
#include "base/id.h"
#include "base/json.h"
#include "journal/merkle.h"
#include "platform/db/db.h"

namespace hallbook::journal {

class EvidenceStore;  // evidence.h

/// Who acts, as the journal prints it: "cli:wang", "import:…"; never a password or a citizen's name.
struct Actor {
  std::string name;
};

/// What an apply() may touch: the tables through the transaction, and evidence files (read only).
struct Books {
  db::WriteTx& tx;
  const EvidenceStore& evidence;
};

/// One line's columns, as apply() sees them.
struct Meta {
  UnitId unit;
  std::int64_t seq = 0;  // 1, 2, 3 … without gaps per unit
  Instant at;
  std::string actor;
};

struct Line {
  Meta meta;
  std::string kind;
  std::string body;  // canonical JSON
  Digest prev;
  Digest digest;
};

/// Digest over every other column, in the fixed byte form of docs/rules/journal.md.
Digest line_digest(const Meta& meta, std::string_view kind, std::string_view body, const Digest& prev);

/// Writes the next line of the unit's chain. Used by append() and by tests of the chain only.
Meta write_line(db::WriteTx& tx, UnitId unit, const Actor& actor, Instant at, std::string_view kind, const Json& body);

/// The tree over the unit's line digests as kept beside the journal.
MerkleTree tree(db::ReadTx& tx, UnitId unit);

/// Writes a line that exists elsewhere, as it stands: replay only.
void copy_line(db::WriteTx& tx, const Line& line);

/// An event type E has: static constexpr std::string_view kind; Json to_json() const;
/// static E from_json(const Json&); and, in its own namespace, void apply(Books&, const Meta&, const E&).
template <class E>
Meta append(Books& books, UnitId unit, const Actor& actor, Instant at, const E& event) {
  Meta meta = write_line(books.tx, unit, actor, at, E::kind, event.to_json());
  apply(books, meta, event);
  return meta;
}

/// How replay applies a line of one kind. app/events.cpp lists all kinds in plain sight.
struct EventKind {
  std::string_view kind;
  Text title;                                                              // "登记一条" / "entry recorded"
  void (*apply_line)(Books&, const Meta&, const Json& body) = nullptr;
};
template <class E>
EventKind event_kind(Text title) {
  return {E::kind, std::move(title),
          [](Books& books, const Meta& meta, const Json& body) { apply(books, meta, E::from_json(body)); }};
}

/// Lines of one unit from `first_seq` on, in order.
void each_line(db::ReadTx& tx, UnitId unit, std::int64_t first_seq, const std::function<void(const Line&)>& visit);
std::vector<UnitId> units(db::ReadTx& tx);

/// The head of one unit: last seq (0 when empty), digest of the last line, Merkle root over all line digests.
struct Head {
  std::int64_t seq = 0;
  Digest digest;
  Digest root;
  Instant at;
};
Head head(db::ReadTx& tx, UnitId unit);

/// The last seq at or before the end of the hall day: the journal position "as known on that day".
std::int64_t seq_on(db::ReadTx& tx, UnitId unit, Date day);

}  // namespace hallbook::journal
