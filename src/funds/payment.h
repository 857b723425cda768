#pragma once
// What the treasury paid, as recorded here: never moved by this program. A voucher's number is used once; a wrong amount is
// returned and paid anew, never corrected (R-FND-40 to R-FND-44).
#include "funds/approval.h"

namespace hallbook::funds {

enum class Rest { keep, release };  // what a part payment leaves: still committed, or back where it came from

struct PaymentRecorded {
  static constexpr std::string_view kind = "PaymentRecorded";
  std::string no, request, voucher;
  Date paid_on{};
  Money amount;
  Rest rest = Rest::keep;
  std::string by;
  Json to_json() const;
  static PaymentRecorded from_json(const Json& body);
};
void apply(journal::Books& books, const journal::Meta& meta, const PaymentRecorded& event);

/// 退回: all or part comes back; the request may then be paid again, or the money goes back where it came from.
struct PaymentReturned {
  static constexpr std::string_view kind = "PaymentReturned";
  std::string no;  // the payment's
  Money amount;
  Date returned_on{};
  Rest rest = Rest::keep;
  std::string reason, by;
  Json to_json() const;
  static PaymentReturned from_json(const Json& body);
};
void apply(journal::Books& books, const journal::Meta& meta, const PaymentReturned& event);

struct Payment {
  std::string no, request;
  LineKey line;
  std::string payee, voucher;
  Date paid_on{};
  Money amount, returned, freed;  // freed: of the rest, when it was released
  std::string state;  // "paid", "part_returned", "returned"
  std::int64_t seq = 0;
  std::string by;
};

struct NewPayment {
  std::string request;
  std::optional<Money> amount;  // nullopt = all that is committed
  std::string voucher;
  Date paid_on{};
  Rest rest = Rest::keep;
};
/// Whether the person may pay the request now (all but amount, day and voucher), and why not.
Result<> may_pay(db::ReadTx& tx, const Acting& acting, const FundRules& rules, std::string_view no);
Result<Made> pay_request(journal::Books& books, const Acting& acting, const FundRules& rules, const NewPayment& asked);
Result<> return_payment(journal::Books& books, const Acting& acting, const PaymentReturned& asked);

std::optional<Payment> load_payment(db::ReadTx& tx, UnitId unit, std::string_view no);
std::vector<Payment> payments_of(db::ReadTx& tx, UnitId unit, std::string_view request);
/// Of a project, oldest first; line "" = all.
std::vector<Payment> list_payments(db::ReadTx& tx, UnitId unit, const LineKey& line, int limit = 500);

}  // namespace hallbook::funds
