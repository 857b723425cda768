#pragma once
// Payments as the treasury platform exports them, kept row by row until each is settled.
// Source: docs/rules/contracts.md, R-TRE-07 to R-TRE-09.
#include <filesystem>
#include <string>
#include <vector>

#include "funds/payment.h"
#include "funds/treasury_match.h"
#include "journal/data_dir.h"

namespace hallbook::funds {

/// A kept row. `settled_by` is the payment that took it, "-" when a person set it aside, "" while it is open.
struct KeptRow {
  TreasuryRow row;
  std::int64_t import_seq = 0;
  std::string settled_by, reason;
};

struct TreasuryImport {
  std::int64_t seq = 0;       // 0: a dry run, or nothing was new
  std::string format;
  std::size_t stored = 0;
  std::size_t known = 0;      // rows that an earlier file brought, equal in everything
  std::vector<TreasuryRow> rows;         // the new ones
  std::vector<TreasuryMatch> matches;    // of each new row
  std::vector<Text> notes;
};

/// Reads, judges and keeps a file; nothing is paid by it. Refuses what read_treasury_file refuses, the same bytes
/// again, a voucher number twice in the file, and one that is known with another day, payee or amount.
Result<TreasuryImport> import_treasury(journal::DataDir& data, const Acting& acting, const std::filesystem::path& file,
                                       bool dry_run);

/// Rows that wait, with what fits them now, by day then voucher.
struct WaitingRow {
  KeptRow kept;
  TreasuryMatch match;
};
std::vector<WaitingRow> waiting_rows(db::ReadTx& tx, UnitId unit);

/// The row of a voucher; refuses not_found.
Result<KeptRow> find_treasury_row(db::ReadTx& tx, UnitId unit, std::string_view voucher);

/// Says that `payment` is what the row paid: it carries the same voucher number, day and amount. Refuses otherwise.
Result<> settle_treasury_row(journal::Books& books, const Acting& acting, std::string_view voucher,
                             std::string_view payment);
/// Sets a row aside: money of another project, a return that was recorded. The reason is needed.
Result<> set_treasury_row_aside(journal::Books& books, const Acting& acting, std::string_view voucher,
                                std::string_view reason);

/// A row whose payment was recorded, or why it was not.
struct PaidRow {
  std::string voucher, request, payment;
  std::vector<Text> warnings;
  std::optional<Refusal> refused;
};
/// R-TRE-10. Records the payment of a waiting row through pay_request(), with all its rules, and settles the row. Without
/// `request` the row must fit exactly one; with it, one of those that fit. Part payments keep the rest.
Result<PaidRow> pay_treasury_row(journal::Books& books, const Acting& acting, const FundRules& rules,
                                 std::string_view voucher, std::string_view request = {});
/// Every row that fits exactly; those that a rule refuses stay waiting, and say so.
std::vector<PaidRow> pay_exact_rows(journal::Books& books, const Acting& acting, const FundRules& rules);

struct TreasuryImported {
  static constexpr std::string_view kind = "TreasuryImported";
  std::string name, format;
  Digest digest;
  std::vector<TreasuryRow> rows;
  Json to_json() const;
  static TreasuryImported from_json(const Json& body);
};
struct TreasuryRowSettled {
  static constexpr std::string_view kind = "TreasuryRowSettled";
  std::string voucher, settled_by, reason;
  Json to_json() const;
  static TreasuryRowSettled from_json(const Json& body);
};
void apply(journal::Books& books, const journal::Meta& meta, const TreasuryImported& event);
void apply(journal::Books& books, const journal::Meta& meta, const TreasuryRowSettled& event);

}  // namespace hallbook::funds
