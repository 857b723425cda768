#include "platform/http/target.h"

#include <algorithm>

#include "base/text.h"

namespace hallbook::http {
namespace {

int hex_of(char byte) {
  if (is_digit(byte)) return byte - '0';
  if (byte >= 'a' && byte <= 'f') return byte - 'a' + 10;
  if (byte >= 'A' && byte <= 'F') return byte - 'A' + 10;
  return -1;
}

bool is_control(char byte) { return static_cast<unsigned char>(byte) < 0x20 || byte == 0x7f; }

/// A little wider than the standard: browsers leave ^ ` { | } as they are.
bool may_stand_raw(char byte) {
  return byte > 0x20 && byte < 0x7f && std::string_view{"\"<>#"}.find(byte) == std::string_view::npos;
}

std::unexpected<Refusal> bad_target(const char* zh, const char* en, const char* field) {
  return refuse(RefusalCode::invalid, {zh, en}, field);
}

/// R-HTTP-02: one path, one meaning. A separator that is encoded, or a segment that climbs, means two things to two readers.
Result<std::string> path_of(std::string_view raw) {
  if (!raw.starts_with('/')) return bad_target("地址应以 / 开头", "the path must begin with /", "path");
  std::string path;
  std::size_t at = 1;
  while (true) {
    const std::size_t end = std::min(raw.find('/', at), raw.size());
    const auto segment = percent_decoded(raw.substr(at, end - at), false);
    if (!segment)
      return bad_target("地址中的百分号编码有误", "a percent sign in the path is not followed by two hex digits",
                        "path");
    if (!is_utf8(*segment)) return bad_target("地址不是有效的 UTF-8", "the path is not valid UTF-8", "path");
    if (std::ranges::any_of(*segment, is_control) || segment->find_first_of("/\\") != std::string::npos)
      return bad_target("地址中有不允许的字符",
                        "the path holds a control character, an encoded separator or a backslash", "path");
    if (*segment == "." || *segment == "..")
      return bad_target("地址中不允许 . 和 ..", "the path must not hold . or ..", "path");
    if (segment->empty() && end != raw.size())
      return bad_target("地址中有空的一段", "the path holds an empty segment", "path");
    path += '/';
    path += *segment;
    if (end == raw.size()) return path;
    at = end + 1;
  }
}

/// R-HTTP-03.
Result<> read_query(std::string_view raw, Target& target) {
  while (!raw.empty()) {
    const std::size_t end = std::min(raw.find('&'), raw.size());
    const std::string_view pair = raw.substr(0, end);
    raw.remove_prefix(std::min(end + 1, raw.size()));
    if (pair.empty()) continue;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    const auto name = percent_decoded(pair.substr(0, equals), true);
    const auto value = percent_decoded(pair.substr(std::min(equals + 1, pair.size())), true);
    if (!name || !value)
      return bad_target("查询参数中的百分号编码有误", "a percent sign in the query is not followed by two hex digits",
                        "query");
    if (!is_utf8(*name) || !is_utf8(*value))
      return bad_target("查询参数不是有效的 UTF-8", "the query is not valid UTF-8", "query");
    if (name->empty() || std::ranges::any_of(*name, is_control) || value->contains('\0'))
      return bad_target("查询参数中有不允许的字符", "the query holds an empty name or a control character", "query");
    if (target.query.size() == max_query_names)
      return bad_target("查询参数过多", "the query has more than 100 names", "query");
    if (!target.query.emplace(*name, *value).second)
      return refuse(RefusalCode::invalid,
                    {"查询参数" + quote(*name) + "出现了两次", "the query names " + quote(*name) + " twice"}, *name);
  }
  return {};
}

}  // namespace

std::optional<std::string> percent_decoded(std::string_view raw, bool plus) {
  std::string text;
  text.reserve(raw.size());
  for (std::size_t at = 0; at < raw.size(); ++at) {
    if (raw[at] != '%') {
      text += plus && raw[at] == '+' ? ' ' : raw[at];
      continue;
    }
    const int high = at + 2 < raw.size() ? hex_of(raw[at + 1]) : -1;
    const int low = at + 2 < raw.size() ? hex_of(raw[at + 2]) : -1;
    if (high < 0 || low < 0) return std::nullopt;
    text += static_cast<char>(high * 16 + low);
    at += 2;
  }
  return text;
}

Result<Target> parse_target(std::string_view raw) {
  if (raw.size() > max_target_bytes)
    return refuse(RefusalCode::over_limit, {"地址过长", "the target is longer than 8 KiB"}, "path");
  if (!std::ranges::all_of(raw, may_stand_raw))  // R-HTTP-01
    return bad_target("地址中有未编码的字符", "the target holds a character that must be percent-encoded", "path");
  Target target;
  if (!raw.starts_with('/')) {  // absolute form: the host is compared with the Host header by the server
    const std::size_t scheme = raw.starts_with("http://") ? 7 : raw.starts_with("https://") ? 8 : 0;
    if (scheme == 0) return bad_target("地址应以 / 开头", "the target must begin with /", "path");
    const std::size_t end = std::min(raw.find_first_of("/?", scheme), raw.size());
    target.authority = raw.substr(scheme, end - scheme);
    if (target.authority.empty() || target.authority.contains('@'))
      return bad_target("地址中的主机名有误", "the target's host is wrong", "path");
    raw.remove_prefix(end);
    if (!raw.starts_with('/')) return bad_target("地址缺少路径", "the target lacks a path", "path");
  }
  const std::size_t question = std::min(raw.find('?'), raw.size());
  auto path = path_of(raw.substr(0, question));
  if (!path) return std::unexpected{path.error()};
  target.path = std::move(*path);
  if (const auto read = read_query(raw.substr(std::min(question + 1, raw.size())), target); !read)
    return std::unexpected{read.error()};
  return target;
}

}  // namespace hallbook::http
