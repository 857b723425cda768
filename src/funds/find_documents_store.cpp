// R-API-66: every question is a range of a key, so that 100,000 documents answer as fast as ten.
#include "base/text.h"
#include "funds/books_reports.h"
#include "funds/find_documents.h"

namespace hallbook::funds {
namespace {

using Kind = FoundDocument::Kind;

constexpr std::size_t shortest_beginning = 2;
constexpr std::size_t short_invoice_number = 8;  // the others have 20 digits and no code

/// Behind every text that begins with `text`.
std::string past(std::string_view text) { return std::string{text} + "\U0010FFFF"; }

std::string number_spelling(std::string_view text) {  // our numbers and the treasury's are in capitals
  std::string upper = to_half_width(trim(text));
  for (char& letter : upper)
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  return upper;
}

class DocumentFinder {
 public:
  DocumentFinder(db::ReadTx& tx, UnitId unit, std::string_view text, std::size_t each)
      : tx_{tx}, unit_{unit}, name_{trim(text)}, number_{number_spelling(text)}, each_{static_cast<int>(each)} {}

  std::vector<FoundDocument> run() {
    if (count_characters(name_) < shortest_beginning) return {};
    by_number(Kind::request, R"(
        SELECT no, payee, '' FROM fund_request WHERE unit_id = $1 AND no >= $2 AND no < $3 ORDER BY no DESC LIMIT $4)");
    by_number(Kind::contract, R"(
        SELECT number, party, '' FROM contract
        WHERE unit_id = $1 AND number >= $2 AND number < $3 ORDER BY number DESC LIMIT $4)");
    by_number(Kind::payment, R"(
        SELECT no, voucher || ' ' || payee, '' FROM payment
        WHERE unit_id = $1 AND no >= $2 AND no < $3 ORDER BY no DESC LIMIT $4)");
    by_number(Kind::payment, R"(
        SELECT no, voucher || ' ' || payee, '' FROM payment
        WHERE unit_id = $1 AND voucher >= $2 AND voucher < $3 ORDER BY voucher DESC LIMIT $4)");
    by_number(Kind::acceptance, R"(
        SELECT number, contract, contract FROM acceptance
        WHERE unit_id = $1 AND number >= $2 AND number < $3 ORDER BY number DESC LIMIT $4)");
    find_invoices();
    find_voucher();
    find_payees();
    find_parties();
    return std::move(found_);
  }

 private:
  void by_number(Kind kind, std::string_view sql) {
    tx_.each(
        sql, [&](const db::Row& row) { found_.push_back({kind, row.string(0), row.string(1), row.string(2)}); }, unit_,
        number_, past(number_), each_);
  }
  void find_invoices() {
    by_number(Kind::invoice, R"(
        SELECT number, seller, CASE WHEN contract <> '' THEN contract ELSE request END FROM invoice
        WHERE unit_id = $1 AND code = '' AND number >= $2 AND number < $3 ORDER BY number DESC LIMIT $4)");
    if (number_.size() != short_invoice_number || !std::ranges::all_of(number_, is_digit)) return;
    // Printed invoices are keyed by their batch first: the batches, which are few, are walked one by one.
    tx_.each(
        R"(
        WITH RECURSIVE batch (code) AS (
          SELECT MIN(code) FROM invoice WHERE unit_id = $1
          UNION ALL
          SELECT (SELECT MIN(i.code) FROM invoice i WHERE i.unit_id = $1 AND i.code > batch.code) FROM batch
          WHERE batch.code IS NOT NULL)
        SELECT number, seller, CASE WHEN contract <> '' THEN contract ELSE request END
        FROM batch JOIN invoice ON invoice.unit_id = $1 AND invoice.code = batch.code AND invoice.number = $2
        WHERE batch.code <> '' LIMIT $3)",
        [&](const db::Row& row) { found_.push_back({Kind::invoice, row.string(0), row.string(1), row.string(2)}); },
        unit_, number_, each_);
  }
  void find_voucher() {
    const auto name = parse_voucher_name(number_);
    if (!name) return;
    tx_.each(
        "SELECT summary FROM book_voucher WHERE unit_id = $1 AND series = $2 AND number = $3",
        [&](const db::Row& row) { found_.push_back({Kind::voucher, number_, row.string(0), ""}); }, unit_, name->first,
        name->second);
  }
  /// From one payee to the next in the index: one that was paid ten thousand times costs one step.
  void find_payees() {
    std::string from = name_;
    for (int step = 0; step < each_; ++step) {
      std::optional<std::string> payee;
      tx_.each(
          step == 0 ? "SELECT payee FROM fund_request WHERE unit_id = $1 AND payee >= $2 AND payee < $3 "
                      "ORDER BY payee LIMIT 1"
                    : "SELECT payee FROM fund_request WHERE unit_id = $1 AND payee > $2 AND payee < $3 "
                      "ORDER BY payee LIMIT 1",
          [&](const db::Row& row) { payee = row.string(0); }, unit_, from, past(name_));
      if (!payee) return;
      found_.push_back({Kind::payee, *payee, "", ""});
      from = *payee;
    }
  }

  /// Contracts by the other party: a supplier may have a contract long before anybody asks for money.
  void find_parties() {
    tx_.each(
        R"(
        SELECT number, party FROM contract WHERE unit_id = $1 AND party >= $2 AND party < $3
        ORDER BY party DESC, number DESC LIMIT $4)",
        [&](const db::Row& row) { found_.push_back({Kind::contract, row.string(0), row.string(1), ""}); }, unit_, name_,
        past(name_), each_);
  }

  db::ReadTx& tx_;
  UnitId unit_;
  std::string name_, number_;
  int each_;
  std::vector<FoundDocument> found_;
};

}  // namespace

std::vector<FoundDocument> find_documents(db::ReadTx& tx, UnitId unit, std::string_view text, std::size_t each) {
  return DocumentFinder{tx, unit, text, each}.run();
}

}  // namespace hallbook::funds
