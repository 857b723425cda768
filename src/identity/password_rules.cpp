#include "identity/password_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "base/text.h"

namespace hallbook::identity {
namespace {

// Folded roots of the passwords that lists of leaked ones begin with, and of those that halls choose.
constexpr std::string_view common_roots[] = {
    "password",  "passwd",    "passw",      "pass",     "admin",     "administrator", "root",     "user",
    "guest",     "test",      "testing",    "demo",     "welcome",   "login",         "letmein",  "master",
    "monkey",    "dragon",    "sunshine",   "princess", "football",  "baseball",      "superman", "batman",
    "iloveyou",  "shadow",    "michael",    "jordan",   "ashley",    "charlie",       "freedom",  "whatever",
    "trustno",   "starwars",  "computer",   "internet", "secret",    "summer",        "winter",   "spring",
    "autumn",    "hello",     "helloworld", "changeme", "default",   "temp",          "server",   "oracle",
    "mysql",     "windows",   "microsoft",  "huawei",   "lenovo",    "system",        "manager",  "public",
    "private",   "access",    "google",     "facebook", "qq",        "tencent",       "alibaba",  "taobao",
    "baidu",     "weixin",    "wechat",     "china",    "zhongguo",  "beijing",       "shanghai", "guangzhou",
    "woaini",    "aini",      "wo",         "mima",     "mimashi",   "nihao",         "zhang",    "wang",
    "li",        "liu",       "chen",       "zhao",     "hall",      "hallbook",      "tingbu",   "dating",
    "zhengwu",   "zwfw",      "zwdt",       "shenpi",   "bangong",   "fuwu",          "qwerty",   "qwertyuiop",
    "qwer",      "qwe",       "qaz",        "qazwsx",   "qazwsxedc", "wsx",           "wsxedc",   "asdf",
    "asdfgh",    "asdfghjkl", "asd",        "zxc",      "zxcv",      "zxcvbn",        "zxcvbnm",  "qweasd",
    "qweasdzxc", "abc",       "abcd",       "abcde",    "abcdef",    "abcdefg",       "abcabc",   "aaa",
    "aaaa",      "aa",        "a",          "aabb",     "xyz",       "xxx",           "love",     "lovely",
    "baby",      "money",     "soccer",     "hockey",   "killer",    "pepper",        "ginger",   "flower",
    "cookie",    "cheese",    "banana",     "orange",   "apple",     "samsung",       "iphone",   "xiaomi"};

char fold(char byte) {
  if (byte >= 'A' && byte <= 'Z') return static_cast<char>(byte - 'A' + 'a');
  switch (byte) {
    case '0': return 'o';
    case '1': return 'i';
    case '3': return 'e';
    case '4':
    case '@': return 'a';
    case '5':
    case '$': return 's';
    case '7': return 't';
    case '!': return 'i';
    default: return byte;
  }
}

bool is_letter(char byte) { return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z'); }

std::string lower_letters(std::string_view text) {
  std::string letters;
  for (const char byte : text)
    if (is_letter(byte)) letters += fold(byte);
  return letters;
}

std::string folded(std::string_view text) {
  std::string out{text};
  std::ranges::transform(out, out.begin(), fold);
  return out;
}

bool is_root(std::string_view word) { return std::ranges::find(common_roots, word) != std::end(common_roots); }

/// Neighbours on the keyboard or in the alphabet, read forwards or backwards, make up the whole of it: 12345678, 1qaz2wsx.
bool is_a_run(std::string_view text) {
  constexpr std::string_view rows[] = {"01234567890", "abcdefghijklmnopqrstuvwxyz",   "qwertyuiop", "asdfghjkl",
                                       "zxcvbnm",     "1qaz2wsx3edc4rfv5tgb6yhn7ujm", "!@#$%^&*()"};
  std::string lower{text};
  for (char& byte : lower)
    if (is_letter(byte)) byte = fold(byte);
  std::size_t steps = 0;
  for (std::size_t i = 0; i + 1 < lower.size(); ++i) {
    const std::string pair{lower[i], lower[i + 1]};
    const std::string back{lower[i + 1], lower[i]};
    if (lower[i] == lower[i + 1] || std::ranges::any_of(rows, [&](std::string_view row) {
          return row.find(pair) != std::string_view::npos || row.find(back) != std::string_view::npos;
        }))
      ++steps;
  }
  return lower.size() >= 2 && steps * 10 >= (lower.size() - 1) * 7;  // seven in ten of the steps
}

int kinds_of_characters(std::string_view password) {
  bool lower = false, upper = false, digit = false, other = false;
  for (const char byte : password) {
    if (byte >= 'a' && byte <= 'z')
      lower = true;
    else if (byte >= 'A' && byte <= 'Z')
      upper = true;
    else if (is_digit(byte))
      digit = true;
    else
      other = true;
  }
  return lower + upper + digit + other;
}

std::unexpected<Refusal> weak(Text message) { return refuse(RefusalCode::invalid, std::move(message), "new"); }

bool holds_name(std::string_view password, std::string_view name) {
  const std::string small = folded(password), wanted = folded(name);
  return wanted.size() >= 3 && small.find(wanted) != std::string::npos;
}

}  // namespace

bool is_common_password(std::string_view password) {
  const auto first = std::ranges::find_if(password, is_letter);
  const auto last = std::ranges::find_if(password.rbegin(), password.rend(), is_letter).base();
  if (first < last && is_root(folded({first, last}))) return true;  // 12P@ssw0rd!!
  if (is_root(lower_letters(password)) && lower_letters(password).size() < 9) return true;  // q.w.e.r.t.y.1
  const std::string all = folded(password);
  const auto end = all.find_last_not_of("0123456789.,;:-_+*#?& ");
  if (end != std::string::npos && is_root(std::string_view{all}.substr(0, end + 1))) return true;  // p@$$w0rd99
  return is_a_run(password);
}

Result<> check_password(const PasswordRules& rules, std::string_view password, std::string_view user_name,
                        std::string_view display_name) {
  if (!is_utf8(password) || std::ranges::any_of(password, [](char c) { return c >= 0 && c < 0x20; }))
    return weak({"密码里有不能用的字符", "the password has characters that cannot be used"});
  const std::size_t characters = count_characters(password);
  if (characters < rules.least_characters)
    return weak({fmt::format("密码至少 {} 个字符", rules.least_characters),
                 fmt::format("a password has at least {} characters", rules.least_characters)});
  if (characters > rules.most_characters)
    return weak({fmt::format("密码最多 {} 个字符", rules.most_characters),
                 fmt::format("a password has at most {} characters", rules.most_characters)});
  if (rules.complexity && kinds_of_characters(password) < 3)
    return weak({"密码里大写字母、小写字母、数字、其他符号，至少要有三种",
                 "a password has at least three of: upper case, lower case, digits, other characters"});
  if (holds_name(password, user_name) || holds_name(password, display_name))
    return weak({"密码里不要有自己的名字", "a password does not contain your name"});
  if (is_common_password(password))
    return weak(
        {"这个密码太常见，别人一猜就中，请换一个", "this password is one that everybody tries first; take another"});
  return {};
}

}  // namespace hallbook::identity
