#pragma once
// SQL of requests, approvals and payments that rules need. Private to funds/.
#include "funds/approval.h"

namespace hallbook::funds {

/// Warnings: open or paid documents with the same payee and amount.
std::vector<Text> alike(db::ReadTx& tx, UnitId unit, std::string_view payee, Money amount);
/// R-FND-14: refuses what is neither in `have` nor in `more`.
Result<> missing_papers(const std::vector<std::string>& needed, const std::vector<PaperFile>& have,
                        const std::vector<PaperFile>& more, const Text& type);
/// The digest of one line of the unit's journal; nullopt when it is not there.
std::optional<Digest> journal_digest(db::ReadTx& tx, UnitId unit, std::int64_t seq);
RequestState request_state_in(std::string_view name);
void set_request_state(db::WriteTx& tx, UnitId unit, std::string_view no, RequestState state,
                       std::string_view why = {});
/// Where a request's money came from: its contract's committed money, or the line's free money.
void give_back(db::WriteTx& tx, const journal::Meta& meta, const Request& request, Account from, Money amount);
std::optional<std::string> payment_with_voucher(db::ReadTx& tx, UnitId unit, std::string_view voucher);

}  // namespace hallbook::funds
