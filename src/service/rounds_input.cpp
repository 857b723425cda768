// Reading what a phone sends.
#include "platform/http/fields.h"
#include "service/rounds.h"
#include "service/service_view.h"

namespace hallbook::service {
namespace {

using http::Fields;

constexpr std::size_t most_answers = 200, most_chips = 100;

Result<std::vector<std::string>> name_array(const Json& row, std::string_view field) {
  std::vector<std::string> names;
  const Json* list = row.find(field);
  if (list == nullptr || list->is_null()) return names;
  const auto wrong = [] {
    return refuse(RefusalCode::invalid, {"窗口和种类是文字的列表", "windows and kinds are lists of texts"}, "answers");
  };
  if (!list->is_array() || list->array().size() > most_chips) return wrong();
  for (const Json& name : list->array()) {
    if (!name.is_string()) return wrong();
    names.push_back(name.string());
  }
  return names;
}

Result<Answer> answer_in(const Fields& row) {
  if (auto only = row.only({"item", "result", "windows", "kinds", "corrected"}); !only)
    return std::unexpected{only.error()};
  const auto item = row.text("item"), result = row.text("result");
  if (!item) return std::unexpected{item.error()};
  if (!result) return std::unexpected{result.error()};
  Answer answer;
  answer.item = *item;
  bool known = false;
  for (const Verdict verdict : {Verdict::pass, Verdict::fail, Verdict::not_applicable})
    if (verdict_name(verdict) == *result) {
      answer.verdict = verdict;
      known = true;
    }
  if (!known)
    return refuse(RefusalCode::invalid,
                  {"结果是 pass、fail 或 not_applicable", "a result is pass, fail or not_applicable"}, "answers");
  auto windows = name_array(row.json(), "windows"), kinds = name_array(row.json(), "kinds");
  if (!windows) return std::unexpected{windows.error()};
  if (!kinds) return std::unexpected{kinds.error()};
  answer.windows = std::move(*windows);
  answer.kinds = std::move(*kinds);
  const auto corrected = row.flag_or("corrected", false);
  if (!corrected) return std::unexpected{corrected.error()};
  answer.corrected = *corrected;
  return answer;
}

}  // namespace

Result<RoundContent> round_from_fields(const Fields& body) {
  if (auto only = body.only({"id", "checklist", "checklist_digest", "turn", "day", "answers"}); !only)
    return std::unexpected{only.error()};
  RoundContent content;
  for (const auto& [name, to] : {std::pair<std::string_view, std::string*>{"id", &content.id},
                                 {"checklist", &content.checklist},
                                 {"turn", &content.turn}}) {
    auto text = body.text(name);
    if (!text) return std::unexpected{text.error()};
    *to = std::move(*text);
  }
  const auto hex = body.text("checklist_digest");
  if (!hex) return std::unexpected{hex.error()};
  const auto digest = Digest::from_hex(*hex);
  const auto day = body.day("day");
  if (!day) return std::unexpected{day.error()};
  if (!digest || !*day)
    return refuse(RefusalCode::invalid, {"缺少清单的摘要或日期", "the checklist's digest or the day is missing"},
                  digest ? "day" : "checklist_digest");
  content.checklist_digest = *digest;
  content.day = **day;
  const auto rows = body.objects("answers");
  if (!rows) return std::unexpected{rows.error()};
  if (rows->size() > most_answers) return refuse(RefusalCode::over_limit, {"答案太多", "too many answers"}, "answers");
  for (const Fields& row : *rows) {
    auto answer = answer_in(row);
    if (!answer) return std::unexpected{answer.error()};
    content.answers.push_back(std::move(*answer));
  }
  return content;
}

}  // namespace hallbook::service
