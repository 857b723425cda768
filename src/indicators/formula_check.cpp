#include "indicators/formula_check.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/ensure.h"
#include "indicators/rates.h"

namespace hallbook::indicators {

using registers::Definition;
using registers::Field;
using registers::FieldType;
using Kind = Node::Kind;

namespace {

class Checker {
 public:
  Checker(CheckedFormula& checked, const Definitions& definitions, const PriceTable& prices)
      : checked_{checked}, text_{checked.formula.text}, definitions_{definitions}, prices_{prices} {}

  Result<MeasureUnit> unit_of(const Node& node) {
    switch (node.kind) {
      case Kind::number: return MeasureUnit{node.unit};
      case Kind::negate: return unit_of(*node.arguments[0]);
      case Kind::add:
      case Kind::subtract: return same_unit(node);
      case Kind::multiply: return product(node);
      case Kind::divide: return quotient(node);
      case Kind::total: return total(node);
      case Kind::over_arguments: return same_unit(node);
      case Kind::over_buckets: return over_buckets(node);
      case Kind::rate: return rate(node);
      case Kind::price: return price(node);
      case Kind::if_missing: return same_unit(node);
    }
    broken_invariant("formula: unknown node", std::source_location::current());
  }

 private:
  std::unexpected<Refusal> wrong(std::size_t at, std::string zh, std::string en) const {
    return refuse_at(text_, at, {std::move(zh), std::move(en)});
  }

  // R-FOR-06: things of different units are never added; a bare 0 fits everything.
  Result<MeasureUnit> same_unit(const Node& node) {
    MeasureUnit unit;
    const Node* first = nullptr;
    for (const auto& argument : node.arguments) {
      const auto one = unit_of(*argument);
      if (!one) return one;
      const bool bare = argument->kind == Kind::number && argument->unit.empty() &&
                        (argument->number.is_zero() || node.kind == Kind::if_missing);
      if (bare) continue;
      if (!first) {
        unit = *one;
        first = argument.get();
      } else if (!unit.fits(*one)) {
        return wrong(
            argument->at,
            fmt::format("单位不合：前面是 {}，这里是 {}；同一单位才能相加、相减或比较", unit.zh(), one->zh()),
            fmt::format("units do not fit: {} before, {} here; only one unit can be added, subtracted or compared",
                        unit.en(), one->en()));
      } else if (unit.is_entry()) {
        unit = *one;
      }
    }
    return unit;
  }

  Result<MeasureUnit> product(const Node& node) {
    const auto left = unit_of(*node.arguments[0]);
    if (!left) return left;
    const auto right = unit_of(*node.arguments[1]);
    if (!right) return right;
    return *left * *right;
  }

  Result<MeasureUnit> quotient(const Node& node) {
    const auto left = unit_of(*node.arguments[0]);
    if (!left) return left;
    const auto right = unit_of(*node.arguments[1]);
    if (!right) return right;
    if (const auto fine = divisor(*node.arguments[1]); !fine) return std::unexpected{fine.error()};
    return left->fits(*right) ? MeasureUnit{} : *left / *right;
  }

  // R-FOR-08 (docs/decisions/0009): a divisor is a constant other than 0, or made of register totals and positive
  // constants by + * / only, so that 0 can only mean "nothing to divide by", which is incomplete and never a number.
  Result<> divisor(const Node& node) const {
    switch (node.kind) {
      case Kind::number:
        if (!node.number.is_zero()) return {};
        return wrong(node.at, "除数是 0；请改掉", "the divisor is 0; change it");
      case Kind::total:
      case Kind::rate: return {};
      case Kind::add:
      case Kind::multiply:
      case Kind::divide:
      case Kind::over_arguments:
      case Kind::over_buckets:
      case Kind::if_missing:
        for (const auto& argument : node.arguments)
          if (const auto fine = divisor(*argument); !fine) return fine;
        return {};
      case Kind::subtract:
      case Kind::negate:
      case Kind::price: break;
    }
    return wrong(
        node.at,
        "除数可能为 0；除数只能是非 0 的常数，或由登记表合计与正常数用 + * / 组成。差、负数和价格请先换成这样的式子",
        "the divisor can be 0; it may only be a constant other than 0, or register totals and positive constants "
        "joined by + * /. Rewrite differences, negations and prices");
  }

  Result<MeasureUnit> over_buckets(const Node& node) {
    if (in_buckets_)
      return wrong(node.at, "by 里面不能再有 by；请去掉一层", "\"by\" cannot stand inside \"by\"; take one away");
    in_buckets_ = true;
    auto unit = unit_of(*node.arguments[0]);
    in_buckets_ = false;
    if (unit && node.fn == Fn::count) return MeasureUnit{MeasureUnit::entry};
    return unit;
  }

