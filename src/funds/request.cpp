#include "funds/request.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/money_math.h"
#include "base/text.h"
#include "dossier/indicator_numbers.h"
#include "funds/contract_money.h"
#include "funds/due_list.h"
#include "funds/named_papers.h"
#include "funds/request_store.h"

namespace hallbook::funds {
namespace {

constexpr std::size_t longest_payee = 80;
constexpr std::size_t longest_request_purpose = 200;
constexpr std::size_t longest_paper = 120;
constexpr std::size_t longest_end_reason = 300;
constexpr std::size_t most_papers = 50;

Result<> check_words(std::string_view text, std::size_t most, std::string_view field, const Text& what) {
  if (trim(text).empty())
    return refuse(RefusalCode::invalid, {fmt::format("缺少{}", what.zh), fmt::format("{} is missing", what.en)},
                  std::string{field});
  if (auto sound = check_text(text, most); !sound) {
    sound.error().field = field;
    return sound;
  }
  return {};
}

Result<> check_paper_files(const std::vector<PaperFile>& papers) {
  if (papers.size() > most_papers)
    return refuse(RefusalCode::over_limit,
                  {fmt::format("附件最多 {} 份", most_papers), fmt::format("at most {} papers", most_papers)},
                  "papers");
  for (const PaperFile& paper : papers) {
    if (auto good = check_words(paper.kind, 20, "papers", {"附件类别", "the kind of a paper"}); !good) return good;
    if (auto good = check_words(paper.name, longest_paper, "papers", {"附件名称", "the name of a paper"}); !good)
      return good;
  }
  return {};
}

// R-FND-13
Result<> check_request_words(const RequestContent& content, const FundRules& rules) {
  if (auto good = check_words(content.payee, longest_payee, "payee", {"收款人", "the payee"}); !good) return good;
  if (auto good = check_words(content.purpose, longest_request_purpose, "purpose", {"用途", "the purpose"}); !good)
    return good;
  if (content.amount <= Money{})
    return refuse(RefusalCode::invalid, {"金额必须大于零", "the amount must be more than zero"}, "amount");
  if (auto good = check_paper_files(content.papers); !good) return good;
  const RequestType* type = rules.approvals.type(content.type);
  if (type == nullptr) {
    std::string known;
    for (const auto& one : rules.approvals.types) known += (known.empty() ? "" : ", ") + one.name;
    return refuse(RefusalCode::invalid,
                  {fmt::format("没有申请类型“{}”；可用：{}", quote(content.type), known),
                   fmt::format("there is no type of request “{}”; use one of: {}", quote(content.type), known)},
                  "type");
  }
  return missing_papers(type->papers, content.papers, {}, type->title);
}

// R-FND-13: 0 is none; a number that the project does not have would take its cost from every indicator.
Result<> check_indicator(db::ReadTx& tx, UnitId unit, const RequestContent& content) {
  if (content.indicator == 0) return {};
  const auto known = dossier::indicator_numbers(tx, unit, content.line.project);
  if (std::ranges::find(known, content.indicator) != known.end()) return {};
  std::string numbers;
  for (const int one : known) numbers += (numbers.empty() ? "" : ", ") + std::to_string(one);
  return refuse(RefusalCode::invalid,
                {fmt::format("项目 {} 没有指标 {}；可选：{}，不服务于指标的填 0", content.line.project,
                             content.indicator, numbers),
                 fmt::format("project {} has no indicator {}; choose one of: {}, or 0 for none", content.line.project,
                             content.indicator, numbers)},
                "indicator");
}

/// Where the money comes from: the line's free money, or what a contract has committed.
Result<> check_source(db::ReadTx& tx, const Acting& acting, const Line& line, const RequestContent& content,
                      Money coming_back) {
  if (!content.contract.empty()) return check_request_under(tx, acting.unit, line, content, acting.day(), coming_back);
  Line then = line;
  then.free = then.free + coming_back;
  return check_free(tx, acting.unit, then, content.amount);
}

Result<Request> changeable(db::ReadTx& tx, UnitId unit, std::string_view no) {
  auto request = find_request(tx, unit, no);
  if (!request) return request;
  if (request->state == RequestState::asked || request->state == RequestState::approved) return request;
  return refuse(RefusalCode::wrong_state,
                {fmt::format("{} 的状态是“{}”，不能再改", request->no, request_state_name(request->state)),
                 fmt::format("{} is {} and changes no more", request->no, request_state_name(request->state))},
                "no");
}

}  // namespace

// R-FND-14
Result<> missing_papers(const std::vector<std::string>& needed, const std::vector<PaperFile>& have,
                        const std::vector<PaperFile>& more, const Text& type) {
  Text missing;
  for (const auto& kind : needed) {
    const auto is_it = [&](const PaperFile& paper) { return paper.kind == kind; };
    if (std::ranges::any_of(have, is_it) || std::ranges::any_of(more, is_it)) continue;
    const Text title = paper_title(kind);
    missing.zh += (missing.zh.empty() ? "" : "、") + title.zh;
    missing.en += (missing.en.empty() ? "" : ", ") + title.en;
  }
  if (missing.zh.empty()) return {};
  return refuse(
      RefusalCode::invalid,
      {fmt::format("“{}”还缺：{}", type.zh, missing.zh), fmt::format("“{}” still lacks: {}", type.en, missing.en)},
      "papers");
}

Result<Request> find_request(db::ReadTx& tx, UnitId unit, std::string_view no) {
  auto found = load_request(tx, unit, no);
  if (found) return std::move(*found);
  return refuse(RefusalCode::not_found,
                {fmt::format("没有申请“{}”；用 funds request list 查看", quote(no)),
                 fmt::format("there is no request “{}”; `funds request list` shows all", quote(no))},
                "no");
}

// R-FND-15
Result<Made> make_request(journal::Books& books, const Acting& acting, const FundRules& rules,
                          const RequestContent& content) {
  auto& tx = books.tx;
  if (auto may = check_may(tx, acting, identity::Permission::funds_request); !may) return std::unexpected{may.error()};
  if (auto good = check_request_words(content, rules); !good) return std::unexpected{good.error()};
  const auto line = open_line(tx, acting.unit, content.line);
  if (!line) return std::unexpected{line.error()};
  if (auto known = check_indicator(tx, acting.unit, content); !known) return std::unexpected{known.error()};
  if (auto in = check_in_year(tx, acting.unit, content.line.project, content.pay_on, "pay_on"); !in)
    return std::unexpected{in.error()};
  if (auto enough = check_source(tx, acting, *line, content, {}); !enough) return std::unexpected{enough.error()};
  if (auto in = check_plan_to_ask(tx, acting.unit, *line, content.pay_on, content.amount); !in)
    return std::unexpected{in.error()};
  if (auto named = check_named_papers(tx, acting.unit, {"", content.contract, content.line, content.papers}); !named)
    return std::unexpected{named.error()};
  const int year = static_cast<int>(acting.day().year());
  Made made{next_number(tx, acting.unit, "Q", year), alike(tx, acting.unit, content.payee, content.amount)};
  const auto chain = content.contract.empty() ? made.no : chain_of(tx, acting.unit, content.contract);
  if (auto apart = check_duty(tx, acting, rules, chain, "request"); !apart) return std::unexpected{apart.error()};
  if (content.contract.empty())
    for (auto& warning : splitting_warnings(tx, acting.unit, purchase_of(*line, content, made.no, year)))
      made.warnings.push_back(std::move(warning));
  journal::append(books, acting.unit, acting.actor, acting.at, RequestMade{made.no, chain, person_of(acting), content});
  return made;
}

Result<> change_request(journal::Books& books, const Acting& acting, const FundRules& rules, std::string_view no,
                        const RequestContent& content, std::string_view reason) {
  auto& tx = books.tx;
  if (auto may = check_may(tx, acting, identity::Permission::funds_request); !may) return may;
  const auto request = changeable(tx, acting.unit, no);
  if (!request) return std::unexpected{request.error()};
  if (auto good = check_words(reason, longest_end_reason, "reason", {"原因", "the reason"}); !good) return good;
  if (auto good = check_request_words(content, rules); !good) return good;
  const auto line = open_line(tx, acting.unit, content.line);
  if (!line) return std::unexpected{line.error()};
  const Hold hold = hold_of(tx, acting.unit, request->content.line, request->no);
  if (content.line != request->content.line || content.contract != request->content.contract ||
      hold.held + hold.committed != request->content.amount)
    return refuse(
        RefusalCode::wrong_state,
        {fmt::format("{} 换了预算条目或合同，或已部分支付、已签合同；请取消后另行申请", request->no),
         fmt::format("{} would change its line or contract, or is partly paid or under contract; cancel it and "
                     "make another",
                     request->no)},
        "no");
  if (auto known = check_indicator(tx, acting.unit, content); !known) return known;
  if (auto in = check_in_year(tx, acting.unit, content.line.project, content.pay_on, "pay_on"); !in) return in;
  if (auto enough = check_source(tx, acting, *line, content, request->content.amount); !enough) return enough;
  // The plan has to bear the difference; another month is judged in full.
  const bool same_month = iso(content.pay_on).substr(0, 7) == iso(request->content.pay_on).substr(0, 7);
  if (!same_month || content.amount > request->content.amount)
    if (auto in = check_plan_to_ask(tx, acting.unit, *line, content.pay_on,
                                    same_month ? content.amount - request->content.amount : content.amount);
        !in)
      return in;
  if (auto named = check_named_papers(tx, acting.unit, {request->no, content.contract, content.line, content.papers});
      !named)
    return named;
  if (auto apart = check_duty(tx, acting, rules, request->chain, "request"); !apart) return apart;
  journal::append(books, acting.unit, acting.actor, acting.at,
                  RequestChanged{request->no, person_of(acting), std::string{reason}, content});
  return {};
}

Result<> cancel_request(journal::Books& books, const Acting& acting, std::string_view no, std::string_view reason) {
  if (auto may = check_may(books.tx, acting, identity::Permission::funds_request); !may) return may;
  const auto request = changeable(books.tx, acting.unit, no);
  if (!request) return std::unexpected{request.error()};
  if (auto good = check_words(reason, longest_end_reason, "reason", {"原因", "the reason"}); !good) return good;
  journal::append(books, acting.unit, acting.actor, acting.at,
                  RequestEnded{request->no, "cancelled", person_of(acting), std::string{reason}});
  return {};
}

Result<> add_papers(journal::Books& books, const Acting& acting, std::string_view no,
                    const std::vector<PaperFile>& papers) {
  if (auto may = check_may(books.tx, acting, identity::Permission::funds_request); !may) return may;
  const auto request = changeable(books.tx, acting.unit, no);
  if (!request) return std::unexpected{request.error()};
  if (papers.empty()) return refuse(RefusalCode::invalid, {"没有附件", "no paper was given"}, "papers");
  if (auto good = check_paper_files(papers); !good) return good;
  const RequestContent& content = request->content;
  if (auto named = check_named_papers(books.tx, acting.unit, {request->no, content.contract, content.line, papers});
      !named)
    return named;
  journal::append(books, acting.unit, acting.actor, acting.at, PapersAdded{request->no, person_of(acting), papers});
  return {};
}

}  // namespace hallbook::funds
