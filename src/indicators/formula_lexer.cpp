#include "indicators/formula_lexer.h"

#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "indicators/formula.h"

namespace hallbook::indicators {

namespace {

constexpr std::array<std::string_view, 9> units{"万元", "万件", "万张", "件", "张", "桶", "元", "%", "％"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word_start(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_{text} {}

  Result<std::vector<Token>> read() {
    while (true) {
      while (at_ < text_.size() &&
             (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r'))
        ++at_;
      if (at_ == text_.size()) break;
      if (const auto fine = one(); !fine) return std::unexpected{fine.error()};
    }
    add(Token::Kind::end, at_, "");
    return std::move(tokens_);
  }

 private:
  Result<> one() {
    const char c = text_[at_];
    if (is_digit(c)) return number();
    if (is_word_start(c)) return word();
    if (c == '"') return quoted();
    for (const auto unit : units)
      if (text_.substr(at_).starts_with(unit)) {
        at_ += unit.size();
        add(Token::Kind::unit, at_ - unit.size(), unit == "％" ? "%" : std::string{unit});
        return {};
      }
    return symbol();
  }

  Result<> number() {
    const auto from = at_;
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    if (at_ + 1 < text_.size() && text_[at_] == '.' && is_digit(text_[at_ + 1])) {
      ++at_;
      while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    }
    if (at_ - from > 40)
      return refuse_at(text_, from, {"数太长；最多 40 位", "the number is too long; at most 40 digits"});
    add(Token::Kind::number, from, std::string{text_.substr(from, at_ - from)});
    return {};
  }

  Result<> word() {
    const auto from = at_;
    while (at_ < text_.size() && (is_word_start(text_[at_]) || is_digit(text_[at_]))) ++at_;
    add(Token::Kind::word, from, std::string{text_.substr(from, at_ - from)});
    return {};
  }

  Result<> quoted() {
    const auto from = at_++;
    std::string value;
    while (at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\n') {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      value += text_[at_++];
    }
    if (at_ >= text_.size() || text_[at_] != '"')
      return refuse_at(text_, from, {"引号没有结束；请补上 \"", "the text has no end; add the closing \""});
    ++at_;
    add(Token::Kind::text, from, std::move(value));
    return {};
  }

  Result<> symbol() {
    static constexpr std::array<std::string_view, 13> symbols{"!=", "(", ")", "[", "]", ",", ":",
                                                              ".",  "+", "-", "*", "/", "="};
    for (const auto symbol : symbols)
      if (text_.substr(at_).starts_with(symbol)) {
        at_ += symbol.size();
        add(Token::Kind::symbol, at_ - symbol.size(), std::string{symbol});
        return {};
      }
    const auto shown = first_characters(text_.substr(at_), 1);
    return refuse_at(text_, at_,
                     {fmt::format("公式里不能用“{}”；标点请用半角，文字请加英文引号 \"\"", shown),
                      fmt::format("\"{}\" cannot stand in a formula; use ASCII punctuation, and quote text", shown)});
  }

  void add(Token::Kind kind, std::size_t from, std::string value) {
    tokens_.push_back({kind, from, at_, std::move(value)});
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

Result<std::vector<Token>> read_tokens(std::string_view text) {
  if (!is_utf8(text))
    return refuse(RefusalCode::invalid, {"公式不是有效的 UTF-8 文字", "the formula is not valid UTF-8"}, "formula");
  if (count_characters(text) > max_formula_characters)
    return refuse(RefusalCode::over_limit,
                  {fmt::format("公式太长；最多 {} 个字符", max_formula_characters),
                   fmt::format("the formula is too long; at most {} characters", max_formula_characters)},
                  "formula");
  return Lexer{text}.read();
}

}  // namespace hallbook::indicators
