#include "funds/treasury_match.h"

#include <fmt/format.h>

#include "base/money_math.h"
#include "base/text.h"

namespace hallbook::funds {
namespace {

std::string numbers_listed(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

struct TreasuryCandidates {
  std::vector<const OpenRequest*> named, exact, possible;
};

/// An open request with its payee as it is compared: made once, not once a row.
struct KeyedRequest {
  const OpenRequest* request = nullptr;
  std::string payee;
};

/// R-TRE-04: a request number in the purpose counts before payee and amount.
TreasuryCandidates treasury_candidates(const TreasuryRow& row, const std::vector<KeyedRequest>& requests) {
  TreasuryCandidates found;
  const auto key = payee_key(row.payee);
  for (const auto& [open, wanted] : requests) {
    const OpenRequest& request = *open;
    if (!request.number.empty() && row.purpose.contains(request.number)) found.named.push_back(&request);
    const bool same_payee = key == wanted;
    const bool like_payee =
        same_payee || (!key.empty() && !wanted.empty() && (key.contains(wanted) || wanted.contains(key)));
    if (same_payee && request.open == row.amount)
      found.exact.push_back(&request);
    else if (like_payee && row.amount <= request.open)
      found.possible.push_back(&request);
  }
  return found;
}

std::vector<std::string> request_numbers(const std::vector<const OpenRequest*>& requests) {
  std::vector<std::string> numbers;
  for (const auto* request : requests) numbers.push_back(request->number);
  return numbers;
}

TreasuryMatch refused_match(std::vector<std::string> numbers, Text reason) {
  return {MatchKind::refused, std::move(numbers), std::move(reason)};
}

/// R-TRE-05: everything must fit before a row is taken without asking.
TreasuryMatch judge_candidate(const TreasuryRow& row, const OpenRequest& request) {
  if (payee_key(row.payee) != payee_key(request.payee))
    return {MatchKind::proposed, {request.number}, {"收款人写法不同", "the payee is written otherwise"}};
  if (row.amount > request.open)
    return refused_match({request.number}, {fmt::format("付款 {} 元超过 {} 未付的 {} 元", to_yuan(row.amount),
                                                        request.number, to_yuan(request.open)),
                                            fmt::format("paid {} yuan, but {} has only {} open", to_yuan(row.amount),
                                                        request.number, to_yuan(request.open))});
  if (row.amount < request.open)
    return {MatchKind::proposed,
            {request.number},
            {fmt::format("部分付款：{} 尚有 {} 元未付", request.number, to_yuan(request.open - row.amount)),
             fmt::format("a part: {} yuan of {} stay open", to_yuan(request.open - row.amount), request.number)}};
  if (row.paid_on < request.approved_on)
    return {MatchKind::proposed,
            {request.number},
            {fmt::format("付款日 {} 早于审批日 {}", iso(row.paid_on), iso(request.approved_on)),
             fmt::format("paid on {}, before the approval of {}", iso(row.paid_on), iso(request.approved_on))}};
  return {MatchKind::exact, {request.number}, {"收款人和金额相同", "same payee and amount"}};
}

TreasuryMatch match_treasury_row(const TreasuryRow& row, const std::vector<KeyedRequest>& requests) {
  if (row.amount < Money{})
    return {
        MatchKind::returned, {}, {"退回款：请在原付款上登记退回", "money came back: record the return on its payment"}};
  const auto found = treasury_candidates(row, requests);
  const auto& wanted = !found.named.empty() ? found.named : !found.exact.empty() ? found.exact : found.possible;
  if (wanted.empty()) return {MatchKind::unknown, {}, {"没有对应的已审批申请", "no approved request fits"}};
  if (wanted.size() > 1) {
    auto numbers = request_numbers(wanted);
    Text reason{fmt::format("同时符合 {}；请指明一个", numbers_listed(numbers)),
                fmt::format("fits {} alike; name one", numbers_listed(numbers))};
    return refused_match(std::move(numbers), std::move(reason));
  }
  return judge_candidate(row, *wanted.front());
}

}  // namespace

std::string_view match_name(MatchKind kind) {
  constexpr std::string_view names[] = {"exact", "proposed", "refused", "returned", "unknown"};
  return names[static_cast<std::size_t>(kind)];
}

std::string payee_key(std::string_view payee) {
  std::string half = to_half_width(payee);
  for (const std::string_view dropped : {" ", "(", ")", "\t", "·", ".", "\xC2\xA0", "“", "”", "\""})
    for (auto at = half.find(dropped); at != std::string::npos; at = half.find(dropped)) half.erase(at, dropped.size());
  for (char& c : half)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return half;
}

std::vector<TreasuryMatch> match_treasury(const std::vector<TreasuryRow>& rows,
                                          const std::vector<OpenRequest>& requests,
                                          const std::vector<std::string>& used_vouchers) {
  const std::set<std::string> used{used_vouchers.begin(), used_vouchers.end()};
  std::map<std::string, int> vouchers;  // R-TRE-06
  for (const auto& row : rows) ++vouchers[row.voucher];
  std::vector<KeyedRequest> keyed;
  for (const auto& request : requests) keyed.push_back({&request, payee_key(request.payee)});
  std::vector<TreasuryMatch> matches;
  std::map<std::string, std::vector<std::size_t>> claimed;
  for (const auto& row : rows) {
    if (used.contains(row.voucher))
      matches.push_back(refused_match({}, {fmt::format("凭证号 {} 已登记过", row.voucher),
                                           fmt::format("voucher {} is recorded already", row.voucher)}));
    else if (vouchers[row.voucher] > 1)
      matches.push_back(refused_match({}, {fmt::format("凭证号 {} 在文件里出现多次", row.voucher),
                                           fmt::format("voucher {} stands more than once in the file", row.voucher)}));
    else
      matches.push_back(match_treasury_row(row, keyed));
    if (matches.back().kind == MatchKind::exact) claimed[matches.back().requests.front()].push_back(matches.size() - 1);
  }
  for (const auto& [request, at] : claimed)  // one request, two rows: only a person knows which was meant
    if (at.size() > 1)
      for (const auto i : at)
        matches[i] = refused_match({request}, {fmt::format("有 {} 行都符合 {}", at.size(), request),
                                               fmt::format("{} rows fit {}", at.size(), request)});
  return matches;
}

}  // namespace hallbook::funds
