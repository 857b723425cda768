#include "funds/posting_rules.h"

#include <fmt/format.h>

#include "base/embedded.h"
#include "base/ensure.h"
#include "base/text.h"

namespace hallbook::funds {
namespace {

constexpr std::array account_kinds{
    std::pair{AccountKind::asset, std::string_view{"asset"}},
    std::pair{AccountKind::liability, std::string_view{"liability"}},
    std::pair{AccountKind::net_assets, std::string_view{"net_assets"}},
    std::pair{AccountKind::income, std::string_view{"income"}},
    std::pair{AccountKind::expense, std::string_view{"expense"}},
    std::pair{AccountKind::budget_income, std::string_view{"budget_income"}},
    std::pair{AccountKind::budget_expense, std::string_view{"budget_expense"}},
    std::pair{AccountKind::budget_balance, std::string_view{"budget_balance"}},
};

}  // namespace

std::string_view account_kind_name(AccountKind kind) {
  return std::ranges::find(account_kinds, kind, &decltype(account_kinds)::value_type::first)->second;
}

BookSide side_of(AccountKind kind) {
  return kind < AccountKind::budget_income ? BookSide::financial : BookSide::budget;
}

std::string_view side_name(BookSide side) { return side == BookSide::financial ? "financial" : "budget"; }

const BookAccount* BookRules::account(std::string_view code) const {
  const auto found = accounts.find(code);
  return found == accounts.end() ? nullptr : &found->second;
}

// R-BOK-04
std::string_view BookRules::treatment_of(std::string_view economic_class) const {
  std::string_view treatment = "expense";
  std::size_t longest = 0;
  for (const auto& [prefix, is] : treatments)
    if (prefix.size() >= longest && economic_class.starts_with(prefix)) {
      longest = prefix.size();
      treatment = is;
    }
  return treatment;
}

const BookRules& shipped_book_rules() {
  static const BookRules shipped = [] {
    const auto files = embedded_files("definitions/books/government.toml");
    ensure(files.size() == 1, "definitions/books/government.toml is not embedded");
    auto rules = parse_book_rules(files.front().text);
    ensure(rules.has_value(), rules ? "" : rules.error().message.en);
    return std::move(*rules);
  }();
  return shipped;
}

}  // namespace hallbook::funds
