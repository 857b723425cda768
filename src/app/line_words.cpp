#include "app/line_words.h"

#include <fmt/format.h>

#include "app/events.h"
#include "base/text.h"
#include "registers/registers.h"

namespace hallbook::app {
namespace {

std::string text_of(const Json& body, std::string_view name) {
  const Json* value = body.find(name);
  if (value == nullptr) return "";
  if (value->is_string()) return value->string();
  return value->is_int() ? std::to_string(value->integer()) : "";
}

/// "：原因", nothing when there is none.
Text behind(const std::string& reason) {
  if (reason.empty()) return {};
  return {"：" + reason, ": " + reason};
}

Text joined(Text a, const Text& b) { return {a.zh + b.zh, a.en + b.en}; }

}  // namespace

namespace {

/// "wang（10.0.0.7）：登录被拒 5 次，等 5 秒"; a stranger has no name.
Text refused_words(const Json& body) {
  const std::string name = text_of(body, "name"), times = text_of(body, "times"), wait = text_of(body, "wait_s");
  const Text who = name.empty() ? Text{"没有登录的人", "somebody not signed in"} : Text{name, name};
  const std::string remote = text_of(body, "remote"), path = text_of(body, "path");
  if (!path.empty())
    return {fmt::format("{}（{}）：被拒 {} 次，{}", who.zh, remote, times, path),
            fmt::format("{} ({}): denied, times {}: {}", who.en, remote, times, path)};
  const bool waits = !wait.empty() && wait != "0";
  return {fmt::format("{}（{}）：登录被拒 {} 次{}", who.zh, remote, times, waits ? "，等 " + wait + " 秒" : ""),
          fmt::format("{} ({}): sign-in refused, times {}{}", who.en, remote, times,
                      waits ? ", waits " + wait + " s" : "")};
}

Text file_act(std::string_view kind) {
  if (kind == "EntryFileAttached") return {"附上文件", "file attached"};
  if (kind == "EntryFileWithdrawn") return {"撤下附件", "attached file taken off"};
  return {"打开文件", "file opened"};
}

Text exported_words(const Json& body, const Text& reg) {
  const Json* clear = body.find("clear");
  const bool in_clear = clear != nullptr && *clear == Json{true};
  const std::string rows = text_of(body, "rows");
  return {fmt::format("导出《{}》{} 行{}", reg.zh, rows, in_clear ? "，个人信息未遮" : ""),
          fmt::format("{}: {} rows exported{}", reg.en, rows, in_clear ? ", personal data in clear" : "")};
}

/// What was done with a register; nullopt for every other kind.
std::optional<Text> register_words(std::string_view kind, const Json& body, const Text& reg) {
  const std::string entry = text_of(body, "entry"), reason = text_of(body, "reason");
  if (kind == "RowsImported")
    return Text{
        fmt::format("把 {} 的 {} 行导入《{}》", text_of(body, "source_name"), text_of(body, "rows"), reg.zh),
        fmt::format("{} rows of {} imported into {}", text_of(body, "rows"), text_of(body, "source_name"), reg.en)};
  if (kind == "ImportWithdrawn")
    return joined({fmt::format("撤回《{}》的一次导入（日志第 {} 条），{} 行作废", reg.zh, text_of(body, "import"),
                               text_of(body, "rows")),
                   fmt::format("{}: the import of line {} taken back, {} rows void", reg.en, text_of(body, "import"),
                               text_of(body, "rows"))},
                  behind(reason));
  if (kind == "EntryRecorded")
    return joined(
        {fmt::format("《{}》登记第 {} 条", reg.zh, entry), fmt::format("{}: entry {} recorded", reg.en, entry)},
        behind(reason));
  if (kind == "EntryCorrected")
    return joined(
        {fmt::format("更正《{}》第 {} 条", reg.zh, entry), fmt::format("{}: entry {} corrected", reg.en, entry)},
        behind(reason));
  if (kind == "EntryVoided")
    return joined({fmt::format("作废《{}》第 {} 条", reg.zh, entry), fmt::format("{}: entry {} voided", reg.en, entry)},
                  behind(reason));
  if (kind == "PersonalValueShown")
    return joined({fmt::format("看全《{}》第 {} 条的 {}", reg.zh, entry, text_of(body, "field")),
                   fmt::format("{}: {} of entry {} shown in full", reg.en, text_of(body, "field"), entry)},
                  behind(reason));
  if (kind == "EntryFileAttached" || kind == "EntryFileWithdrawn" || kind == "EntryFileShown")
    return joined({fmt::format("《{}》第 {} 条：{}", reg.zh, entry, file_act(kind).zh),
                   fmt::format("{}: entry {}: {}", reg.en, entry, file_act(kind).en)},
                  behind(reason));
  if (kind == "ImportFileShown")
    return joined({fmt::format("打开导入《{}》的原件 {}", reg.zh, text_of(body, "source_name")),
                   fmt::format("{}: the original {} opened", reg.en, text_of(body, "source_name"))},
                  behind(reason));
  if (kind == "RegisterExported") return joined(exported_words(body, reg), behind(reason));
  if (kind == "PeriodClosed")
    return Text{fmt::format("《{}》关闭到 {}", reg.zh, text_of(body, "last")),
                fmt::format("{} closed up to {}", reg.en, text_of(body, "last"))};
  return std::nullopt;
}

}  // namespace

LineWords::LineWords(db::ReadTx& tx, UnitId unit) {
  for (const auto& kind : all_event_kinds()) kinds_.emplace(std::string{kind.kind}, kind.title);
  for (const auto& definition : registers::all_registers(tx, unit))
    registers_.emplace(definition.name, definition.title);
}

Text LineWords::title(std::string_view kind) const {
  const auto found = kinds_.find(kind);
  return found == kinds_.end() ? Text{std::string{kind}, std::string{kind}} : found->second;
}

Text LineWords::register_title(const Json& body) const {
  const std::string name = text_of(body, "register");
  const auto found = registers_.find(name);
  return found == registers_.end() ? Text{name, name} : found->second;
}

LineWords::Subject LineWords::subject(const Json& body) {
  Subject subject{text_of(body, "register"), {}};
  if (const Json* entry = body.find("entry"); entry != nullptr && entry->is_int()) subject.entry = entry->integer();
  return subject;
}

Text LineWords::summary(const journal::Line& line) const {
  const Json body = Json::parse(line.body).value_or(Json{Json::Object{}});
  const Text reg = register_title(body);
  const std::string reason = text_of(body, "reason");
  const auto& kind = line.kind;
  if (auto words = register_words(kind, body, reg)) return *std::move(words);
  if (kind == "DecisionMade")
    return {fmt::format("裁定“{}”（指标 {}）：{}", text_of(body, "finding"), text_of(body, "indicator"),
                        text_of(body, "chosen")),
            fmt::format("{} of indicator {} decided: {}", text_of(body, "finding"), text_of(body, "indicator"),
                        text_of(body, "chosen"))};
  if (kind == "EvaluationFrozen")
    return {fmt::format("封存自评第 {} 版（{}）", text_of(body, "version"), text_of(body, "project")),
            fmt::format("evaluation frozen as version {} ({})", text_of(body, "version"), text_of(body, "project"))};
  if (kind == "ProjectImported" && !reason.empty())
    return joined({"项目新版本", "new version of the project"}, behind(first_characters(reason, 120)));
  if (kind == "SignInRefused" || kind == "AccessDenied") return refused_words(body);
  const Text what = title(kind);
  if (kind == "RoundSent" || kind == "MatterOpened" || kind == "MatterStepped") {
    const auto number = text_of(body, "number");
    return joined({fmt::format("{}：第 {} 号", what.zh, number), fmt::format("{}: {}", what.en, number)},
                  behind(reason));
  }
  std::string about;
  for (const auto name : {"name", "user", "code", "path"})
    if (about.empty()) about = text_of(body, name);
  if (about.empty()) return what;
  return {what.zh + "：" + first_characters(about, 80), what.en + ": " + first_characters(about, 80)};
}

}  // namespace hallbook::app
