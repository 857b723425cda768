#include "indicators/formula.h"

#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "indicators/formula_lexer.h"

namespace hallbook::indicators {

using Kind = Node::Kind;

namespace {

using NodePtr = std::unique_ptr<Node>;

constexpr std::array<std::pair<std::string_view, Fn>, 6> functions{{{"sum", Fn::sum},
                                                                    {"count", Fn::count},
                                                                    {"mean", Fn::mean},
                                                                    {"min", Fn::min},
                                                                    {"max", Fn::max},
                                                                    {"last", Fn::last}}};
constexpr std::array<std::pair<std::string_view, PeriodKind>, 4> steps{{{"day", PeriodKind::day},
                                                                        {"week", PeriodKind::week},
                                                                        {"month", PeriodKind::month},
                                                                        {"quarter", PeriodKind::quarter}}};
const Text depth_message{"公式嵌套超过 64 层；请拆成几个指标", "the formula is nested deeper than 64; split it"};

std::string shown(const Token& token) {
  return token.kind == Token::Kind::end ? std::string{} : first_characters(token.value, 20);
}

class Parser {
 public:
  Parser(std::string_view text, std::vector<Token> tokens) : text_{text}, tokens_{std::move(tokens)} {}

  Result<NodePtr> whole() {
    auto root = expression();
    if (!root) return root;
    if (peek().kind != Token::Kind::end) return expected("运算符或公式结尾", "an operator or the end");
    return root;
  }

 private:
  struct Deeper {
    explicit Deeper(int& d) : depth{d} { ++depth; }
    ~Deeper() { --depth; }
    Deeper(const Deeper&) = delete;
    int& depth;
  };

  const Token& peek(std::size_t ahead = 0) const { return tokens_[std::min(at_ + ahead, tokens_.size() - 1)]; }
  const Token& take() { return tokens_[at_ + 1 < tokens_.size() ? at_++ : at_]; }
  bool accept(std::string_view what) {
    if (!peek().is(what)) return false;
    take();
    return true;
  }

  std::unexpected<Refusal> expected(std::string_view zh, std::string_view en) const {
    const auto& token = peek();
    if (token.kind == Token::Kind::end)
      return refuse_at(
          text_, token.at,
          {fmt::format("公式在这里断了，应为{}", zh), fmt::format("the formula ends here; expected {}", en)});
    return refuse_at(text_, token.at,
                     {fmt::format("这里是“{}”，应为{}", shown(token), zh),
                      fmt::format("found \"{}\", expected {}", shown(token), en)});
  }
  Result<> need(std::string_view symbol) {
    if (accept(symbol)) return {};
    return expected(fmt::format("“{}”", symbol), fmt::format("\"{}\"", symbol));
  }

  NodePtr make(Kind kind, std::size_t from) const {
    auto node = std::make_unique<Node>();
    node->kind = kind;
    node->at = from;
    return node;
  }
  /// Sets the end and the height; refuses a tree that is too deep.
  Result<NodePtr> done(NodePtr node) const {
    node->end = tokens_[at_ == 0 ? 0 : at_ - 1].end;
    for (const auto& argument : node->arguments) node->height = std::max(node->height, argument->height + 1);
    if (node->height > max_formula_depth) return refuse_at(text_, node->at, depth_message);
    return node;
  }

  Result<NodePtr> expression() {
    const Deeper deeper{depth_};
    if (depth_ > max_formula_depth) return refuse_at(text_, peek().at, depth_message);
    if (peek().is("if")) return if_missing();
    return chain({"+", "-"}, {Kind::add, Kind::subtract}, &Parser::product);
  }
  Result<NodePtr> product() { return chain({"*", "/"}, {Kind::multiply, Kind::divide}, &Parser::unary); }

  Result<NodePtr> chain(std::array<std::string_view, 2> symbols, std::array<Kind, 2> kinds,
                        Result<NodePtr> (Parser::*part)()) {
    const auto from = peek().at;
    auto left = (this->*part)();
    if (!left) return left;
    while (peek().is(symbols[0]) || peek().is(symbols[1])) {
      const auto kind = take().is(symbols[0]) ? kinds[0] : kinds[1];
      auto right = (this->*part)();
      if (!right) return right;
      auto node = make(kind, from);
      node->arguments.push_back(std::move(*left));
      node->arguments.push_back(std::move(*right));
      left = done(std::move(node));
      if (!left) return left;
    }
    return left;
  }

