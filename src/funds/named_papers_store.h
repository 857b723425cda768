#pragma once
// All SQL for numbers that papers name. Private to funds/.
#include "funds/named_papers.h"

namespace hallbook::funds {

struct NamingRequest {
  std::string no, payee;
  Money amount;
  RequestState state = RequestState::asked;
};
/// The oldest request but `own` that names the invoice and still holds or has paid money. One that was cancelled, or whose
/// payment came back for good, has neither.
std::optional<NamingRequest> request_naming(db::ReadTx& tx, UnitId unit, std::string_view invoice,
                                            std::string_view own);
/// The number is registered, and void wherever it is.
bool is_void_invoice(db::ReadTx& tx, UnitId unit, std::string_view number);

/// A paper with the line of the journal that brought it.
struct BroughtPaper {
  std::int64_t seq = 0;
  PaperFile paper;
};
std::vector<BroughtPaper> papers_brought_later(db::ReadTx& tx, UnitId unit, std::string_view request);

}  // namespace hallbook::funds
