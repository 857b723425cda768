#pragma once
// All SQL for invoices. Private to funds/.
#include "funds/invoice_register.h"

namespace hallbook::funds {

std::optional<Invoice> load_invoice(db::ReadTx& tx, UnitId unit, std::string_view code, std::string_view number);
/// By its number alone; of two codes the one recorded last.
std::optional<Invoice> load_invoice_numbered(db::ReadTx& tx, UnitId unit, std::string_view number);
std::vector<Invoice> load_invoices(db::ReadTx& tx, UnitId unit, std::string_view contract);
std::vector<Invoice> load_invoices_of(db::ReadTx& tx, UnitId unit, std::string_view seller_key, Money total);

}  // namespace hallbook::funds
