// The one box: go, find, do. Answers only what the person may open. Source: docs/rules/api.md, R-API-56, R-API-57, R-API-66.
#include <fmt/format.h>

#include "app/definition_judge.h"
#include "app/house_api.h"
#include "app/initials.h"
#include "app/search_numbers.h"
#include "app/search_pages.h"
#include "base/text.h"
#include "dossier/disclosure.h"
#include "dossier/projects.h"
#include "identity/adoption.h"
#include "identity/user.h"
#include "platform/http/address.h"
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
constexpr std::size_t longest_code = 300;  // what a scanner reads on a paper
constexpr std::size_t shortest_in_sentences = 2, most_of_a_sentence = 40;

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
      : tx_{tx}, context_{context}, asked_{question}, question_{lower_ascii(trim(to_half_width(question)))} {}

  void run() {
    for (const auto& page : search_pages) offer_page("page", page);
    for (const auto& act : search_acts) offer_page("do", act);
    if (context_.may(Permission::register_read)) look_in_registers();
    if (context_.may(Permission::evaluation_read)) look_in_indicators();
    if (context_.may(Permission::definition_read)) look_in_definitions();
    if (context_.may(Permission::user_read)) look_in_users();
    judge_offered();
    for (const auto& one : find_numbered(tx_, context_, asked_)) add(-1, one.kind, one.title, one.hint, one.path);
    if (context_.may(Permission::project_read)) look_in_findings();
    std::ranges::stable_sort(hits_, {}, &Hit::rank);
    if (hits_.size() > most_hits) hits_.resize(most_hits);
  }
  Json items() const {
    Json list = Json::Array{};
    for (const auto& hit : hits_) list.push_back(hit.json);
    return list;
  }

 private:
  /// 0 begins, 1 holds, 2 has its letters; nullopt: neither name nor initials.
  std::optional<int> rank_of(const Text& title, const std::string& letters) const {
    std::optional<int> best;
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
    offered_.push_back({kind, title, hint, path});
  }
  void offer_page(std::string_view kind, const SearchPage& page) {
    if (context_.may(page.permission) || context_.may(page.other))
      offer(kind, {std::string{page.zh}, std::string{page.en}}, "", std::string{page.path});
  }
  /// All initials at once: each conversion on its own would cost more than everything else here.
  void judge_offered() {
    std::string titles;
    for (const auto& one : offered_) titles += one.title.zh + "\n";
    const auto letters = split(initials(titles), '\n');
    for (std::size_t i = 0; i < offered_.size(); ++i)
      if (const auto rank = rank_of(offered_[i].title, i < letters.size() ? letters[i] : ""))
        add(*rank, offered_[i].kind, offered_[i].title, offered_[i].hint, offered_[i].path);
  }
  void look_in_registers() {
    for (const auto& definition : registers::all_registers(tx_, context_.unit.id)) {
      if (context_.may(Permission::register_record))
        offer("do", {"登记 " + definition.title.zh, "Record " + definition.title.en}, definition.owner,
              "/record/" + definition.name);
      if (context_.may(Permission::register_import))
        offer("do", {"导入 " + definition.title.zh, "Import " + definition.title.en}, definition.owner,
              "/import/" + definition.name);
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
  void look_in_definitions() {
    for (const auto kind : definition_kinds()) {
      const Text words = definition_kind_words(kind);
      for (const auto& one : identity::definitions(tx_, context_.unit.id, kind))
        offer("definition", {"定义 " + words.zh + " " + one.name, "Definition: " + words.en + " " + one.name}, one.name,
              fmt::format("/definitions/{}/{}", kind, http::percent_encoded(one.name)));
    }
  }
  /// Findings are sentences: a word of theirs or their code, no initials.
  void look_in_findings() {
    if (count_characters(question_) < shortest_in_sentences) return;
    const auto project = dossier::find_project(tx_, context_.unit.id, "");
    if (!project) return;
    for (const auto& finding : dossier::check_project(*project)) {
      const auto& [zh, en] = finding.message;
      if (finding.code != question_ && !zh.contains(question_) && !lower_ascii(en).contains(question_)) continue;
      add(2, "finding", {first_characters(zh, most_of_a_sentence), first_characters(en, 2 * most_of_a_sentence)},
          finding.where,
          finding.indicator > 0 ? fmt::format("/project/findings?indicator={}", finding.indicator)
                                : "/project/findings");
    }
  }
  void look_in_users() {
    const auto units = identity::units(tx_);
    for (const auto& user : identity::users(tx_))
      if (!user.closed_at && identity::is_within(user.unit, context_.unit.id, units))
        offer("user", {user.display_name, user.display_name + " " + user.name}, user.name, "/users/" + user.name);
  }

  db::ReadTx& tx_;
  Context& context_;
  std::string_view asked_;
  std::string question_;
  struct Offered {
    std::string_view kind;
    Text title;
    std::string hint, path;
  };
  std::vector<Offered> offered_;
  std::vector<Hit> hits_;
};

}  // namespace

Result<Response> get_search(const Request& request, Context& context) {
  const std::string_view question = request.query_or("q");
  if (trim(question).empty()) return http::ok(Json::Object{{"items", Json::Array{}}});
  const bool code = question.starts_with("HB2:") || question.starts_with("hb2:");
  if (count_characters(question) > (code ? longest_code : longest_question))
    return refuse(RefusalCode::invalid, {"要找的字太多了", "the question is too long"}, "q");
  auto tx = context.data.read();
  Search search{tx, context, question};
  search.run();
  return http::ok(Json::Object{{"items", search.items()}});
}

}  // namespace hallbook::app
