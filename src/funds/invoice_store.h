#pragma once
// All SQL for invoices. Private to funds/.
#include "funds/invoice_register.h"

namespace hallbook::funds {

std::optional<Invoice> load_invoice(db::ReadTx& tx, UnitId unit, std::string_view code, std::string_view number);
/// By its number alone; of two codes the one recorded last.
std::optional<Invoice> load_invoice_numbered(db::ReadTx& tx, UnitId unit, std::string_view number);
/// One of that number, void or not, that was read from the file.
std::optional<Invoice> load_invoice_with_file(db::ReadTx& tx, UnitId unit, std::string_view number,
                                              std::string_view file_digest);
std::vector<Invoice> load_invoices(db::ReadTx& tx, UnitId unit, std::string_view contract);
/// The newest first, before a journal position (0 = from the newest); contract "" = all.
std::vector<Invoice> load_newest_invoices(db::ReadTx& tx, UnitId unit, std::string_view contract, std::int64_t before,
                                          std::size_t at_most);
std::vector<Invoice> load_invoices_of(db::ReadTx& tx, UnitId unit, std::string_view seller_key, Money total);

}  // namespace hallbook::funds
