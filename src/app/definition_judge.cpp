#include "app/definition_judge.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/json.h"
#include "base/text.h"
#include "base/work_calendar.h"
#include "forms/own_forms.h"
#include "forms/papers.h"
#include "funds/funds_rules.h"
#include "funds/posting_rules.h"
#include "identity/adoption.h"
#include "indicators/prices.h"
#include "indicators/scheme.h"
#include "indicators/toml_reading.h"
#include "registers/definition.h"
#include "service/checklist.h"

namespace hallbook::app {
namespace {

constexpr std::string_view all_kinds[] = {"register", "scheme", "prices", "calendar",
                                          "funds",    "books",  "form",   "checklist"};
constexpr std::size_t longest_definition_name = 60;

Result<std::string> calendar_name(std::string_view text) {
  if (auto loaded = WorkCalendar{}.load(text); !loaded) return std::unexpected{loaded.error()};
  return std::to_string(Json::parse(text)->at("year").integer());
}

Result<std::string> prices_name(std::string_view text) {
  if (auto loaded = indicators::PriceTable{}.load(text); !loaded) return std::unexpected{loaded.error()};
  return indicators::toml_reading::parse(text)->text("name");
}

/// What the reader of the kind makes of the text; its name as it stands there.
Result<std::string> read_name(std::string_view kind, std::string_view text) {
  const auto named = [](const auto& read, auto name) -> Result<std::string> {
    if (!read) return std::unexpected{read.error()};
    return std::string{(*read).*name};
  };
  if (kind == "register") return named(registers::parse_definition(text), &registers::Definition::name);
  if (kind == "scheme") return named(indicators::parse_scheme(text), &indicators::Scheme::name);
  if (kind == "prices") return prices_name(text);
  if (kind == "funds") return funds::judge_fund_definition(text);
  if (kind == "books") return named(funds::parse_book_rules(text), &funds::BookRules::name);
  if (kind == "form") return named(forms::read_own_form(text), &forms::OwnForm::kind);
  if (kind == "checklist") return named(service::read_checklist(text), &service::Checklist::name);
  return calendar_name(text);
}

}  // namespace

std::span<const std::string_view> definition_kinds() { return all_kinds; }
bool is_definition_kind(std::string_view kind) { return std::ranges::find(all_kinds, kind) != std::end(all_kinds); }

Result<std::string> judge_definition(std::string_view kind, std::string_view text) {
  auto name = read_name(kind, text);
  if (!name) return name;
  if (name->empty())
    return refuse(
        RefusalCode::invalid,
        {"缺少 name（定义的名字）：在开头写 name = \"…\"", "the definition needs a name: begin with name = \"…\""},
        "name");
  const bool letters = std::ranges::all_of(*name, [](char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == '.';
  });
  if (name->size() > longest_definition_name || !letters)
    return refuse(RefusalCode::invalid,
                  {fmt::format("名字只能用字母、数字和 - _ .，最多 {} 个", longest_definition_name),
                   fmt::format("a name has letters, digits and - _ . only, at most {}", longest_definition_name)},
                  "name");
  return name;
}

// R-PRI-03
Result<> judge_beside_others(db::ReadTx& tx, UnitId unit, std::string_view kind, std::string_view name,
                             std::string_view text) {
  if (kind != "prices") return {};
  indicators::PriceTable all;
  for (const auto& other : identity::definitions(tx, unit, "prices"))
    if (other.name != name)
      if (auto loaded = all.load(other.text); !loaded) {
        Refusal refusal = loaded.error();
        refusal.message = {
            fmt::format("单价表 {} 与别的表冲突，请先改它：{}", other.name, refusal.message.zh),
            fmt::format("the prices {} clash with another table, mend them first: {}", other.name, refusal.message.en)};
        refusal.where.clear();  // a place in another text
        return std::unexpected{std::move(refusal)};
      }
  return all.load(text);
}

// R-FRM-57
Result<> judge_beside_facts(db::ReadTx& tx, const journal::EvidenceStore& evidence, const identity::Unit& unit,
                            std::string_view kind, std::string_view text) {
  if (kind != "form") return {};
  const auto form = forms::read_own_form(text);
  if (!form) return std::unexpected{form.error()};
  return forms::judge_own_form(tx, evidence, unit, form->kind, form->document, form->from);
}

}  // namespace hallbook::app
