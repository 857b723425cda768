#include "funds/treasury.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "base/money_math.h"
#include "base/text.h"
#include "funds/contract_store.h"
#include "funds/request_store.h"
#include "funds/treasury_read.h"
#include "funds/treasury_store.h"
#include "platform/crypto/hash.h"
#include "platform/files/disk.h"

namespace hallbook::funds {
namespace {

constexpr std::size_t longest_aside_reason = 200;
constexpr std::uint64_t largest_treasury_file = 20u << 20;

std::vector<OpenRequest> open_requests(db::ReadTx& tx, UnitId unit) {
  std::vector<OpenRequest> open;
  for (const auto& request : load_approved_requests(tx, unit))
    open.push_back({request.number, request.payee, request.committed, request.made_on});
  return open;
}

/// R-TRE-06: those of the rows' vouchers that a payment has already.
std::vector<std::string> paid_vouchers(db::ReadTx& tx, UnitId unit, const std::vector<TreasuryRow>& rows) {
  std::vector<std::string> used;
  for (const auto& row : rows)
    if (payment_with_voucher(tx, unit, row.voucher)) used.push_back(row.voucher);
  return used;
}

std::unexpected<Refusal> refuse_voucher(const TreasuryRow& row, std::string_view zh, std::string_view en) {
  return refuse(RefusalCode::conflict,
                {fmt::format("第 {} 行：凭证号 {}{}", row.row, row.voucher, zh),
                 fmt::format("row {}: voucher {} {}", row.row, row.voucher, en)},
                "voucher", fmt::format("第 {} 行", row.row));
}

/// R-TRE-07. Splits the file into rows that are new and rows that an earlier one brought.
Result<TreasuryImport> new_rows(db::ReadTx& tx, UnitId unit, const TreasuryFile& file) {
  TreasuryImport result{.seq = 0, .format = file.format, .rows = {}, .matches = {}, .notes = file.notes};
  std::map<std::string, std::int64_t> seen;
  for (const auto& row : file.rows) {
    const auto [at, first] = seen.emplace(row.voucher, row.row);
    if (!first)
      return refuse_voucher(row, fmt::format("在第 {} 行已出现", at->second),
                            fmt::format("stands in row {} already", at->second));
    const auto kept = load_treasury_row(tx, unit, row.voucher);
    if (!kept) {
      result.rows.push_back(row);
      continue;
    }
    if (kept->row.paid_on != row.paid_on || kept->row.payee != row.payee || kept->row.amount != row.amount)
      return refuse_voucher(
          row,
          fmt::format("以前导入为 {} {} {} 元", iso(kept->row.paid_on), kept->row.payee, to_yuan(kept->row.amount)),
          fmt::format("was imported before as {} {} {} yuan", iso(kept->row.paid_on), kept->row.payee,
                      to_yuan(kept->row.amount)));
    ++result.known;
  }
  result.stored = result.rows.size();
  result.matches = match_treasury(result.rows, open_requests(tx, unit), paid_vouchers(tx, unit, result.rows));
  return result;
}

Result<> refuse_known_file(db::ReadTx& tx, UnitId unit, const Digest& digest) {
  const auto earlier = load_treasury_import(tx, unit, digest);
  if (!earlier) return {};
  return refuse(RefusalCode::conflict,
                {fmt::format("这个文件已导入过（日志第 {} 行）", *earlier),
                 fmt::format("this file was imported before (journal line {})", *earlier)},
                "file");
}

}  // namespace

Json TreasuryImported::to_json() const {
  Json list = Json::Array{};
  for (const auto& row : rows)
    list.push_back(Json::Object{{"row", row.row},
                                {"voucher", row.voucher},
                                {"paid_on", iso(row.paid_on)},
                                {"payee", row.payee},
                                {"amount", row.amount.fen()},
                                {"account", row.account},
                                {"purpose", row.purpose}});
  return Json::Object{{"name", name}, {"format", format}, {"digest", digest.hex()}, {"rows", std::move(list)}};
}

TreasuryImported TreasuryImported::from_json(const Json& body) {
  TreasuryImported event{
      body.at("name").string(), body.at("format").string(), Digest::from_hex(body.at("digest").string()).value(), {}};
  for (const auto& row : body.at("rows").array()) {
    const auto day = parse_iso_date(row.at("paid_on").string());
    ensure(day.has_value(), "treasury: a day in the journal");
    event.rows.push_back({row.at("row").integer(), row.at("voucher").string(), *day, row.at("payee").string(),
                          Money::from_fen(row.at("amount").integer()), row.at("account").string(),
                          row.at("purpose").string()});
  }
  return event;
}

Json TreasuryRowSettled::to_json() const {
  return Json::Object{{"voucher", voucher}, {"settled_by", settled_by}, {"reason", reason}};
}
TreasuryRowSettled TreasuryRowSettled::from_json(const Json& body) {
  return {body.at("voucher").string(), body.at("settled_by").string(), body.at("reason").string()};
}

Result<TreasuryImport> import_treasury(journal::DataDir& data, const Acting& acting, const std::filesystem::path& file,
                                       bool dry_run) {
  const auto bytes = files::read_file(file, largest_treasury_file);
  if (!bytes) return std::unexpected{bytes.error()};
  const auto read = read_treasury_file(file);
  if (!read) return std::unexpected{read.error()};
  const auto digest = crypto::sm3(*bytes);
  if (dry_run) {
    auto tx = data.read();
    if (auto fresh = refuse_known_file(tx, acting.unit, digest); !fresh) return std::unexpected{fresh.error()};
    return new_rows(tx, acting.unit, *read);
  }
  return data.write([&](journal::Books& books) -> Result<TreasuryImport> {
    if (auto fresh = refuse_known_file(books.tx, acting.unit, digest); !fresh) return std::unexpected{fresh.error()};
    auto result = new_rows(books.tx, acting.unit, *read);
    if (!result || result->rows.empty()) return result;
    const TreasuryImported event{first_characters(file.filename().string(), 120), read->format, digest, result->rows};
    result->seq = journal::append(books, acting.unit, acting.actor, acting.at, event).seq;
    return result;
  });
}

std::vector<WaitingRow> waiting_rows(db::ReadTx& tx, UnitId unit) {
  const auto kept = load_open_treasury_rows(tx, unit);
  if (kept.empty()) return {};
  std::vector<TreasuryRow> rows;
  for (const auto& row : kept) rows.push_back(row.row);
  const auto matches = match_treasury(rows, open_requests(tx, unit), paid_vouchers(tx, unit, rows));
  std::vector<WaitingRow> waiting;
  for (std::size_t i = 0; i < kept.size(); ++i) waiting.push_back({kept[i], matches[i]});
  return waiting;
}

Result<KeptRow> find_treasury_row(db::ReadTx& tx, UnitId unit, std::string_view voucher) {
  if (auto kept = load_treasury_row(tx, unit, voucher)) return std::move(*kept);
  return refuse(RefusalCode::not_found,
                {fmt::format("没有导入过凭证号“{}”", quote(voucher)),
                 fmt::format("no row with voucher “{}” was imported", quote(voucher))},
                "voucher");
}

namespace {

/// R-TRE-08: a row is settled once.
Result<KeptRow> open_treasury_row(db::ReadTx& tx, UnitId unit, std::string_view voucher) {
  auto kept = find_treasury_row(tx, unit, voucher);
  if (!kept || kept->settled_by.empty()) return kept;
  return refuse(RefusalCode::wrong_state,
                {fmt::format("凭证 {} 已处理：{}", kept->row.voucher, kept->settled_by),
                 fmt::format("voucher {} is settled: {}", kept->row.voucher, kept->settled_by)},
                "voucher");
}

}  // namespace

Result<> settle_treasury_row(journal::Books& books, const Acting& acting, std::string_view voucher,
                             std::string_view payment) {
  if (auto may = check_may(books.tx, acting, identity::Permission::funds_pay); !may) return may;
  const auto kept = open_treasury_row(books.tx, acting.unit, voucher);
  if (!kept) return std::unexpected{kept.error()};
  const auto paid = load_payment_voucher(books.tx, acting.unit, payment);
  if (!paid || paid->voucher != kept->row.voucher || paid->paid_on != kept->row.paid_on ||
      paid->amount != kept->row.amount)
    return refuse(
        RefusalCode::conflict,
        {fmt::format("付款 {} 与凭证 {} 的号码、日期或金额不一致", quote(payment), kept->row.voucher),
         fmt::format("payment {} and voucher {} differ in number, day or amount", quote(payment), kept->row.voucher)},
        "payment");
  journal::append(books, acting.unit, acting.actor, acting.at,
                  TreasuryRowSettled{kept->row.voucher, std::string{payment}, ""});
  return {};
}

namespace {

/// Which request a row pays: the exact one, or the one that a person named among those that fit.
Result<std::string> request_of_row(const WaitingRow& waiting, std::string_view named) {
  const auto& match = waiting.match;
  const auto& voucher = waiting.kept.row.voucher;
  if (named.empty()) {
    if (match.kind == MatchKind::exact) return match.requests.front();
    return refuse(RefusalCode::conflict,
                  {fmt::format("凭证 {} 没有完全对上的申请：{}", voucher, match.reason.zh),
                   fmt::format("no request fits voucher {} exactly: {}", voucher, match.reason.en)},
                  "request");
  }
  if (std::ranges::find(match.requests, named) != match.requests.end()) return std::string{named};
  return refuse(RefusalCode::conflict,
                {fmt::format("申请 {} 与凭证 {} 不符：{}", quote(named), voucher, match.reason.zh),
                 fmt::format("request {} does not fit voucher {}: {}", quote(named), voucher, match.reason.en)},
                "request");
}

/// Payment and settling in one transaction. The row carries what the treasury says: voucher, day, amount.
Result<PaidRow> pay_row(journal::Books& books, const Acting& acting, const FundRules& rules, const TreasuryRow& row,
                        std::string request) {
  const auto made = pay_request(books, acting, rules, {request, row.amount, row.voucher, row.paid_on, Rest::keep});
  if (!made) return std::unexpected{made.error()};
  journal::append(books, acting.unit, acting.actor, acting.at, TreasuryRowSettled{row.voucher, made->no, ""});
  return PaidRow{row.voucher, std::move(request), made->no, made->warnings, std::nullopt};
}

}  // namespace

// R-TRE-10
Result<PaidRow> pay_treasury_row(journal::Books& books, const Acting& acting, const FundRules& rules,
                                 std::string_view voucher, std::string_view request) {
  if (const auto kept = open_treasury_row(books.tx, acting.unit, voucher); !kept) return std::unexpected{kept.error()};
  const auto waiting = waiting_rows(books.tx, acting.unit);
  const auto found = std::ranges::find(waiting, voucher,
                                       [](const WaitingRow& one) -> std::string_view { return one.kept.row.voucher; });
  ensure(found != waiting.end(), "an open treasury row does not wait");
  auto which = request_of_row(*found, request);
  if (!which) return std::unexpected{which.error()};
  return pay_row(books, acting, rules, found->kept.row, std::move(*which));
}

std::vector<PaidRow> pay_exact_rows(journal::Books& books, const Acting& acting, const FundRules& rules) {
  std::vector<PaidRow> paid;
  for (const auto& waiting : waiting_rows(books.tx, acting.unit)) {
    if (waiting.match.kind != MatchKind::exact) continue;
    const std::string request = waiting.match.requests.front();
    auto done = pay_row(books, acting, rules, waiting.kept.row, request);
    paid.push_back(done ? std::move(*done) : PaidRow{waiting.kept.row.voucher, request, "", {}, done.error()});
  }
  return paid;
}

Result<> set_treasury_row_aside(journal::Books& books, const Acting& acting, std::string_view voucher,
                                std::string_view reason) {
  if (auto may = check_may(books.tx, acting, identity::Permission::funds_pay); !may) return may;
  const auto kept = open_treasury_row(books.tx, acting.unit, voucher);
  if (!kept) return std::unexpected{kept.error()};
  if (trim(reason).empty()) return refuse(RefusalCode::invalid, {"请填写原因", "give the reason"}, "reason");
  if (auto sound = check_text(reason, longest_aside_reason, true); !sound) return sound;
  journal::append(books, acting.unit, acting.actor, acting.at,
                  TreasuryRowSettled{kept->row.voucher, "-", std::string{reason}});
  return {};
}

}  // namespace hallbook::funds
