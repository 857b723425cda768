#pragma once
// Rows of the treasury platform's export against documents that wait for their payment. Pure.
// Source: docs/rules/contracts.md, R-TRE-03 to R-TRE-06.
#include <string>
#include <vector>

#include "base/date.h"
#include "base/money.h"
#include "base/result.h"

namespace hallbook::funds {

struct TreasuryRow {
  std::int64_t row = 0;  // as a spreadsheet counts
  std::string voucher{};   // 支付凭证号
  Date paid_on{};
  std::string payee{};
  Money amount{};          // negative: money that came back (退回)
  std::string account{};   // 经济分类 or 指标 as printed; "" when the export has no such column
  std::string purpose{};   // 摘要
};

/// An approved request, as far as it is unpaid.
struct OpenRequest {
  std::string number;  // "Q-2026-0001"
  std::string payee;
  Money open;
  Date approved_on;
};

/// exact: one request, same payee, same amount, and nobody else claims it. proposed: a person decides (part payment,
/// payee written otherwise, paid before it was approved). refused: two requests fit, or a voucher number stands twice.
/// returned: money came back; it is recorded by hand against its payment. unknown: nothing fits.
enum class MatchKind { exact, proposed, refused, returned, unknown };
std::string_view match_name(MatchKind kind);

struct TreasuryMatch {
  MatchKind kind = MatchKind::unknown;
  std::vector<std::string> requests;  // one when exact; all that fit otherwise
  Text reason;
};

/// One element per row, in order. `used_vouchers` are numbers that earlier payments or imports carry.
std::vector<TreasuryMatch> match_treasury(const std::vector<TreasuryRow>& rows,
                                          const std::vector<OpenRequest>& requests,
                                          const std::vector<std::string>& used_vouchers);

/// R-TRE-03. A payee's name for comparing: half-width, without spaces, brackets and points.
std::string payee_key(std::string_view payee);

}  // namespace hallbook::funds
