#include "registers/definition_rules.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "registers/condition.h"
#include "registers/entry.h"

namespace hallbook::registers {
namespace {

constexpr std::size_t max_fields = 80;
constexpr std::size_t max_dimensions = 8;
constexpr std::size_t max_choices = 500;
constexpr int max_dimension_chars = 40;  // longer texts make as many rollup cells as rows

// R-REG-02: columns that every table has; a field of that name would hide one.
constexpr std::string_view reserved[] = {"unit_id",   "entry_id", "version", "day",    "month",        "seq",
                                         "ended_seq", "state",    "late",    "reason", "ended_reason", "rows"};

bool is_name(std::string_view text) {
  if (text.empty() || text.size() > 40 || text[0] < 'a' || text[0] > 'z') return false;
  return std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

Result<> wrong(std::string_view place, std::string_view field, std::string zh, std::string en) {
  const std::string at{place};
  if (!at.empty()) {
    const auto colon = at.find(':');
    zh = fmt::format("第 {} 行第 {} 列:", at.substr(0, colon), at.substr(colon + 1)) + zh;
    en = fmt::format("line {}, column {}: ", at.substr(0, colon), at.substr(colon + 1)) + en;
  }
  return refuse(RefusalCode::invalid, {std::move(zh), std::move(en)}, std::string{field}, at);
}

// R-REG-02
Result<> judge_name(const Field& field, const DraftField& draft) {
  if (!is_name(field.name))
    return wrong(draft.place, "name",
                 fmt::format("字段名“{}”应由小写字母开头,只含 a-z 0-9 _,最多 40 个字符", field.name),
                 fmt::format("the field name \"{}\" must start with a-z, hold only a-z 0-9 _, at most 40 characters",
                             field.name));
  if (std::ranges::find(reserved, field.name) != std::end(reserved) || field.name.starts_with("sum_"))
    return wrong(draft.place, "name", fmt::format("字段名“{}”由程序自用,请换一个名字", field.name),
                 fmt::format("the field name \"{}\" is used by the table itself; choose another", field.name));
  return {};
}

// R-REG-03: what each type may carry.
Result<> judge_type(const Field& field, const DraftField& draft) {
  const bool scaled = field.type == FieldType::quantity || field.type == FieldType::ratio;
  if (draft.has_scale && !scaled)
    return wrong(draft.place, field.name, "scale 只用于 quantity 和 ratio", "scale is for quantity and ratio only");
  if (field.type == FieldType::ratio && field.scale < 2)
    return wrong(draft.place, field.name, "ratio 的 scale 至少为 2", "a ratio needs a scale of at least 2");
  const bool textual = field.type == FieldType::text || field.type == FieldType::reference;
  if (draft.has_max_chars && !textual)
    return wrong(draft.place, field.name, "max_chars 只用于 text 和 reference",
                 "max_chars is for text and reference only");
  if (field.choices.empty() != (field.type != FieldType::choice))
    return wrong(draft.place, field.name, "choice 字段要有 choices,其他类型不能有",
                 "a choice field needs choices, other types must not have them");
  if (field.sum && field.type != FieldType::integer && field.type != FieldType::quantity &&
      field.type != FieldType::money)
    return wrong(draft.place, field.name, "sum 只用于 integer、quantity 和 money",
                 "sum is for integer, quantity and money only");
  const bool short_text = textual && field.max_chars <= max_dimension_chars;
  if (field.dimension && field.type != FieldType::choice && !short_text)
    return wrong(draft.place, field.name, "dimension 只用于 choice,或 max_chars 不超过 40 的 text、reference",
                 "dimension is for choice, or text and reference with max_chars of at most 40");
  return {};
}

// R-REG-04: a personal field is sealed, so nothing may group, sum or compute by it.
Result<> judge_personal(const Field& field, const DraftField& draft) {
  if (!field.personal) return {};
  if (field.sum || field.dimension || field.derived || field.type == FieldType::choice ||
      field.type == FieldType::file || field.default_value)
    return wrong(
        draft.place, field.name, "个人信息字段加密存放,不能是 sum、dimension、derived、choice、file,也不能有 default",
        "a personal field is sealed: it cannot be sum, dimension, derived, a choice, a file, or have a default");
  return {};
}

Result<> judge_choices(const Field& field, const DraftField& draft) {
  if (field.choices.size() > max_choices)
    return wrong(draft.place, field.name, "choices 超过 500 个", "more than 500 choices");
  std::map<std::string, std::string> taken;  // spelling → choice
  for (const auto& choice : field.choices) {
    std::vector<std::string> spellings = choice.aliases;
    spellings.insert(spellings.end(), {choice.value, choice.title.zh, choice.title.en});
    for (const auto& spelling : spellings) {
      if (trim(spelling).empty() || !check_text(spelling, max_dimension_chars) || trim(spelling) != spelling)
        return wrong(
            draft.place, field.name, fmt::format("选项“{}”为空、过长、首尾有空格或含控制字符", spelling),
            fmt::format("the choice \"{}\" is empty, too long, padded, or holds control characters", spelling));
      const auto [at, fresh] = taken.emplace(spelling, choice.value);
      if (!fresh && at->second != choice.value)
        return wrong(draft.place, field.name, fmt::format("“{}”同时指两个选项", spelling),
                     fmt::format("\"{}\" names two choices", spelling));
    }
  }
  const auto same = [&](const Choice& choice) {
    return std::ranges::count(field.choices, choice.value, &Choice::value) > 1;
  };
  if (const auto twice = std::ranges::find_if(field.choices, same); twice != field.choices.end())
    return wrong(draft.place, field.name, fmt::format("选项“{}”写了两次", twice->value),
                 fmt::format("the choice \"{}\" stands twice", twice->value));
  return {};
}

Result<> judge_range(Field& field, const DraftField& draft) {
  for (auto [text, bound] : {std::pair{&draft.min, &field.min}, std::pair{&draft.max, &field.max}}) {
    if (text->empty()) continue;
    if (!is_number(field.type) || field.type == FieldType::time || field.personal)
      return wrong(draft.place, field.name, "min 和 max 只用于数字", "min and max are for numbers only");
    const auto read = parse_quantity(*text, field.scale);
    if (!read)
      return wrong(draft.place, field.name, fmt::format("“{}”不是这个字段的数字", *text),
                   fmt::format("\"{}\" is no number of this field", *text));
    *bound = *read;
  }
  if (field.min && field.max && *field.min > *field.max)
    return wrong(draft.place, field.name, "min 大于 max", "min is larger than max");
  return {};
}

Result<> judge_default(const Field& field, const DraftField& draft) {
  if (!field.default_value) return {};
  if (field.type == FieldType::file)
    return wrong(draft.place, field.name, "file 不能有 default", "a file has no default");
  const auto read = parse_value(field, *field.default_value);
  if (!read)
    return wrong(draft.place, field.name, "default 不合字段:" + read.error().message.zh,
                 "the default does not fit the field: " + read.error().message.en);
  return {};
}

Result<> judge_fields(Definition& definition, const Draft& draft) {
  if (definition.fields.empty() || definition.fields.size() > max_fields)
    return wrong("", "field", "台账要有 1 到 80 个 [[field]]", "a register needs 1 to 80 [[field]] tables");
  std::set<std::string> names;
  for (std::size_t i = 0; i < definition.fields.size(); ++i) {
    Field& field = definition.fields[i];
    const DraftField& one = draft.fields[i];
    if (!names.insert(field.name).second)
      return wrong(one.place, "name", fmt::format("字段“{}”写了两次", field.name),
                   fmt::format("the field \"{}\" stands twice", field.name));
    if (auto ok = judge_name(field, one); !ok) return ok;
    if (auto ok = judge_type(field, one); !ok) return ok;
    if (auto ok = judge_personal(field, one); !ok) return ok;
    if (auto ok = judge_choices(field, one); !ok) return ok;
    if (auto ok = judge_range(field, one); !ok) return ok;
    if (auto ok = judge_default(field, one); !ok) return ok;
  }
  if (definition.dimensions().size() > max_dimensions)
    return wrong("", "dimension", "dimension 最多 8 个", "at most 8 dimensions");
  const Field* date = definition.field(definition.date_field);
  if (!date || date->type != FieldType::date || !date->required || date->personal)
    return wrong(
        "", "date", fmt::format("date = “{}”应是一个必填的 date 字段,且不是个人信息", definition.date_field),
        fmt::format("date = \"{}\" must be a required field of type date, not personal", definition.date_field));
  return {};
}

// R-REG-05
Result<> judge_check(const Definition& definition, const DraftCheck& draft, Check& check) {
  const auto parts = split_comparison(draft.rule);
  if (!parts)
    return wrong(
        draft.place, "rule", fmt::format("“{}”应写成:字段 比较符 字段或值,例如 delivered_on >= sent_on", draft.rule),
        fmt::format("\"{}\" must read: field operator field-or-value, e.g. delivered_on >= sent_on", draft.rule));
  check.left = parts->left;
  check.op = parts->op;
  check.right = parts->right;
  const Field* left = definition.field(check.left);
  const Field* right = parts->quoted ? nullptr : definition.field(check.right);
  check.right_is_field = right != nullptr;
  if (!left || left->derived || (right && right->derived))
    return wrong(draft.place, "rule", fmt::format("“{}”要以一个登记的字段开头", draft.rule),
                 fmt::format("\"{}\" must start with a field that people enter", draft.rule));
  const bool ordered = is_number(left->type) || left->type == FieldType::date;
  if (!ordered && check.op != "=" && check.op != "!=")
    return wrong(draft.place, "rule", fmt::format("“{}”是文字,只能用 = 和 !=", check.left),
                 fmt::format("\"{}\" is a text: only = and != fit", check.left));
  if (right) {
    const bool both_numbers = is_number(left->type) && is_number(right->type) &&
                              (left->type == FieldType::time) == (right->type == FieldType::time);
    if (left->type != right->type && !both_numbers)
      return wrong(draft.place, "rule", fmt::format("“{}”与“{}”类型不同,不能比较", check.left, check.right),
                   fmt::format("\"{}\" and \"{}\" are of different types", check.left, check.right));
  } else if (auto literal = parse_value(*left, check.right);
             !literal || std::holds_alternative<std::monostate>(*literal)) {
    return wrong(draft.place, "rule", fmt::format("“{}”不是字段,也不是“{}”的值", check.right, check.left),
                 fmt::format("\"{}\" is neither a field nor a value of \"{}\"", check.right, check.left));
  }
  return {};
}

// R-REG-06
Result<> judge_filter(const Definition& definition, const DraftFilter& draft, NamedFilter& filter) {
  if (!is_name(filter.name) || definition.field(filter.name))
    return wrong(draft.place, "name", fmt::format("条件名“{}”无效,或与字段同名", filter.name),
                 fmt::format("the filter name \"{}\" is invalid or is also a field's name", filter.name));
  if (std::ranges::count(definition.filters, filter.name, &NamedFilter::name) > 1)
    return wrong(draft.place, "name", fmt::format("条件“{}”写了两次", filter.name),
                 fmt::format("the filter \"{}\" stands twice", filter.name));
  if (draft.where.empty()) return wrong(draft.place, "where", "where 不能为空", "where must not be empty");
  for (const auto& text : draft.where) {
    auto condition = parse_condition(text);
    if (!condition)
      return wrong(draft.place, "where",
                   fmt::format("“{}”应写成 字段 = \"值\"、!=、in [\"值\", …] 或 not in […]", text),
                   fmt::format("\"{}\" must read field = \"value\", !=, in [\"value\", …] or not in […]", text));
    const Field* field = definition.field(condition->field);
    if (!field || !field->dimension)
      return wrong(draft.place, "where", fmt::format("“{}”不是 dimension 字段", condition->field),
                   fmt::format("\"{}\" is no dimension field", condition->field));
    for (auto& value : condition->values) {
      const auto read = parse_value(*field, value);
      if (!read) return wrong(draft.place, "where", read.error().message.zh, read.error().message.en);
      if (const auto* stored = std::get_if<std::string>(&*read)) value = *stored;
    }
    filter.conditions.push_back(std::move(*condition));
  }
  return {};
}

/// The field that a kind's rule names, or a refusal that says what it must be.
struct Wanted {
  std::string_view key;
  const std::string& name;
  std::initializer_list<FieldType> types;
  bool needed = true;    // the rule must be given
  bool required = true;  // the field must be a required one
};
Result<> judge_rule_field(const Definition& definition, const Wanted& wanted) {
  const std::string_view kind = kind_name(definition.kind);
  if (wanted.name.empty() && !wanted.needed) return {};
  const Field* field = definition.field(wanted.name);
  std::string names;
  for (const FieldType type : wanted.types) names += (names.empty() ? "" : "/") + std::string{type_name(type)};
  if (!field || std::ranges::find(wanted.types, field->type) == wanted.types.end() || field->personal ||
      field->derived || (wanted.required && !field->required))
    return wrong("", wanted.key,
                 fmt::format("[{}] {} = “{}”应是一个{}的 {} 字段", kind, wanted.key, wanted.name,
                             wanted.required ? "必填" : "", names),
                 fmt::format("[{}] {} = \"{}\" must be a {}field of type {}", kind, wanted.key, wanted.name,
                             wanted.required ? "required " : "", names));
  return {};
}

Result<> judge_key(const Definition& definition) {
  const bool series = definition.kind != Kind::case_file && definition.kind != Kind::count;
  if (series && definition.rules.key.empty())
    return wrong("", "key", fmt::format("[{}] 要有 key", kind_name(definition.kind)),
                 fmt::format("[{}] needs a key", kind_name(definition.kind)));
  for (const auto& name : definition.rules.key) {
    const Wanted wanted{
        "key", name, {FieldType::text, FieldType::reference, FieldType::choice, FieldType::integer}, true, false};
    if (auto ok = judge_rule_field(definition, wanted); !ok) return ok;
  }
  const auto required = [&](const std::string& name) { return definition.field(name)->required; };
  if (series && std::ranges::none_of(definition.rules.key, required))
    return wrong("", "key", fmt::format("[{}] key 至少要有一个必填字段", kind_name(definition.kind)),
                 fmt::format("[{}] key: at least one field must be required", kind_name(definition.kind)));
  return {};
}

// R-REG-08: the computed field stands in the definition like any other, marked derived, and only there.
Result<> judge_derived(const Definition& definition, const Field* like) {
  const std::string& name = definition.rules.derived;
  for (const auto& field : definition.fields)
    if (field.derived && field.name != name)
      return wrong("", field.name, fmt::format("“{}”标为 derived,但没有规则计算它", field.name),
                   fmt::format("\"{}\" is marked derived, but no rule computes it", field.name));
  if (name.empty() && !like) return {};
  const Field* field = definition.field(name);
  const bool fits = field && field->derived && !field->required && !field->default_value && !field->min &&
                    !field->max && (field->type == FieldType::integer || field->type == FieldType::quantity) &&
                    field->scale == (like ? like->scale : 0);
  if (!fits)
    return wrong(
        "", "derived",
        fmt::format("derived = “{}”应是标为 derived 的数字字段,小数位数与来源字段相同,不必填,无 default、min、max",
                    name),
        fmt::format("derived = \"{}\" must be a number field marked derived, with the decimals of its source, not "
                    "required, without default, min or max",
                    name));
  return {};
}

Result<> judge_actions(const Definition& definition, std::initializer_list<std::string_view> meanings,
                       std::initializer_list<std::string_view> needed) {
  const auto& actions = definition.rules.actions;
  const Field* field = definition.field(definition.rules.action);
  std::set<std::string> used;
  for (const auto& [meaning, choice] : actions) {
    if (std::ranges::find(meanings, meaning) == meanings.end())
      return wrong("", "actions", fmt::format("actions 中不认识“{}”", meaning),
                   fmt::format("actions: \"{}\" is not known", meaning));
    if (std::ranges::count(field->choices, choice, &Choice::value) == 0 || !used.insert(choice).second)
      return wrong("", "actions", fmt::format("actions 的“{}”不是选项,或用了两次", choice),
                   fmt::format("actions: \"{}\" is no choice, or is used twice", choice));
  }
  for (const auto& meaning : needed)
    if (!actions.contains(std::string{meaning}))
      return wrong("", "actions", fmt::format("actions 缺少 {}", meaning),
                   fmt::format("actions: {} is missing", meaning));
  for (const auto& choice : field->choices)
    if (!used.contains(choice.value))
      return wrong("", "actions", fmt::format("选项“{}”没有含义,请写进 actions", choice.value),
                   fmt::format("the choice \"{}\" has no meaning; name it in actions", choice.value));
  return {};
}

Result<> judge_meter(const Definition& definition) {
  const KindRules& rules = definition.rules;
  const auto numbers = {FieldType::integer, FieldType::quantity};
  if (auto ok = judge_rule_field(definition, {"counter", rules.counter, numbers}); !ok) return ok;
  if (auto ok = judge_rule_field(definition, {"reset", rules.reset, {FieldType::choice}, false, false}); !ok) return ok;
  if (auto ok = judge_rule_field(definition, {"start", rules.start, numbers, false, false}); !ok) return ok;
  const Field* counter = definition.field(rules.counter);
  if (!rules.start.empty() && definition.field(rules.start)->scale != counter->scale)
    return wrong("", "start", "start 与 counter 的小数位数应相同", "start and counter must have the same decimals");
  return judge_derived(definition, counter);
}

Result<> judge_stock(const Definition& definition) {
  const KindRules& rules = definition.rules;
  if (auto ok = judge_rule_field(definition, {"action", rules.action, {FieldType::choice}}); !ok) return ok;
  if (auto ok = judge_rule_field(definition, {"amount", rules.amount, {FieldType::integer, FieldType::quantity}}); !ok)
    return ok;
  if (auto ok = judge_actions(definition, {"receive", "issue", "return", "adjust", "count"}, {"receive", "issue"}); !ok)
    return ok;
  return judge_derived(definition, definition.field(rules.amount));
}

Result<> judge_voucher(const Definition& definition) {
  const KindRules& rules = definition.rules;
  if (auto ok = judge_rule_field(definition, {"action", rules.action, {FieldType::choice}}); !ok) return ok;
  if (auto ok = judge_rule_field(definition, {"from_no", rules.from_no, {FieldType::integer}}); !ok) return ok;
  if (auto ok = judge_rule_field(definition, {"to_no", rules.to_no, {FieldType::integer}}); !ok) return ok;
  if (auto ok = judge_actions(definition, {"in", "out", "redeem", "void"}, {"in", "out"}); !ok) return ok;
  return judge_derived(definition, definition.field(rules.from_no));
}

Result<> judge_catalogue(const Definition& definition) {
  if (auto ok = judge_rule_field(definition, {"valid_from", definition.rules.valid_from, {FieldType::date}}); !ok)
    return ok;
  if (auto ok = judge_rule_field(definition, {"valid_to", definition.rules.valid_to, {FieldType::date}, false, false});
      !ok)
    return ok;
  return judge_derived(definition, nullptr);
}

Result<> judge_case(const Definition& definition) {
  const KindRules& rules = definition.rules;
  if (auto ok = judge_rule_field(definition, {"status", rules.status, {FieldType::choice}, !rules.path.empty(), false});
      !ok)
    return ok;
  for (const auto& [from, to] : rules.path)
    for (const auto& state : {from, to})
      if (std::ranges::count(definition.field(rules.status)->choices, state, &Choice::value) == 0)
        return wrong("", "path", fmt::format("path 中的“{}”不是“{}”的选项", state, rules.status),
                     fmt::format("path: \"{}\" is no choice of \"{}\"", state, rules.status));
  return judge_derived(definition, nullptr);
}

Result<> judge_kind(const Definition& definition) {
  if (auto ok = judge_key(definition); !ok) return ok;
  switch (definition.kind) {
    case Kind::count: return judge_derived(definition, nullptr);
    case Kind::case_file: return judge_case(definition);
    case Kind::meter: return judge_meter(definition);
    case Kind::voucher: return judge_voucher(definition);
    case Kind::stock: return judge_stock(definition);
    case Kind::catalogue: return judge_catalogue(definition);
  }
  broken_invariant("judge_kind: unknown kind", std::source_location::current());
}

}  // namespace

Result<> judge_definition(Definition& definition, const Draft& draft) {
  if (!is_name(definition.name) || definition.name == "key")  // R-REG-01; the table entry_key is taken
    return wrong("", "name", fmt::format("台账名“{}”应由小写字母开头,只含 a-z 0-9 _,最多 40 个字符", definition.name),
                 fmt::format("the register name \"{}\" must start with a-z, hold only a-z 0-9 _, at most 40 characters",
                             definition.name));
  if (auto ok = judge_fields(definition, draft); !ok) return ok;
  for (std::size_t i = 0; i < definition.checks.size(); ++i)
    if (auto ok = judge_check(definition, draft.checks[i], definition.checks[i]); !ok) return ok;
  for (std::size_t i = 0; i < definition.filters.size(); ++i)
    if (auto ok = judge_filter(definition, draft.filters[i], definition.filters[i]); !ok) return ok;
  return judge_kind(definition);
}

}  // namespace hallbook::registers