  Result<NodePtr> if_missing() {
    auto node = make(Kind::if_missing, take().at);
    if (!accept("missing")) return expected("“missing”（if missing … then …）", "\"missing\" (if missing … then …)");
    auto tried = expression();
    if (!tried) return tried;
    if (!accept("then")) return expected("“then”", "\"then\"");
    auto instead = expression();
    if (!instead) return instead;
    node->arguments.push_back(std::move(*tried));
    node->arguments.push_back(std::move(*instead));
    return done(std::move(node));
  }

  Result<NodePtr> unary() {
    if (!peek().is("-")) return primary();
    const Deeper deeper{depth_};
    if (depth_ > max_formula_depth) return refuse_at(text_, peek().at, depth_message);
    auto node = make(Kind::negate, take().at);
    auto inner = unary();
    if (!inner) return inner;
    node->arguments.push_back(std::move(*inner));
    return done(std::move(node));
  }

  Result<NodePtr> primary() {
    if (peek().kind == Token::Kind::number) return number();
    if (accept("(")) {
      auto inner = expression();
      if (!inner) return inner;
      if (const auto closed = need(")"); !closed) return std::unexpected{closed.error()};
      return inner;
    }
    if (peek().kind == Token::Kind::word) return call();
    if (peek().kind == Token::Kind::text)
      return refuse_at(text_, peek().at,
                       {"文字不能参加计算；文字只用在筛选条件里，如 zone = \"B区\"",
                        "text cannot be computed with; it belongs in a filter such as zone = \"B区\""});
    return expected("数、函数或“(”", "a number, a function or \"(\"");
  }

  Result<NodePtr> number() {
    auto node = make(Kind::number, peek().at);
    node->number = *Rational::parse(take().value);
    if (peek().kind == Token::Kind::unit) {
      auto unit = take().value;
      if (unit == "%") {
        node->number = node->number / Rational{100};
        unit = "ratio";
      } else if (unit.starts_with("万")) {
        node->number = node->number * Rational{10000};
        unit = unit.substr(std::string_view{"万"}.size());
      }
      node->unit = unit;
    }
    return done(std::move(node));
  }

  Result<NodePtr> call() {
    const auto word = take();
    if (word.value == "rate") return rate(word.at);
    if (word.value == "price") return price(word.at);
    for (const auto& [name, fn] : functions)
      if (word.value == name) return aggregate(word.at, fn);
    --at_;
    return refuse_at(
        text_, word.at,
        {fmt::format("没有函数“{}”；可用 sum count mean min max last rate price 和 if missing", shown(word)),
         fmt::format("no function \"{}\"; there are sum count mean min max last rate price and if missing",
                     shown(word))});
  }

  Result<NodePtr> aggregate(std::size_t from, Fn fn) {
    if (const auto open = need("("); !open) return std::unexpected{open.error()};
    if (peek().is("by") && peek(1).kind == Token::Kind::word) return over_buckets(from, fn);
    const bool names_register = peek().kind == Token::Kind::word &&
                                (peek(1).is(".") || (fn == Fn::count && (peek(1).is(",") || peek(1).is(")"))));
    return names_register ? total(from, fn) : over_arguments(from, fn);
  }

  Result<NodePtr> over_buckets(std::size_t from, Fn fn) {
    auto node = make(Kind::over_buckets, from);
    node->fn = fn;
    take();
    bool known = false;
    for (const auto& [name, step] : steps)
      if (peek().is(name)) node->by = step, known = true;
    if (!known) return expected("day、week、month 或 quarter", "day, week, month or quarter");
    take();
    if (const auto colon = need(":"); !colon) return std::unexpected{colon.error()};
    return arguments(std::move(node), 1);
  }

  Result<NodePtr> over_arguments(std::size_t from, Fn fn) {
    auto node = make(Kind::over_arguments, from);
    node->fn = fn;
    if (fn == Fn::count || fn == Fn::last)
      return fn == Fn::count ? expected("登记表名，如 count(mailing)", "a register, as in count(mailing)")
                             : expected("“by month:”，如 last(by month: …)", "\"by month:\", as in last(by month: …)");
    return arguments(std::move(node), 32);
  }

  Result<NodePtr> arguments(NodePtr node, std::size_t most) {
    do {
      if (node->arguments.size() == most) return expected("“)”", "\")\"");
      auto argument = expression();
      if (!argument) return argument;
      node->arguments.push_back(std::move(*argument));
    } while (accept(","));
    if (const auto closed = need(")"); !closed) return std::unexpected{closed.error()};
    return done(std::move(node));
  }

