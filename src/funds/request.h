#pragma once
// 用款申请: what for, to whom, how much, from which line, with which papers. It holds its money from the moment it is made.
#include "base/digest.h"
#include "funds/duty.h"
#include "funds/plan_of_use.h"

namespace hallbook::funds {

struct PaperFile {
  std::string kind;  // "quotation", "contract", "acceptance", "invoice", "list" …
  std::string name;  // number or file name
  std::string digest;  // SM3 of the file, hex; "" when only named
  friend bool operator==(const PaperFile&, const PaperFile&) = default;
};

/// Everything that an approver sees; its digest is what he approves (R-FND-21).
struct RequestContent {
  LineKey line;
  std::string type;  // of definitions/funds/approvals.toml
  std::string payee;
  Money amount;
  std::string purpose;
  int indicator = 0;  // the indicator that it serves; 0 = none
  std::string contract;  // "C-2026-0001": its committed money is used; "" = the line's free money
  Date pay_on{};  // the day the payment is meant for
  std::vector<PaperFile> papers;
  Json to_json() const;
  static RequestContent from_json(const Json& body);
  Digest digest() const;
};

enum class RequestState { asked, approved, paid, refused, cancelled };
std::string_view request_state_name(RequestState state);

struct Request {
  std::string no;  // "Q-2026-0001"
  std::string chain;  // the document that its chain began with
  RequestContent content;
  Digest content_digest;
  RequestState state = RequestState::asked;
  int step = 0;  // approvals that count
  std::int64_t made_seq = 0, content_seq = 0;
  Date made_on{};
  std::string made_by, why;  // why: refused or cancelled
  std::vector<PaperFile> later_papers;  // added after it was made: acceptance, invoice
};

struct RequestMade {
  static constexpr std::string_view kind = "RequestMade";
  std::string no, chain, by;
  RequestContent content;
  Json to_json() const;
  static RequestMade from_json(const Json& body);
};
void apply(journal::Books& books, const journal::Meta& meta, const RequestMade& event);

/// Another content: approvals that it had are void.
struct RequestChanged {
  static constexpr std::string_view kind = "RequestChanged";
  std::string no, by, reason;
  RequestContent content;
  Json to_json() const;
  static RequestChanged from_json(const Json& body);
};
void apply(journal::Books& books, const journal::Meta& meta, const RequestChanged& event);

/// Refused by an approver or taken back: what it still holds goes back where it came from, to the fen.
struct RequestEnded {
  static constexpr std::string_view kind = "RequestEnded";
  std::string no, how, by, reason;  // how: "refused", "cancelled"
  Json to_json() const;
  static RequestEnded from_json(const Json& body);
};
void apply(journal::Books& books, const journal::Meta& meta, const RequestEnded& event);

struct PapersAdded {
  static constexpr std::string_view kind = "PapersAdded";
  std::string no, by;
  std::vector<PaperFile> papers;
  Json to_json() const;
  static PapersAdded from_json(const Json& body);
};
void apply(journal::Books& books, const journal::Meta& meta, const PapersAdded& event);

struct Made {
  std::string no;
  std::vector<Text> warnings;  // the same payee and amount elsewhere
};
/// R-FND-13 to R-FND-15. Inside the write job, so that clerks at once cannot ask for the same fen.
Result<Made> make_request(journal::Books& books, const Acting& acting, const FundRules& rules,
                          const RequestContent& content);
Result<> change_request(journal::Books& books, const Acting& acting, const FundRules& rules, std::string_view no,
                        const RequestContent& content, std::string_view reason);
Result<> cancel_request(journal::Books& books, const Acting& acting, std::string_view no, std::string_view reason);
Result<> add_papers(journal::Books& books, const Acting& acting, std::string_view no,
                    const std::vector<PaperFile>& papers);

std::optional<Request> load_request(db::ReadTx& tx, UnitId unit, std::string_view no);
/// Refuses (not_found).
Result<Request> find_request(db::ReadTx& tx, UnitId unit, std::string_view no);
struct RequestFilter {
  std::string project, line, state, payee;  // "" = all
  std::string after;  // number after which to go on
  int limit = 100;
};
std::vector<Request> list_requests(db::ReadTx& tx, UnitId unit, const RequestFilter& filter);

/// A signed contract takes over committed money of an approved request (its holder changes, the line's accounts do not),
/// and what was planned for the request is the contract's to ask for. For apply() only.
void hand_on(db::WriteTx& tx, const journal::Meta& meta, std::string_view request, std::string_view contract,
             Money amount);

}  // namespace hallbook::funds
