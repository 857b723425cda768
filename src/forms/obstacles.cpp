// What keeps a self-evaluation from being published. R-FRM-33, R-FRM-42, R-EVA-17
#include <fmt/format.h>

#include "forms/self_evaluation.h"
#include "indicators/flags.h"

namespace hallbook::forms {
namespace {

bool unknown(const Json* value) { return value == nullptr || value->is_null(); }

class Obstacles {
 public:
  explicit Obstacles(const Json& evaluation) : evaluation_{evaluation} {}

  std::vector<Obstacle> all() {
    for (const Json& result : evaluation_.at("indicators").array()) of_indicator(result);
    const Json* execution = evaluation_.find("execution");
    if (execution == nullptr || unknown(execution->find("score")))
      add("no_money", 0, {"预算执行率还没有得分", "the execution row has no score yet"});
    of_findings();
    of_hints(evaluation_, 0);
    return std::move(found_);
  }

 private:
  void add(std::string code, int no, Text message) { found_.push_back({std::move(code), no, std::move(message)}); }

  void of_indicator(const Json& result) {
    const int no = static_cast<int>(result.at("no").integer());
    // A target in words has no value, only what a person wrote was reached.
    if (unknown(result.find("value")) && unknown(result.find("value_printed")))
      add("no_value", no,
          {fmt::format("指标 {} 还没有实际完成值", no), fmt::format("indicator {} has no value yet", no)});
    else if (unknown(result.find("score")) && words_of(result, "score").empty())
      add("no_score", no, {fmt::format("指标 {} 还没有得分", no), fmt::format("indicator {} has no score yet", no)});
    const Json* met = result.find("met");
    if (!unknown(met) && !met->boolean()) {
      if (words_of(result, "reason").empty())
        add("reason_missing", no,
            {fmt::format("指标 {} 未达标,还没写偏差原因", no),
             fmt::format("indicator {} is not met and has no reason yet", no)});
      else if (words_of(result, "measures").empty())
        add("measures_missing", no,
            {fmt::format("指标 {} 未达标,还没写改进措施", no),
             fmt::format("indicator {} is not met and has no measures yet", no)});
    }
    of_hints(result, no);
  }

  void of_findings() {
    for (const Json& finding : evaluation_.at("findings").array()) {
      const auto& code = finding.at("code").string();
      const bool to_decide = finding.at("needs_decision").boolean();
      const bool to_see = indicators::only_to_be_seen(code, to_decide);
      if ((!to_decide && !to_see) || code == "unmet_without_reason") continue;  // settled, or told above
      const int no = static_cast<int>(finding.at("indicator").integer());
      const Json* decision = finding.find("decision");
      const auto& message = finding.at("message").string();
      const Json* proposed = unknown(decision) ? nullptr : decision->find("proposed");
      const bool own = !unknown(decision) && (proposed == nullptr || !proposed->boolean());
      if (own) continue;
      if (to_see)
        add("unseen", no,
            {fmt::format("标记还没有人看过：{}", message),
             fmt::format("a flag that nobody has looked at: {}", message)});
      else if (unknown(decision))
        add("undecided", no, {fmt::format("待裁定:{}", message), fmt::format("undecided: {}", message)});
      else
        add("unconfirmed", no,
            {fmt::format("裁定只是方案的提议,本单位还没有人确认:{}", message),
             fmt::format("only proposed by the plan, nobody of the unit confirmed it: {}", message)});
    }
  }

  void of_hints(const Json& json, int no) {
    const Json* words = json.find("words");
    if (unknown(words)) return;
    for (const auto& [place, one] : words->object())
      if (const auto hint = left_in_hint(one.at("text").string()))
        add("hint_left", no,
            {fmt::format("“{}”里还留着提示“{}”", place, *hint),
             fmt::format("“{}” still holds the hint “{}”", place, *hint)});
  }

  const Json& evaluation_;
  std::vector<Obstacle> found_;
};

}  // namespace

std::vector<Obstacle> self_evaluation_obstacles(const Json& evaluation) { return Obstacles{evaluation}.all(); }

std::optional<std::string> left_in_hint(std::string_view text) {
  for (const std::string_view hint :
       {"XX", "××", "xx", "此处填写", "请填写", "待补充", "待填", "……", "示例：", "TBD", "{{"})
    if (text.find(hint) != std::string_view::npos) return std::string{hint};
  return std::nullopt;
}

}  // namespace hallbook::forms
