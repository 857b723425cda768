#include "indicators/indicators_api.h"

namespace hallbook::indicators {

using http::Method;
using identity::Permission;
using identity::Route;

std::span<const Route> indicators_routes() {
  static const Route routes[] = {
      {Method::get, "/evaluation", Permission::evaluation_read, get_evaluation,
       {"自评：数值、进度、得分和一句话", "the self-evaluation: values, pace, scores and a sentence"}, "", "Evaluation",
       "project as_of"},
      {Method::get, "/evaluation/receipts/{no}", Permission::evaluation_read, get_receipt,
       {"一个数的凭据", "the receipt of a figure"}, "", "Receipt", "project as_of after limit by group"},
      {Method::post, "/evaluation/receipts/{no}/verify", Permission::evaluation_read, post_receipt_verify,
       {"核验这个数", "check this figure"}, "", "ReceiptVerified", "project as_of"},
      {Method::get, "/evaluation/series/{no}", Permission::evaluation_read, get_series,
       {"图表用的序列", "series for charts"}, "", "Series", "project as_of"},
      {Method::post, "/freezes", Permission::evaluation_freeze, post_freeze,
       {"封存自评", "freeze the evaluation"}, "FreezeRequest", "FrozenBrief"},
      {Method::get, "/freezes", Permission::evaluation_read, get_freezes,
       {"封存过的自评", "frozen evaluations"}, "", "FrozenList", "project"},
      {Method::get, "/freezes/compare", Permission::evaluation_read, get_freeze_compare,
       {"两次封存对照", "two frozen evaluations compared"}, "", "FrozenCompare", "project a b"},
      {Method::get, "/freezes/{version}", Permission::evaluation_read, get_freeze,
       {"一次封存，逐字节", "one frozen evaluation, byte for byte"}, "", "FrozenBytes", "project"},
      {Method::get, "/freezes/{version}/holds", Permission::evaluation_read, get_freeze_holds,
       {"封存的数今天还成立吗", "does a frozen evaluation still hold"}, "", "Holds", "project"},
      {Method::get, "/projects/{code}/findings", Permission::project_read, get_findings,
       {"疑义和每种裁定的后果", "findings with what each option would change"}, "", "Findings"},
      {Method::post, "/projects/{code}/decisions", Permission::project_decide, post_decision,
       {"裁定一个疑义", "decide a finding"}, "DecisionRequest", "Finding"},
      {Method::post, "/projects/{code}/plan", Permission::project_edit, post_plan,
       {"保存方案为新版本", "save the plan as a new version"}, "PlanRequest", "Project"},
      {Method::post, "/formulas/check", Permission::project_read, post_formula_check,
       {"查公式并试算", "check a formula and try it"}, "FormulaRequest", "FormulaCheck"},
      {Method::get, "/formulas/vocabulary", Permission::project_read, get_vocabulary,
       {"公式里能写的名字", "the names that a formula may use"}, "", "Vocabulary"},
  };
  return routes;
}

}  // namespace hallbook::indicators
