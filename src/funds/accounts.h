#pragma once
// A budget line is a set of accounts, and every step a balanced transfer between them through move(): nothing else
// writes a balance. R-FND-01: approved = free + held + committed + executed at every instant; R-FND-02: none below zero.
#include <optional>
#include <string>
#include <vector>

#include "base/money.h"
#include "journal/journal.h"

namespace hallbook::funds {

/// `outside` is the treasury: what comes from there is approved, what goes there is approved no more.
enum class Account { outside, free, held, committed, executed };
std::string_view account_name(Account account);  // "free": as JSON and the tables write it
std::optional<Account> find_account(std::string_view name);

struct LineKey {
  std::string project;  // the dossier's project code
  std::string line;  // "1", "2" …
  friend auto operator<=>(const LineKey&, const LineKey&) = default;
};

enum class LineState { open, closed };

struct Line {
  LineKey key;
  std::string purpose;
  std::string economic_class;  // "30207"
  std::string source;  // "appropriation", "carried_over", "other"
  Money initial, approved, released;
  Money free, held, committed, executed;
  LineState state = LineState::open;
  Money balance(Account account) const;  // ensure: not outside
};

/// What one document holds on a line.
struct Hold {
  std::string document;
  LineKey line;
  Money held, committed, executed;
};

/// One transfer. Money in held, committed and executed belongs to a document: `from_document` gives it, `document` gets
/// it. "" for from_document means the same document. So a request that is approved is
///   {line, held, committed, amount, "Q-2026-0001"}
/// and one that a contract takes over (nothing moves on the line, only the holder) is
///   {line, committed, committed, amount, "C-2026-0001", "Q-2026-0001"}.
struct Move {
  LineKey line;
  Account from = Account::free;
  Account to = Account::held;
  Money amount;
  std::string document;
  std::string from_document = {};
};

/// Writes the balances, the documents' holds and one line_move row. For apply() only: the op has checked before, here
/// whatever is impossible is our own mistake (ensure). A move of nothing writes nothing.
void move(db::WriteTx& tx, const journal::Meta& meta, const Move& transfer);

std::optional<Line> find_line(db::ReadTx& tx, UnitId unit, const LineKey& key);
std::vector<Line> lines(db::ReadTx& tx, UnitId unit, std::string_view project);  // in the order of their numbers
/// An open line of a budget. Refuses: not_found (names the lines there are), wrong_state (closed).
Result<Line> open_line(db::ReadTx& tx, UnitId unit, const LineKey& key);

/// What documents hold on the line (held or committed), the largest first.
std::vector<Hold> holders(db::ReadTx& tx, UnitId unit, const LineKey& key, int at_most = 5);
/// The document's hold on the line; all zero when it has none.
Hold hold_of(db::ReadTx& tx, UnitId unit, const LineKey& key, std::string_view document);

/// R-FND-03: may `amount` be taken from the line's free money? The refusal names what is free and what holds the rest.
Result<> check_free(db::ReadTx& tx, UnitId unit, const Line& line, Money amount);
/// The same tail for other refusals: "尚可用 650.00 元；占用：Q-2026-0001 300.00 元".
Text free_and_holders(db::ReadTx& tx, UnitId unit, const Line& line);

/// Amount of a document as people type it. Refuses (R-FND-04) more than two decimals, zero, negative, and a magnitude
/// (万, 亿) where yuan are asked for; full-width digits are refused too: they come from a sheet that was not read by us.
Result<Money> parse_amount(std::string_view text, std::string_view field);

struct MoveRow {
  std::int64_t seq = 0;
  LineKey line;
  Account from = Account::free, to = Account::free;
  Money amount;
  std::string from_document, document;
  Instant at;
};
/// The transfers of a line, or of a document on it when one is named, oldest first, after (seq, part) pages of `limit`.
std::vector<MoveRow> moves(db::ReadTx& tx, UnitId unit, const LineKey& key, std::int64_t after_seq, int limit);

/// The next number of a series: next_number(tx, unit, "Q", 2026) = "Q-2026-0001". In the same write as its event; the
/// event carries the number, and its apply() calls keep_number().
std::string next_number(db::ReadTx& tx, UnitId unit, std::string_view letter, int year);
void keep_number(db::WriteTx& tx, UnitId unit, std::string_view number);

}  // namespace hallbook::funds
