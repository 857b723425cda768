// Reading definitions/books/*.toml: every key is known, every name leads somewhere, every rule pairs off.
#include <fmt/format.h>

#include "base/text.h"
#include "base/toml.h"
#include "funds/posting_rules.h"

namespace hallbook::funds {
namespace {

constexpr std::array<std::string_view, 3> rule_sources{"appropriation", "carried_over", "other"};

std::unexpected<Refusal> refuse_rules(const toml::table& table, std::string_view key, Text what) {
  const auto* value = table.get(key);
  const auto line = value ? value->source().begin.line : table.source().begin.line;
  return refuse(RefusalCode::invalid,
                {fmt::format("第 {} 行 {}：{}", line, key, what.zh), fmt::format("line {} {}: {}", line, key, what.en)},
                std::string{key}, fmt::format("{}", line));
}

Result<> only_keys(const toml::table& table, std::initializer_list<std::string_view> known) {
  for (const auto& [key, value] : table)
    if (std::ranges::find(known, key.str()) == known.end())
      return refuse_rules(table, key.str(), {"不认识的键", "unknown key"});
  return {};
}

std::string rule_text(const toml::table& table, std::string_view key) { return table[key].value_or(std::string{}); }

Text rule_title(const toml::table& table) {
  const auto* both = table["title"].as_table();
  if (!both) return {rule_text(table, "title"), rule_text(table, "title")};
  return {rule_text(*both, "zh"), rule_text(*both, "en")};
}

/// Calls `read` for each [[key]]; something else under that name is refused.
template <class Read>
Result<> each_table(const toml::table& file, std::string_view key, Read read) {
  const auto* node = file.get(key);
  if (!node) return {};
  const auto* many = node->as_array();
  if (!many) return refuse_rules(file, key, {"须写成 [[…]]", "must be written as [[…]]"});
  for (const auto& element : *many) {
    const auto* table = element.as_table();
    if (!table) return refuse_rules(file, key, {"须写成 [[…]]", "must be written as [[…]]"});
    if (auto done = read(*table); !done) return done;
  }
  return {};
}

Result<> read_account(BookRules& rules, const toml::table& table) {
  if (auto keys = only_keys(table, {"code", "kind", "title", "normal"}); !keys) return keys;
  BookAccount account;
  account.code = rule_text(table, "code");
  account.title = rule_title(table);
  if (account.code.size() < 4 || account.code.size() > 12 || !std::ranges::all_of(account.code, is_digit))
    return refuse_rules(table, "code", {"科目编号须是 4 至 12 位数字", "an account code has 4 to 12 digits"});
  if (account.title.zh.empty() || account.title.en.empty())
    return refuse_rules(table, "title", {"须有中英文名称", "needs a name in zh and en"});
  if (auto shown = check_text(account.title.zh, 40); !shown) return shown;
  const auto kind = rule_text(table, "kind");
  bool known = false;
  for (int i = 0; i <= static_cast<int>(AccountKind::budget_balance); ++i)
    if (account_kind_name(static_cast<AccountKind>(i)) == kind) {
      account.kind = static_cast<AccountKind>(i);
      known = true;
    }
  if (!known) return refuse_rules(table, "kind", {"不认识的科目类别", "unknown kind of account"});
  if ((account.code.front() >= '6') != (side_of(account.kind) == BookSide::budget) || account.code.front() > '8')
    return refuse_rules(table, "code",
                        {"财务会计科目以 1 至 5 开头，预算会计科目以 6 至 8 开头",
                         "financial accounts begin with 1 to 5, those of the budget with 6 to 8"});
  account.debit_normal = account.kind == AccountKind::asset || account.kind == AccountKind::expense ||
                         account.kind == AccountKind::budget_expense;
  const auto normal = rule_text(table, "normal");
  if (!normal.empty() && normal != "debit" && normal != "credit")
    return refuse_rules(table, "normal", {"须是 debit 或 credit", "must be debit or credit"});
  if (!normal.empty()) account.debit_normal = normal == "debit";
  const auto code = account.code;
  if (!rules.accounts.emplace(code, std::move(account)).second)
    return refuse_rules(table, "code", {"这个科目已经有了", "this account stands twice"});
  return {};
}

Result<> read_role(BookRules& rules, const toml::table& table) {
  AccountRole role;
  const auto name = rule_text(table, "name");
  const auto by = rule_text(table, "by");
  if (name.empty() || is_digit(name.front()))
    return refuse_rules(table, "name", {"须有名字，不以数字开头", "needs a name that begins with no digit"});
  if (by != "source" && by != "treatment")
    return refuse_rules(table, "by", {"须是 source 或 treatment", "must be source or treatment"});
  role.by_source = by == "source";
  std::optional<BookSide> side;
  for (const auto& [key, value] : table) {
    if (key.str() == "name" || key.str() == "by") continue;
    const auto* account = rules.account(value.value_or(std::string{}));
    if (!account) return refuse_rules(table, key.str(), {"科目表里没有这个科目", "no such account in the chart"});
    if (side && *side != side_of(account->kind))
      return refuse_rules(table, key.str(), {"财务会计与预算会计混在一起", "financial and budget accounts are mixed"});
    side = side_of(account->kind);
    role.accounts.emplace(key.str(), account->code);
  }
  for (const auto source : rule_sources)
    if (role.by_source && !role.accounts.contains(source))
      return refuse_rules(table, "name",
                          {fmt::format("缺资金来源 {}", source), fmt::format("the source {} is missing", source)});
  if (role.accounts.empty()) return refuse_rules(table, "name", {"没有科目", "has no accounts"});
  if (!rules.roles.emplace(name, std::move(role)).second)
    return refuse_rules(table, "name", {"这个名字已经用了", "this name stands twice"});
  return {};
}

/// The side an account or role lies on; nullopt when there is none of that name.
std::optional<BookSide> side_of_name(const BookRules& rules, std::string_view name) {
  if (const auto* account = rules.account(name)) return side_of(account->kind);
  const auto role = rules.roles.find(name);
  if (role == rules.roles.end()) return std::nullopt;
  return side_of(rules.account(role->second.accounts.begin()->second)->kind);
}

// R-BOK-01: as many debits as credits on each side, for each takes the whole amount.
Result<> read_side(const BookRules& rules, PostingRule& rule, const toml::table& table, BookSide side) {
  const auto key = side_name(side);
  const auto* node = table.get(key);
  if (!node) return {};
  const auto* entries = node->as_array();
  if (!entries)
    return refuse_rules(table, key, {"须是 [\"debit …\", \"credit …\"]", "must be [\"debit …\", \"credit …\"]"});
  int debits = 0;
  for (const auto& entry : *entries) {
    const auto text = entry.value_or(std::string{});
    RulePosting posting{text.starts_with("debit "), text.substr(std::min(text.size(), text.find(' ') + 1))};
    if (!posting.debit && !text.starts_with("credit "))
      return refuse_rules(table, key, {"须以 debit 或 credit 开头", "must begin with debit or credit"});
    if (side_of_name(rules, posting.account) != side)
      return refuse_rules(table, key,
                          {fmt::format("“{}”不是这一边的科目", quote(posting.account)),
                           fmt::format("\"{}\" is no account of this side", quote(posting.account))});
    debits += posting.debit ? 1 : -1;
    rule.postings.push_back(std::move(posting));
  }
  if (debits != 0) return refuse_rules(table, key, {"借贷条数不等，不能平衡", "debits and credits do not pair off"});
  return {};
}

Result<> read_rule(BookRules& rules, const toml::table& table) {
  if (auto keys = only_keys(table, {"fact", "title", "financial", "budget"}); !keys) return keys;
  PostingRule rule{rule_text(table, "fact"), rule_title(table), {}};
  if (rule.fact.empty()) return refuse_rules(table, "fact", {"须有事实的名字", "needs the name of a fact"});
  if (rule.title.zh.empty() || rule.title.en.empty())
    return refuse_rules(table, "title", {"须有中英文摘要", "needs a summary in zh and en"});
  if (auto side = read_side(rules, rule, table, BookSide::financial); !side) return side;
  if (auto side = read_side(rules, rule, table, BookSide::budget); !side) return side;
  if (rule.postings.empty()) return refuse_rules(table, "fact", {"没有分录", "has no postings"});
  const auto fact = rule.fact;
  if (!rules.rules.emplace(fact, std::move(rule)).second)
    return refuse_rules(table, "fact", {"这个事实已有规则", "this fact has a rule already"});
  return {};
}

Result<> read_treatment(BookRules& rules, const toml::table& table) {
  if (auto keys = only_keys(table, {"class", "is"}); !keys) return keys;
  const auto prefix = rule_text(table, "class");
  if (prefix.empty() || !std::ranges::all_of(prefix, is_digit))
    return refuse_rules(table, "class", {"须是经济分类编号的开头", "must be the beginning of an economic class"});
  rules.treatments.emplace_back(prefix, rule_text(table, "is"));
  return {};
}

Result<> read_year_end(BookRules& rules, const toml::table& table) {
  if (auto keys = only_keys(table, {"from", "to"}); !keys) return keys;
  YearEndStep step{rule_text(table, "from"), rule_text(table, "to")};
  std::optional<BookSide> from;
  if (const auto* account = rules.account(step.from)) from = side_of(account->kind);
  for (int i = 0; i <= static_cast<int>(AccountKind::budget_balance); ++i)
    if (account_kind_name(static_cast<AccountKind>(i)) == step.from) from = side_of(static_cast<AccountKind>(i));
  if (!from) return refuse_rules(table, "from", {"须是科目或科目类别", "must be an account or a kind of accounts"});
  const auto role = rules.roles.find(step.to);
  if (side_of_name(rules, step.to) != from || (role != rules.roles.end() && !role->second.by_source))
    return refuse_rules(
        table, "to",
        {"须是同一边的科目，或按资金来源的角色", "must be an account of the same side, or a role by source"});
  rules.year_end.push_back(std::move(step));
  return {};
}

Result<> check_treatments(const BookRules& rules, const toml::table& file) {
  for (const auto& [name, role] : rules.roles)
    for (const auto& [prefix, treatment] : rules.treatments)
      if (!role.by_source && !role.accounts.contains(treatment))
        return refuse_rules(file, "treatment",
                            {fmt::format("“{}”没有 {} 的科目", name, treatment),
                             fmt::format("role \"{}\" has no account for {}", name, treatment)});
  return {};
}

}  // namespace

Result<BookRules> parse_book_rules(std::string_view text) {
  auto file = read_toml(text);
  if (!file) {
    const auto& [what, line, column] = file.error();
    return refuse(RefusalCode::invalid,
                  {fmt::format("第 {} 行不是有效的 TOML：{}", line, what),
                   fmt::format("line {} is not valid TOML: {}", line, what)},
                  "", fmt::format("{}", line));
  }
  BookRules rules;
  rules.name = rule_text(*file, "name");
  rules.title = rule_title(*file);
  const auto numbering = rule_text(*file, "numbering");
  rules.numbered_by_month = numbering == "month";
  Result<> done = only_keys(*file, {"name", "title", "numbering", "account", "treatment", "role", "rule", "year_end"});
  if (done && numbering != "month" && numbering != "year")
    done = refuse_rules(*file, "numbering", {"须是 month 或 year", "must be month or year"});
  if (done) done = each_table(*file, "account", [&](const auto& table) { return read_account(rules, table); });
  if (done) done = each_table(*file, "treatment", [&](const auto& table) { return read_treatment(rules, table); });
  if (done) done = each_table(*file, "role", [&](const auto& table) { return read_role(rules, table); });
  if (done) done = each_table(*file, "rule", [&](const auto& table) { return read_rule(rules, table); });
  if (done) done = each_table(*file, "year_end", [&](const auto& table) { return read_year_end(rules, table); });
  if (done) done = check_treatments(rules, *file);
  if (!done) return std::unexpected{done.error()};
  return rules;
}

}  // namespace hallbook::funds