  Result<const Definition*> find(const Node& node) const {
    const auto found = definitions_.find(node.register_name);
    if (found != definitions_.end()) return &found->second;
    std::vector<std::string> known;
    for (const auto& [name, definition] : definitions_) known.push_back(name);
    return wrong(node.register_at, fmt::format("没有登记表“{}”；已有：{}", node.register_name, fmt::join(known, "、")),
                 fmt::format("no register \"{}\"; there are: {}", node.register_name, fmt::join(known, ", ")));
  }

  Result<Leaf> leaf(const Node& node) const {
    const auto definition = find(node);
    if (!definition) return std::unexpected{definition.error()};
    Leaf found;
    found.node = &node;
    found.definition = *definition;
    found.text = text_.substr(node.at, node.end - node.at);
    for (const auto& filter : node.filters)
      if (const auto fine = add_filter(found, filter); !fine) return std::unexpected{fine.error()};
    return found;
  }

  Result<> add_filter(Leaf& leaf, const Filter& filter) const {
    const auto& definition = *leaf.definition;
    if (filter.bare) {
      for (const auto& named : definition.filters)
        if (named.name == filter.field) {
          leaf.conditions.insert(leaf.conditions.end(), named.conditions.begin(), named.conditions.end());
          return {};
        }
      std::vector<std::string> known;
      for (const auto& named : definition.filters) known.push_back(named.name);
      return wrong(
          filter.at,
          fmt::format("登记表 {} 没有名为“{}”的筛选{}；也可写 字段 = \"值\"", definition.name, filter.field,
                      known.empty() ? std::string{} : fmt::format("，已有：{}", fmt::join(known, "、"))),
          fmt::format("register {} has no filter named \"{}\"{}; or write field = \"value\"", definition.name,
                      filter.field,
                      known.empty() ? std::string{} : fmt::format(" (there are: {})", fmt::join(known, ", "))));
    }
    const auto* field = definition.field(filter.field);
    if (!field || !field->dimension) return not_a_dimension(definition, filter, field);
    for (std::size_t i = 0; i < filter.values.size(); ++i)
      if (const auto fine = known_value(*field, filter.values[i], filter.values_at[i]); !fine) return fine;
    leaf.conditions.push_back({filter.field, filter.negate, filter.values});
    return {};
  }

  std::unexpected<Refusal> not_a_dimension(const Definition& definition, const Filter& filter,
                                           const Field* field) const {
    std::vector<std::string> known;
    for (const auto* dimension : definition.dimensions()) known.push_back(dimension->name);
    const auto list_zh = fmt::format("{}", fmt::join(known, "、"));
    const auto list_en = fmt::format("{}", fmt::join(known, ", "));
    if (!field)
      return wrong(filter.at,
                   fmt::format("登记表 {} 没有字段“{}”；可筛选的有：{}", definition.name, filter.field, list_zh),
                   fmt::format("register {} has no field \"{}\"; it can be filtered by: {}", definition.name,
                               filter.field, list_en));
    return wrong(
        filter.at,
        fmt::format("“{}”不是汇总维度，不能筛选；可筛选的有：{}。或在登记表定义里加 dimension = true", filter.field,
                    list_zh),
        fmt::format("\"{}\" is no dimension and cannot be filtered by; there are: {}. Or declare dimension = true",
                    filter.field, list_en));
  }

  Result<> known_value(const Field& field, const std::string& value, std::size_t at) const {
    if (field.type != FieldType::choice) return {};
    std::vector<std::string> known;
    for (const auto& choice : field.choices) {
      if (choice.value == value) return {};
      known.push_back(choice.value);
    }
    return wrong(
        at, fmt::format("字段 {} 没有选项“{}”；可用：{}", field.name, value, fmt::join(known, "、")),
        fmt::format("field {} has no choice \"{}\"; there are: {}", field.name, value, fmt::join(known, ", ")));
  }

  Result<MeasureUnit> total(const Node& node) {
    auto found = leaf(node);
    if (!found) return std::unexpected{found.error()};
    MeasureUnit unit{MeasureUnit::entry};
    if (node.fn != Fn::count) {
      const auto* field = found->definition->field(node.measure);
      if (!field || !field->sum) return not_a_measure(*found->definition, node);
      if (node.fn != Fn::sum && node.fn != Fn::mean)
        return wrong(node.at,
                     fmt::format("单条记录没有 {}；请按时间分段，如 {}(by month: sum({}.{}))", name_of(node.fn),
                                 name_of(node.fn), node.register_name, node.measure),
                     fmt::format("there is no {} over single entries; go by time, as in {}(by month: sum({}.{}))",
                                 name_of(node.fn), name_of(node.fn), node.register_name, node.measure));
      found->measure = node.measure;
      found->scale = field->type == FieldType::money ? 2 : field->type == FieldType::integer ? 0 : field->scale;
      unit = MeasureUnit{field->type == FieldType::money ? "元" : field->unit};
    } else if (!node.measure.empty()) {
      return wrong(node.measure_at, "count 数的是条数，不带字段；请写 count(登记表)",
                   "count counts entries and takes no field; write count(register)");
    }
    checked_.leaf_of[&node] = checked_.leaves.size();
    checked_.leaves.push_back(std::move(*found));
    return unit;
  }

