#include "funds/books_api.h"

namespace hallbook::funds {
namespace {

using http::Method;
using identity::Permission;
using identity::Route;

const Route books_rows[] = {
    {Method::get,
     "/funds/books/trial-balance",
     Permission::funds_read,
     get_trial_balance,
     {"科目余额表", "the trial balance"},
     "",
     "TrialBalance",
     "period"},
    {Method::get,
     "/funds/books/ledger/{account}",
     Permission::funds_read,
     get_account_ledger,
     {"一个科目的明细账", "the ledger of an account"},
     "",
     "AccountLedger",
     "period limit after"},
    {Method::get,
     "/funds/books/execution",
     Permission::funds_read,
     get_execution_table,
     {"执行情况表", "outlay by line and source"},
     "",
     "BookExecution",
     "period"},
    {Method::get,
     "/funds/books/vouchers",
     Permission::funds_read,
     get_vouchers,
     {"凭证", "vouchers"},
     "",
     "VoucherList",
     "period limit after document"},
    {Method::get,
     "/funds/books/vouchers/{name}",
     Permission::funds_read,
     get_voucher,
     {"一张凭证的分录", "one voucher with its postings"},
     "",
     "Voucher"},
    {Method::get,
     "/funds/books/closings",
     Permission::funds_read,
     get_closings,
     {"结账记录", "closed months"},
     "",
     "ClosingList"},
    {Method::post,
     "/funds/books/closings",
     Permission::funds_books,
     post_closing,
     {"月末或年末结账", "close a month or end a year"},
     "NewClosing",
     "ClosingList"},
    {Method::get,
     "/funds/books/export",
     Permission::funds_read,
     get_books_export,
     {"导出账簿", "the books as a file"},
     "",
     "File",
     "period format"},
};

}  // namespace

std::span<const identity::Route> books_routes() { return books_rows; }

}  // namespace hallbook::funds
