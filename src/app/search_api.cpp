// The one box: go, find, do. Answers only what the person may open. Source: docs/rules/api.md, R-API-56, R-API-57.
#include <fmt/format.h>

#include "app/house_api.h"
#include "app/initials.h"
#include "base/text.h"
#include "dossier/projects.h"
#include "identity/user.h"
#include "platform/http/fields.h"
#include "registers/registers.h"
#include "registers/rows.h"

namespace hallbook::app {

using http::Request;
using http::Response;
using identity::Context;
using identity::Permission;

namespace {

constexpr std::size_t most_hits = 8;
constexpr std::size_t longest_question = 60;

struct Page {
  std::string_view path, zh, en;
  Permission permission;
};
constexpr Page pages[] = {
    {"/today", "我的今天", "My day", Permission::signed_in},
    {"/brief", "今日简报", "Today's brief", Permission::evaluation_read},
    {"/record", "登记", "Record", Permission::register_record},
    {"/registers", "台账", "Registers", Permission::register_read},
    {"/import", "导入", "Import", Permission::register_import},
    {"/targets", "目标", "Targets", Permission::evaluation_read},
    {"/project", "项目", "Project", Permission::project_read},
    {"/freezes", "封存的自评", "Frozen evaluations", Permission::evaluation_read},
    {"/journal", "查账", "Journal", Permission::journal_read},
    {"/definitions", "定义", "Definitions", Permission::definition_read},
    {"/users", "用户与职责", "People and roles", Permission::user_read},
    {"/sessions", "我的登录", "My sessions", Permission::signed_in},
    {"/settings", "设置", "Settings", Permission::operations_read},
    {"/about", "关于", "About", Permission::anyone},
};

struct Hit {
  int rank = 0;  // -1: is it, 0: begins with it, 1: holds it, 2: has its letters
  Json json;
};

std::string lower_ascii(std::string_view text) {
  std::string result{text};
  for (char& letter : result)
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  return result;
}

/// The letters of `part` stand in `whole` in their order, the first at its beginning.
bool is_within(std::string_view part, std::string_view whole) {
  if (whole.empty() || part.front() != whole.front()) return false;
  std::size_t at = 0;
  for (const char letter : whole)
    if (at < part.size() && letter == part[at]) ++at;
  return at == part.size();
}

class Search {
 public:
  Search(db::ReadTx& tx, Context& context, std::string_view question)
      : tx_{tx}, context_{context}, question_{lower_ascii(trim(to_half_width(question)))} {}

  void run() {
    for (const auto& page : pages)
      if (context_.may(page.permission))
        offer("page", {std::string{page.zh}, std::string{page.en}}, "", std::string{page.path});
    if (context_.may(Permission::register_read)) look_in_registers();
    if (context_.may(Permission::evaluation_read)) look_in_indicators();
    if (context_.may(Permission::user_read)) look_in_users();
    std::ranges::stable_sort(hits_, {}, &Hit::rank);
    if (hits_.size() > most_hits) hits_.resize(most_hits);
  }
  Json items() const {
    Json list = Json::Array{};
    for (const auto& hit : hits_) list.push_back(hit.json);
    return list;
  }

 private:
  /// 0 begins, 1 holds; nullopt: neither name nor initials.
  std::optional<int> rank_of(const Text& title) const {
    std::optional<int> best;
    const std::string letters = initials(title.zh);
    for (const auto& name : {title.zh, lower_ascii(title.en), letters})
      if (const auto at = name.find(question_); at != std::string::npos)
        best = std::min(best.value_or(1), at == 0 ? 0 : 1);
    // "djyj" for 登记 结果物邮寄台账: the letters in their order, from the first on.
    if (!best && question_.size() > 1 && is_within(question_, letters)) best = 2;
    return best;
  }
  void add(int rank, std::string_view kind, const Text& title, const std::string& hint, const std::string& path) {
    hits_.push_back(
        {rank, Json::Object{{"kind", kind}, {"title", title.in(context_.lang)}, {"hint", hint}, {"path", path}}});
  }
  void offer(std::string_view kind, const Text& title, const std::string& hint, const std::string& path) {
    if (const auto rank = rank_of(title)) add(*rank, kind, title, hint, path);
  }
  void look_in_registers() {
    for (const auto& definition : registers::all_registers(tx_, context_.unit.id)) {
      if (context_.may(Permission::register_record))
        offer("do", {"登记 " + definition.title.zh, "Record " + definition.title.en}, definition.owner,
              "/record/" + definition.name);
      offer("register", definition.title, definition.owner, "/registers/" + definition.name);
      look_for_key(definition);
    }
  }
  /// An entry by its exact number: waybill, case number, code.
  void look_for_key(const registers::Definition& definition) {
    if (definition.rules.key.size() != 1) return;
    const auto* field = definition.field(definition.rules.key.front());
    if (field->personal || question_.size() < 2) return;
    registers::Values key(definition.fields.size());
    for (const auto& spelling : {std::string{trim(request_spelling())}, question_}) {
      const auto value = registers::parse_value(*field, spelling);
      if (!value) continue;
      key[definition.index(field->name)] = *value;
      const auto id = registers::find_by_key(tx_, context_.unit.id, definition, key);
      if (!id) continue;
      add(-1, "entry",
          {fmt::format("{} {}", field->title.zh, spelling), fmt::format("{} {}", field->title.en, spelling)},
          definition.title.in(context_.lang), fmt::format("/registers/{}/{}", definition.name, id->value));
      return;
    }
  }
  std::string request_spelling() const {  // waybills are printed in capitals
    std::string upper = question_;
    for (char& letter : upper)
      if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
    return upper;
  }
  void look_in_indicators() {
    const auto project = dossier::find_project(tx_, context_.unit.id, "");
    if (!project) return;
    for (const auto& row : project->indicators)
      offer("indicator", {row.name, row.name}, row.level2, fmt::format("/targets/{}", row.no));
  }
  void look_in_users() {
    const auto units = identity::units(tx_);
    for (const auto& user : identity::users(tx_))
      if (!user.closed_at && identity::is_within(user.unit, context_.unit.id, units))
        offer("user", {user.display_name, user.display_name + " " + user.name}, user.name, "/users/" + user.name);
  }

  db::ReadTx& tx_;
  Context& context_;
  std::string question_;
  std::vector<Hit> hits_;
};

}  // namespace

Result<Response> get_search(const Request& request, Context& context) {
  const std::string_view question = request.query_or("q");
  if (trim(question).empty()) return http::ok(Json::Object{{"items", Json::Array{}}});
  if (count_characters(question) > longest_question)
    return refuse(RefusalCode::invalid, {"要找的字太多了", "the question is too long"}, "q");
  auto tx = context.data.read();
  Search search{tx, context, question};
  search.run();
  return http::ok(Json::Object{{"items", search.items()}});
}

}  // namespace hallbook::app