  std::unexpected<Refusal> not_a_measure(const Definition& definition, const Node& node) const {
    std::vector<std::string> known;
    for (const auto* measure : definition.measures()) known.push_back(measure->name);
    return wrong(node.measure_at,
                 fmt::format("登记表 {} 没有可合计的字段“{}”；可合计的有：{}", definition.name, node.measure,
                             fmt::join(known, "、")),
                 fmt::format("register {} has no measure \"{}\"; there are: {}", definition.name, node.measure,
                             fmt::join(known, ", ")));
  }

  Result<MeasureUnit> rate(const Node& node) {
    const auto* known = rate_named(node.name);
    if (!known) {
      std::vector<std::string_view> all;
      for (const auto& name : rate_names()) all.push_back(name.name);
      return wrong(node.name_at, fmt::format("没有比率“{}”；已有：{}", node.name, fmt::join(all, "、")),
                   fmt::format("no rate \"{}\"; there are: {}", node.name, fmt::join(all, ", ")));
    }
    auto found = leaf(node);
    if (!found) return std::unexpected{found.error()};
    if (known->register_name != found->definition->name)
      return wrong(node.register_at, fmt::format("比率 {} 由登记表 {} 计算", known->name, known->register_name),
                   fmt::format("rate {} is computed from register {}", known->name, known->register_name));
    if (const auto fine = has_fields(*known, *found->definition, node); !fine) return std::unexpected{fine.error()};
    checked_.rates.emplace(&node, std::move(*found));
    return MeasureUnit{};
  }

  /// A bureau may change its registers: the fields a rate reads must still be there.
  Result<> has_fields(const RateName& rate, const Definition& definition, const Node& node) const {
    std::vector<std::string> needed;
    const auto name = rate.name;
    if (name == "online_depth" || name == "online_available") needed = {"depth"};
    if (name == "limit_compression") needed = {"legal_limit", "legal_unit", "promised_limit", "promised_unit"};
    if (name == "one_visit") needed = {"visits"};
    if (name == "on_time") needed = {"accepted_on", "finished_on", "promised_days"};
    std::vector<std::string> dimensions;
    if (rate.basis == RateBasis::totals_of_period) {
      const auto conditions = rate_totals(name);
      for (const auto& condition : conditions.part) dimensions.push_back(condition.field);
      for (const auto& condition : conditions.whole) dimensions.push_back(condition.field);
    }
    for (const auto& field : needed)
      if (!definition.field(field)) return lacks(rate, definition, node, field);
    for (const auto& field : dimensions)
      if (!definition.field(field) || !definition.field(field)->dimension) return lacks(rate, definition, node, field);
    return {};
  }

  std::unexpected<Refusal> lacks(const RateName& rate, const Definition& definition, const Node& node,
                                 const std::string& field) const {
    return wrong(node.name_at, fmt::format("比率 {} 需要登记表 {} 的字段 {}", rate.name, definition.name, field),
                 fmt::format("rate {} needs field {} of register {}", rate.name, field, definition.name));
  }

  Result<MeasureUnit> price(const Node& node) const {
    if (const auto* price = prices_.any(node.name)) return MeasureUnit{price->unit};
    std::vector<std::string> known;
    for (const auto& [name, series] : prices_.all()) known.push_back(name);
    return wrong(node.name_at, fmt::format("价格表里没有“{}”；已有：{}", node.name, fmt::join(known, "、")),
                 fmt::format("no price \"{}\"; there are: {}", node.name, fmt::join(known, ", ")));
  }

  CheckedFormula& checked_;
  const std::string& text_;
  const Definitions& definitions_;
  const PriceTable& prices_;
  bool in_buckets_ = false;
};

}  // namespace

Result<CheckedFormula> check_formula(Formula formula, const Definitions& definitions, const PriceTable& prices,
                                     std::string_view target_unit) {
  CheckedFormula checked;
  checked.formula = std::move(formula);
  const auto unit = Checker{checked, definitions, prices}.unit_of(*checked.formula.root);
  if (!unit) return std::unexpected{unit.error()};
  checked.unit = *unit;
  const MeasureUnit wanted{std::string{target_unit}};
  if (!target_unit.empty() && !unit->answers(wanted))
    return refuse_at(checked.formula.text, checked.formula.root->at,
                     {fmt::format("公式算出的是 {}，指标要的是 {}", unit->zh(), wanted.zh()),
                      fmt::format("the formula gives {}, the indicator wants {}", unit->en(), wanted.en())});
  return checked;
}

}  // namespace hallbook::indicators
