#pragma once
// The canonical rows file of imported vouchers: evidence that the tables are made from.
//   line 1:  {"books":1}
//   V TAB day TAB kind TAB document TAB payee TAB summary
//   P TAB account TAB fen TAB project TAB line TAB source TAB economic class      (its postings)
// Texts hold no control characters (the reader refuses them), so nothing is escaped.
#include <functional>

#include "funds/posting.h"
#include "journal/evidence.h"

namespace hallbook::funds {

class VoucherRowsWriter {
 public:
  explicit VoucherRowsWriter(const journal::EvidenceStore& evidence);
  void add(const Voucher& voucher);
  Digest finish() { return rows_.finish(); }

 private:
  journal::EvidenceStore::RowsWriter rows_;
  std::string line_;
};

/// Visits every voucher of a rows file. Refuses a file that is missing, cut or of another form.
Result<> each_voucher_row(const journal::EvidenceStore& evidence, const Digest& digest,
                          const std::function<void(const Voucher&)>& visit);

}  // namespace hallbook::funds
