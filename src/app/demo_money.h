#pragma once
// The money of the sample year: approved, planned, under contract, asked for, approved, paid, through the very operations
// that people use. Nothing is written past them, so whatever a page shows of it can happen in a real hall.
#include <filesystem>

#include "funds/acceptance.h"
#include "funds/contract_ops.h"
#include "funds/payment.h"
#include "funds/reconcile_registers.h"

namespace hallbook::app {

/// 420,000 yuan of `project` in the lines of the shipped proposal. The people of sample_users.h act; `folder` gets the
/// budget's sheet. A refusal here is a mistake of the sample itself: it throws.
void fill_money(journal::Books& books, UnitId unit, std::string_view project, int year,
                const std::filesystem::path& folder);

/// The acts behind it, each by the person whose duty it is, on its day.
class MoneyYear {
 public:
  MoneyYear(journal::Books& books, UnitId unit, std::string_view project, int year);

  Date day(unsigned month, unsigned of_month) const { return make_date(year_, month, of_month); }
  funds::Acting as(std::string_view person, Date on) const;
  funds::LineKey line(std::string_view no) const { return {project_, std::string{no}}; }

  void budget(const std::filesystem::path& sheet, Date on);
  struct Part {
    unsigned first_month, last_month;
    std::int64_t yuan;
  };
  void plan(std::string_view no, funds::PlanKind kind, const std::vector<Part>& parts, Date on);
  void release(std::string_view no, std::int64_t percent, std::string_view document, Date on);
  void transfer(std::string_view from, std::string_view to, std::int64_t yuan, Date on, std::string_view reason);
  std::string sign(funds::Contract contract);

  /// A request of a line's free money, not yet approved.
  struct Wish {
    std::string_view line, type, payee, purpose;
    std::int64_t yuan = 0;
    int indicator = 0;
    Date on{}, pay_on{};
  };
  std::string ask(const Wish& wish);
  void approve(const std::string& request, std::string_view person, Date on);
  /// Papers, then the treasury's voucher.
  std::string pay(const std::string& request, Date on);
  /// Asked for, approved by as many as it needs, paid.
  std::string buy(const Wish& wish);

  /// Sent back by finance; and one whose payment came back for a wrong account and was paid again.
  void refuse(const Wish& wish, std::string_view reason);
  void come_back(const Wish& wish, std::string_view reason);
  /// The cashier is away: finance may approve and pay, for some days. Allowed by the director.
  void except(Date on, Date until, std::string_view reason);

  /// One quarter of a contract: what its register holds (or a fixed sum) accepted by two, billed, compared, asked for and,
  /// unless it is still to wait, approved and paid. `one_too_many`: the bill says a piece more than the register.
  struct Bill {
    std::string contract;
    Period period;
    Date accepted_on{}, paid_on{};
    std::int64_t fixed_yuan = 0;  // for contracts without a register
    int indicator = 0;
    bool one_too_many = false, waits = false;
  };
  void settle(const Bill& bill);

 private:
  std::vector<funds::AcceptanceLine> delivered(const funds::Contract& contract, const Bill& bill);
  void compare(const funds::Contract& contract, const Bill& bill, const std::vector<funds::AcceptanceLine>& lines);
  void accept(const funds::Contract& contract, const Bill& bill, std::vector<funds::AcceptanceLine> lines);
  std::string invoice(const funds::Contract& contract, Money amount, Date on);

  journal::Books& books_;
  UnitId unit_;
  std::string project_;
  int year_;
  funds::FundRules rules_;
  int vouchers_ = 0, invoices_ = 0;
};

}  // namespace hallbook::app
