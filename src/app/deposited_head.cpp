#include "app/deposited_head.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "app/session.h"
#include "base/json.h"
#include "base/text.h"
#include "journal/lines.h"
#include "platform/crypto/hash.h"

namespace hallbook::app {
namespace {

constexpr std::string_view own_digest = "sm3";

std::unexpected<Refusal> no_head(Text why) {
  return refuse(
      RefusalCode::invalid,
      {"读不出日志头：" + why.zh + "。请给“下载日志头”存下的文件，或输入 序号:根（根是 64 位十六进制），如 120:3f…",
       "no journal head can be read: " + why.en +
           ". Give the file that was downloaded, or type SEQ:ROOT (the root is 64 hex digits), like 120:3f…"},
      "head");
}

Digest digest_of_file(Json json) {
  auto members = json.object();
  members.erase(std::string{own_digest});
  return crypto::sm3(Json{std::move(members)}.canonical());
}

/// Anybody can write such a file: every member is looked at before it is used.
Result<DepositedHead> read_file_text(std::string_view text) {
  const auto json = Json::parse(text);
  if (!json) return no_head({"文件不完整，或者不是日志头文件", "the file is not complete, or is no file of a head"});
  const auto string = [&](std::string_view name) {
    const Json* found = json->find(name);
    return found != nullptr && found->is_string() ? found->string() : std::string{};
  };
  const Json *kind = json->find("hallbook_head"), *seq = json->find("seq");
  const auto root = Digest::from_hex(string("root")), digest = Digest::from_hex(string("digest"));
  if (kind == nullptr || *kind != Json{1} || seq == nullptr || !seq->is_int() || seq->integer() < 1 || !root ||
      !digest || string("unit").empty() || string("at").empty())
    return no_head({"这不是日志头文件", "this is no file of a head"});
  if (string(own_digest) != digest_of_file(*json).hex())
    return no_head({"文件存下之后被改过", "the file was changed after it was written"});
  return DepositedHead{seq->integer(), *root, digest, string("unit"), string("at")};
}

Result<DepositedHead> read_typed(std::string_view text) {
  if (text.starts_with('#')) text.remove_prefix(1);
  DepositedHead head;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), head.seq);
  if (error != std::errc{} || head.seq < 1)
    return no_head({"开头不是日志的序号", "it does not begin with the number of a line"});
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (text.starts_with(':')) text.remove_prefix(1);
  text = trim(text);
  const auto space = std::min(text.find_first_of(" \t\r\n"), text.size());
  std::string hex{text.substr(0, space)};
  std::ranges::transform(hex, hex.begin(), [](char c) { return c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c; });
  const auto root = Digest::from_hex(hex);
  if (!root) return no_head({"序号后面不是 64 位十六进制的根", "no root of 64 hex digits follows the number"});
  head.root = *root;
  head.at = trim(text.substr(space));
  return head;
}

void note_difference(HeadVerdict& verdict, std::string what, std::string given, std::string ours) {
  if (given != ours) verdict.differences.push_back({std::move(what), std::move(given), std::move(ours)});
}

Text head_words(const HeadVerdict& verdict) {
  const auto later = verdict.now.seq - verdict.seq;
  switch (verdict.standing) {
    case HeadStanding::on_chain:
      return {fmt::format("这个日志头在我们的链上：第 1–{} 条的摘要与存证时一样，此后又记了 {} 条", verdict.seq, later),
              fmt::format("this head is on our chain: the digests of lines 1–{} are those of then; {} lines came since",
                          verdict.seq, later)};
    case HeadStanding::other:
      return {fmt::format("对不上：第 {} 条处不是这个日志头。此前的记录被改写过，或者它不是本账册的日志头。"
                          "请保留现场、勿再写入，并告知上级单位",
                          verdict.seq),
              fmt::format("it does not hold: at line {} the journal has another head. What stands before was "
                          "rewritten, or it is the head of other books. Keep everything as it is, write no more, and "
                          "tell the superior unit",
                          verdict.seq)};
    case HeadStanding::ahead: break;
  }
  return {fmt::format("对不上：这个日志头在第 {} 条，而日志只到第 {} 条。日志末尾被截去，或者换回了旧的备份。"
                      "请保留现场、勿再写入，并告知上级单位",
                      verdict.seq, verdict.now.seq),
          fmt::format("it does not hold: this head stands at line {}, the journal ends at line {}. Its end was cut "
                      "off, or an old copy was put back. Keep everything as it is, write no more, and tell the "
                      "superior unit",
                      verdict.seq, verdict.now.seq)};
}

}  // namespace

std::string deposited_text(const identity::Unit& unit, const journal::Head& head) {
  Json json = Json::Object{{"hallbook_head", 1},          {"unit", unit.code}, {"unit_name", unit.name},
                           {"sample", unit.sample},       {"seq", head.seq},   {"root", head.root.hex()},
                           {"digest", head.digest.hex()}, {"at", iso(head.at)}};
  json[own_digest] = digest_of_file(json).hex();
  return json.pretty();
}

Result<DepositedHead> read_deposited(std::string_view text) {
  if (text.size() > largest_deposited_head)
    return refuse(RefusalCode::over_limit,
                  {fmt::format("文件太大：日志头最多 {} 字节，这不是日志头", largest_deposited_head),
                   fmt::format("too large: a head has at most {} bytes, this is none", largest_deposited_head)},
                  "head");
  text = trim(text);
  if (text.empty()) return no_head({"是空的", "it is empty"});
  return text.starts_with('{') ? read_file_text(text) : read_typed(text);
}

std::string_view standing_name(HeadStanding standing) {
  switch (standing) {
    case HeadStanding::on_chain: return "on_chain";
    case HeadStanding::other: return "other";
    case HeadStanding::ahead: break;
  }
  return "ahead";
}

Result<HeadVerdict> judge_head(db::ReadTx& tx, const identity::Unit& unit, const DepositedHead& given) {
  if (!given.unit_code.empty() && given.unit_code != unit.code)
    return refuse(RefusalCode::invalid,
                  {fmt::format("这是别的单位（“{}”）的日志头，本单位是 {}。请换到那个单位再核对",
                               quote(given.unit_code), unit.code),
                   fmt::format("this is the head of another unit (“{}”), this one is {}. Check it in that unit",
                               quote(given.unit_code), unit.code)},
                  "head");
  HeadVerdict verdict;
  verdict.seq = given.seq;
  verdict.now = journal::head(tx, unit.id);
  if (given.seq > verdict.now.seq) {
    verdict.standing = HeadStanding::ahead;
  } else {
    note_difference(verdict, "root", given.root.hex(), journal::root_at(tx, unit.id, given.seq).hex());
    const auto line = journal::line_at(tx, unit.id, given.seq);
    if (line && given.digest) note_difference(verdict, "digest", given.digest->hex(), line->digest.hex());
    if (line && !given.at.empty()) note_difference(verdict, "at", quote(given.at), iso(line->meta.at));
    if (!line || !verdict.differences.empty()) verdict.standing = HeadStanding::other;
  }
  verdict.message = head_words(verdict);
  return verdict;
}

}  // namespace hallbook::app
