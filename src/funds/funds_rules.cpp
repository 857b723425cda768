#include "funds/funds_rules.h"

#include <fmt/format.h>

#include "base/embedded.h"
#include "base/ensure.h"
#include "base/money_math.h"
#include "base/toml.h"
#include "funds/splitting.h"
#include "identity/adoption.h"
#include "platform/crypto/hash.h"

namespace hallbook::funds {
namespace {

constexpr std::string_view definition_kind = "funds";

struct Named {
  std::string_view name, zh, en;
};
constexpr Named paper_names[] = {
    {"contract", "合同", "contract"},
    {"quotation", "报价单", "quotation"},
    {"acceptance", "验收书", "acceptance"},
    {"invoice", "发票", "invoice"},
    {"list", "清单", "list"},
    {"report", "报告", "report"},
};
constexpr Named act_names[] = {
    {"request", "申请", "requesting"}, {"approve", "审批", "approving"},   {"pay", "支付", "paying"},
    {"book", "记账", "booking"},       {"purchase", "采购", "purchasing"}, {"accept", "验收", "accepting"},
    {"sign", "签订合同", "signing"},   {"keep", "保管", "keeping"},        {"review", "审核合同", "reviewing"},
};

Text name_among(std::span<const Named> names, std::string_view name) {
  const auto found = std::ranges::find(names, name, &Named::name);
  if (found == names.end()) return {std::string{name}, std::string{name}};
  return {std::string{found->zh}, std::string{found->en}};
}

std::unexpected<Refusal> bad_definition(const toml::node& node, const Text& what) {
  const auto line = node.source().begin.line;
  return refuse(RefusalCode::invalid,
                {fmt::format("第 {} 行：{}", line, what.zh), fmt::format("line {}: {}", line, what.en)}, {},
                fmt::format("{}", line));
}

Text title_in(const toml::table& table) {
  return {table["title"]["zh"].value_or(std::string{}), table["title"]["en"].value_or(std::string{})};
}

std::vector<std::string> names_in(const toml::table& table, std::string_view key) {
  std::vector<std::string> found;
  if (const auto* array = table[key].as_array())
    for (const auto& one : *array) found.push_back(one.value_or(std::string{}));
  return found;
}

std::vector<const toml::table*> tables_in(const toml::table& table, std::string_view key) {
  std::vector<const toml::table*> found;
  if (const auto* array = table[key].as_array())
    for (const auto& one : *array)
      if (const auto* inner = one.as_table()) found.push_back(inner);
  return found;
}

Result<ApprovalLimit> read_approval_limit(const ApprovalRules& rules, const toml::table& table) {
  ApprovalLimit limit{std::nullopt, names_in(table, "steps")};
  if (const auto text = table["up_to"].value<std::string>()) {
    const auto amount = parse_yuan(*text);
    if (!amount) return bad_definition(table, amount.error().message);
    limit.up_to = *amount;
  }
  if (limit.steps.empty()) return bad_definition(table, {"没有审批步骤", "no approval steps"});
  for (const auto& name : limit.steps)
    if (rules.step(name) == nullptr)
      return bad_definition(table, {fmt::format("没有审批步骤“{}”", name), fmt::format("there is no step “{}”", name)});
  return limit;
}

Result<RequestType> read_type(const ApprovalRules& rules, const toml::table& table) {
  RequestType type{table["name"].value_or(std::string{}),
                   title_in(table),
                   names_in(table, "papers"),
                   names_in(table, "papers_to_pay"),
                   {}};
  if (type.name.empty() || type.title.zh.empty() || type.title.en.empty())
    return bad_definition(table, {"类型要有 name 和中英文 title", "a type needs a name and a title in zh and en"});
  for (const auto* inner : tables_in(table, "limit")) {
    auto limit = read_approval_limit(rules, *inner);
    if (!limit) return std::unexpected{limit.error()};
    const bool in_order = type.limits.empty() ||
                          (type.limits.back().up_to && (!limit->up_to || *limit->up_to > *type.limits.back().up_to));
    if (!in_order)
      return bad_definition(*inner, {"限额须从小到大，最后一个不设上限", "limits grow, and only the last has no end"});
    type.limits.push_back(std::move(*limit));
  }
  if (type.limits.empty() || type.limits.back().up_to)
    return bad_definition(table, {"最后一个限额不能有上限", "the last limit must have no end"});
  return type;
}

std::string text_in_force(db::ReadTx& tx, UnitId unit, std::string_view name) {
  if (const auto adopted = identity::find_definition(tx, unit, definition_kind, name)) return adopted->text;
  const auto files = embedded_files(fmt::format("definitions/funds/{}.toml", name));
  ensure(files.size() == 1, "the rules of money do not ship with the program");
  return std::string{files.front().text};
}

}  // namespace

Text paper_title(std::string_view kind) { return name_among(paper_names, kind); }
Text act_title(std::string_view act) { return name_among(act_names, act); }

const RequestType* ApprovalRules::type(std::string_view name) const {
  const auto found = std::ranges::find(types, name, &RequestType::name);
  return found == types.end() ? nullptr : &*found;
}

const ApprovalStep* ApprovalRules::step(std::string_view name) const {
  const auto found = std::ranges::find(steps, name, &ApprovalStep::name);
  return found == steps.end() ? nullptr : &*found;
}

// R-FND-20
std::vector<const ApprovalStep*> ApprovalRules::steps_for(const RequestType& type, Money amount) const {
  for (const ApprovalLimit& limit : type.limits) {
    if (limit.up_to && amount > *limit.up_to) continue;
    std::vector<const ApprovalStep*> found;
    for (const auto& name : limit.steps) found.push_back(step(name));
    return found;
  }
  throw BrokenInvariant{"steps_for: the last limit has no end"};
}

Result<ApprovalRules> read_approvals(std::string_view text) {
  const auto table = read_toml(text);
  if (!table)
    return refuse(RefusalCode::invalid,
                  {"审批规则不是有效的 TOML：" + table.error().message,
                   "the approval rules are no TOML: " + table.error().message},
                  {}, std::to_string(table.error().line));
  ApprovalRules rules;
  rules.version = crypto::sm3(text);
  for (const auto* inner : tables_in(*table, "step")) {
    const auto role = identity::find_role((*inner)["role"].value_or(std::string{}));
    ApprovalStep step{(*inner)["name"].value_or(std::string{}), title_in(*inner), {}};
    if (!role || step.name.empty() || step.title.zh.empty() || step.title.en.empty())
      return bad_definition(*inner, {"步骤要有 name、中英文 title 和已有的 role",
                                     "a step needs a name, a title in zh and en, and a known role"});
    step.role = *role;
    rules.steps.push_back(std::move(step));
  }
  for (const auto* inner : tables_in(*table, "type")) {
    auto type = read_type(rules, *inner);
    if (!type) return std::unexpected{type.error()};
    if (rules.type(type->name) != nullptr)
      return bad_definition(
          *inner, {fmt::format("类型“{}”写了两次", type->name), fmt::format("the type “{}” stands twice", type->name)});
    rules.types.push_back(std::move(*type));
  }
  if (rules.types.empty()) return bad_definition(*table, {"没有申请类型", "there is no type of request"});
  return rules;
}

Result<std::vector<DutyPair>> read_duties(std::string_view text) {
  const auto table = read_toml(text);
  if (!table)
    return refuse(
        RefusalCode::invalid,
        {"职责表不是有效的 TOML：" + table.error().message, "the table of duties is no TOML: " + table.error().message},
        {}, std::to_string(table.error().line));
  std::vector<DutyPair> pairs;
  for (const auto* inner : tables_in(*table, "pair")) {
    const auto acts = names_in(*inner, "acts");
    const auto known = [](const std::string& act) {
      return std::ranges::find(act_names, act, &Named::name) != std::end(act_names);
    };
    if (acts.size() != 2 || acts[0] == acts[1] || !std::ranges::all_of(acts, known))
      return bad_definition(*inner, {"acts 要写两个不同的已知动作", "acts names two different known acts"});
    pairs.push_back({acts[0], acts[1], title_in(*inner)});
  }
  return pairs;
}

Result<std::string> judge_fund_definition(std::string_view text) {
  const auto table = read_toml(text);
  if (!table)
    return refuse(
        RefusalCode::invalid,
        {"资金规则不是有效的 TOML：" + table.error().message, "the rules are no TOML: " + table.error().message}, {},
        std::to_string(table.error().line));
  const auto named = [](const auto& read, std::string name) -> Result<std::string> {
    if (!read) return std::unexpected{read.error()};
    return name;
  };
  if (table->contains("type") || table->contains("step")) return named(read_approvals(text), "approvals");
  if (table->contains("pair")) return named(read_duties(text), "duties");
  if (table->contains("limit")) return named(read_purchase_limits(text), "purchasing");
  return refuse(RefusalCode::invalid,
                {"看不出是哪种资金规则：审批要有 [[step]] 和 [[type]]，职责要有 [[pair]]，采购要有 [[limit]]",
                 "which rules of money are these? Approvals have [[step]] and [[type]], duties [[pair]], purchasing "
                 "[[limit]]"});
}

FundRules load_rules(db::ReadTx& tx, UnitId unit) {
  auto approvals = read_approvals(text_in_force(tx, unit, "approvals"));
  auto duties = read_duties(text_in_force(tx, unit, "duties"));
  ensure(approvals && duties, "adopted rules of money do not read");
  return {std::move(*approvals), std::move(*duties)};
}

Digest approval_version(db::ReadTx& tx, UnitId unit) { return crypto::sm3(text_in_force(tx, unit, "approvals")); }

}  // namespace hallbook::funds