  Result<NodePtr> total(std::size_t from, Fn fn) {
    auto node = make(Kind::total, from);
    node->fn = fn;
    node->register_at = peek().at;
    node->register_name = take().value;
    if (accept(".")) {
      if (peek().kind != Token::Kind::word) return expected("字段名", "a field");
      node->measure_at = peek().at;
      node->measure = take().value;
    }
    return filters(std::move(node));
  }

  Result<NodePtr> rate(std::size_t from) {
    auto node = make(Kind::rate, from);
    if (const auto open = need("("); !open) return std::unexpected{open.error()};
    if (peek().kind != Token::Kind::text)
      return expected("引号中的比率名，如 \"online_depth\"", "a quoted rate such as \"online_depth\"");
    node->name_at = peek().at;
    node->name = take().value;
    if (const auto comma = need(","); !comma) return std::unexpected{comma.error()};
    if (peek().kind != Token::Kind::word) return expected("登记表名，如 items", "a register such as items");
    node->register_at = peek().at;
    node->register_name = take().value;
    return filters(std::move(node));
  }

  Result<NodePtr> price(std::size_t from) {
    auto node = make(Kind::price, from);
    if (const auto open = need("("); !open) return std::unexpected{open.error()};
    if (peek().kind != Token::Kind::text)
      return expected("引号中的价格名，如 \"copy_sheet\"", "a quoted price such as \"copy_sheet\"");
    node->name_at = peek().at;
    node->name = take().value;
    if (const auto closed = need(")"); !closed) return std::unexpected{closed.error()};
    return done(std::move(node));
  }

  /// `, filter, filter )`.
  Result<NodePtr> filters(NodePtr node) {
    while (accept(",")) {
      auto filter = one_filter();
      if (!filter) return std::unexpected{filter.error()};
      node->filters.push_back(std::move(*filter));
    }
    if (peek().is(")")) {
      take();
      return done(std::move(node));
    }
    return expected("“,” 和筛选条件，或“)”", "\",\" and a filter, or \")\"");
  }

  Result<Filter> one_filter() {
    if (peek().kind != Token::Kind::word)
      return expected("筛选条件，如 zone = \"B区\"", "a filter such as zone = \"B区\"");
    Filter filter;
    filter.at = peek().at;
    filter.field = take().value;
    if (peek().is("=") || peek().is("!=")) {
      filter.negate = take().is("!=");
      return value_into(std::move(filter));
    }
    if (accept("not")) {
      filter.negate = true;
      if (!peek().is("in")) return expected("“in”", "\"in\"");
    }
    if (accept("in")) return list_into(std::move(filter));
    filter.bare = true;
    return filter;
  }

  Result<Filter> value_into(Filter filter) {
    if (peek().kind != Token::Kind::text) return expected("引号中的值，如 \"B区\"", "a quoted value such as \"B区\"");
    filter.values_at.push_back(peek().at);
    filter.values.push_back(take().value);
    return filter;
  }

  Result<Filter> list_into(Filter filter) {
    if (const auto open = need("["); !open) return std::unexpected{open.error()};
    do {
      if (filter.values.size() == 200) return expected("“]”（最多 200 个值）", "\"]\" (at most 200 values)");
      auto more = value_into(std::move(filter));
      if (!more) return more;
      filter = std::move(*more);
    } while (accept(","));
    if (const auto closed = need("]"); !closed) return std::unexpected{closed.error()};
    return filter;
  }

  std::string_view text_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

}  // namespace

std::string_view name_of(Fn fn) {
  for (const auto& [name, known] : functions)
    if (known == fn) return name;
  return "";
}

std::string line_and_column(std::string_view text, std::size_t offset) {
  const auto before = text.substr(0, offset);
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const auto start = before.rfind('\n');
  const auto in_line = start == std::string_view::npos ? before : before.substr(start + 1);
  return fmt::format("{}:{}", line, count_characters(in_line) + 1);
}

std::unexpected<Refusal> refuse_at(std::string_view text, std::size_t offset, Text message) {
  const auto place = line_and_column(text, offset);
  return refuse(RefusalCode::invalid,
                {fmt::format("公式 {}：{}", place, message.zh), fmt::format("formula {}: {}", place, message.en)},
                "formula", place);
}

// R-FOR-01 to R-FOR-04: grammar, units, depth, length.
Result<Formula> parse_formula(std::string_view text) {
  auto tokens = read_tokens(text);
  if (!tokens) return std::unexpected{tokens.error()};
  auto root = Parser{text, std::move(*tokens)}.whole();
  if (!root) return std::unexpected{root.error()};
  return Formula{std::string{text}, std::move(*root)};
}

}  // namespace hallbook::indicators
