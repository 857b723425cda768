#include "app/hall_exact_models.h"

#include <fmt/format.h>

#include <charconv>
#include <numeric>

#include "app/hall_commands.h"
#include "app/terminal.h"
#include "queueing/fields.h"
#include "queueing/md_c.h"
#include "queueing/priorities.h"
#include "queueing/transient.h"

namespace hallbook::app {
namespace {

using namespace queueing;

/// Rows of a figure and its value, in both forms.
class Figures {
 public:
  explicit Figures(Lang lang) : lang_{lang} {}
  void add(std::string_view key, const Text& name, double value) {
    json[key] = value;
    table_.add({name.in(lang_), fmt::format("{:.10g}", value)});
  }
  ExactAnswer answer() const { return {json, table_.text(lang_)}; }
  Value json;

 private:
  Lang lang_;
  Table table_{{{"项目", "figure"}, {"值", "value"}}};
};

const Text wait_name{"平均等候（以办理时长计）", "mean wait (handling times)"};
const Text queue_name{"平均排队人数", "mean number waiting"};
const Text chance_name{"需要等候的比例", "share that waits (p_wait)"};
const Text load_name{"负荷（Erlang）", "load (Erlang)"};

std::unexpected<Refusal> wrong(const char* field, const char* zh, const char* en) {
  return refuse(RefusalCode::invalid, {zh, en}, field);
}

/// M/D/c: everybody is handled for the same time.
Result<ExactAnswer> constant_handling(const ErlangArguments& given, Lang lang) {
  const auto load = load_of(given);
  if (!load) return std::unexpected{load.error()};
  if (!given.windows) return wrong("windows", "请给出 --windows", "give --windows");
  const auto queue = MdcQueue::make(*given.windows, *load);
  if (!queue) return std::unexpected{queue.error()};
  Figures figures{lang};
  figures.json["model"] = given.model;
  figures.json["windows"] = *given.windows;
  figures.add("load", load_name, *load);
  figures.json["utilisation"] = *load / *given.windows;
  figures.add("p_wait", chance_name, queue->p_wait());
  figures.add("mean_wait", wait_name, queue->mean_wait());
  figures.add("mean_queue", queue_name, queue->mean_queue());
  if (given.within) {
    if (!(*given.within >= 0)) return wrong("within", "时限不能为负", "a wait cannot be negative");
    figures.json["within"] = *given.within;
    figures.add("p_within", {"时限内", "waited at most that long"},
                queue->p_within(*given.within / given.service.value_or(1)));
  }
  return figures.answer();
}

/// M/G/1: one window, any handling law of this coefficient of variation.
Result<ExactAnswer> general_handling(const ErlangArguments& given, Lang lang) {
  if (given.windows && *given.windows != 1)
    return wrong("windows", "模型 g 只有一个窗口；多个窗口请用模型 c、d 或 hall simulate",
                 "model g has one window; for more use model c or d, or hall simulate");
  if (!given.handling_cv)
    return wrong("cv", "模型 g 需要 --cv（办理时长的变异系数）", "model g needs --cv, the variation of handling");
  ErlangArguments one = given;
  one.windows = 1;
  const auto load = load_of(one);
  if (!load) return std::unexpected{load.error()};
  const auto wait = mg1_mean_wait(*load, 1, *given.handling_cv);
  if (!wait) return std::unexpected{wait.error()};
  Figures figures{lang};
  figures.json["model"] = given.model;
  figures.json["windows"] = 1;
  figures.add("load", load_name, *load);
  figures.json["utilisation"] = *load;
  figures.json["cv"] = *given.handling_cv;
  figures.add("p_wait", chance_name, *load);
  figures.add("mean_wait", wait_name, *wait);
  figures.add("mean_queue", queue_name, *load * *wait);
  return figures.answer();
}

/// "ARRIVALS", "ARRIVALS:HANDLING" or "ARRIVALS:HANDLING:CV".
Result<PriorityClass> class_of(std::string_view text, const ErlangArguments& given) {
  PriorityClass one{0, given.service.value_or(1), given.handling_cv.value_or(1)};
  double* const parts[] = {&one.arrivals, &one.mean_handling, &one.handling_cv};
  const std::string whole{text};
  for (double* part : parts) {
    const auto colon = text.find(':');
    const std::string_view number = text.substr(0, colon);
    const auto [end, problem] = std::from_chars(number.data(), number.data() + number.size(), *part);
    if (problem != std::errc{} || end != number.data() + number.size()) break;
    if (colon == std::string_view::npos) return one;
    text.remove_prefix(colon + 1);
  }
  return refuse(RefusalCode::invalid,
                {fmt::format("“{}”应写成 到达率、到达率:办理时长 或 到达率:办理时长:变异系数", whole),
                 fmt::format("'{}' must be ARRIVALS, ARRIVALS:HANDLING or ARRIVALS:HANDLING:CV", whole)},
                "class");
}

Result<std::vector<PriorityClass>> classes_of(const ErlangArguments& given, int windows) {
  std::vector<PriorityClass> classes;
  double load = 0;
  for (const std::string& text : given.classes) {
    const auto one = class_of(text, given);
    if (!one) return std::unexpected{one.error()};
    classes.push_back(*one);
    load += one->arrivals * one->mean_handling;
  }
  if (!given.utilisation && !given.load) return classes;
  if (!(load > 0)) return wrong("class", "各等级的到达率不能都是零", "the classes cannot all have no arrivals");
  const double wanted = given.load.value_or(given.utilisation.value_or(0) * windows);
  for (PriorityClass& one : classes) one.arrivals *= wanted / load;
  return classes;
}

/// Non-preemptive priorities: the first class goes first.
Result<ExactAnswer> priorities(const ErlangArguments& given, Lang lang) {
  const int windows = given.windows.value_or(1);
  const auto classes = classes_of(given, windows);
  if (!classes) return std::unexpected{classes.error()};
  std::vector<double> rates;
  double load = 0, arrivals = 0, all = 0;
  bool alike = !classes->empty();
  for (const PriorityClass& one : *classes) {
    rates.push_back(one.arrivals);
    arrivals += one.arrivals;
    load += one.arrivals * one.mean_handling;
    alike = alike && one.mean_handling == classes->front().mean_handling && one.handling_cv == 1;
  }
  if (windows != 1 && !alike)
    return wrong("class", "多个窗口时各等级的办理时长须同为一个指数分布（变异系数 1）",
                 "with several windows all classes must have one exponential handling (cv 1)");
  const auto waits =
      windows == 1 ? mg1_priority_waits(*classes) : mmc_priority_waits(windows, classes->front().mean_handling, rates);
  if (!waits) return std::unexpected{waits.error()};
  Figures figures{lang};
  figures.json["model"] = given.model;
  figures.json["windows"] = windows;
  figures.add("load", load_name, load);
  figures.json["utilisation"] = load / windows;
  Value list{Value::Array{}};
  for (std::size_t at = 0; at < classes->size(); ++at) {
    const double wait = (*waits)[at];
    all += arrivals > 0 ? (*classes)[at].arrivals / arrivals * wait : 0;
    Value one;
    one["arrivals"] = (*classes)[at].arrivals;
    one["mean_handling"] = (*classes)[at].mean_handling;
    one["cv"] = (*classes)[at].handling_cv;
    one["mean_wait"] = wait;
    list.push_back(std::move(one));
  }
  figures.add("mean_wait", {"平均等候（与办理时长同单位）", "mean wait (unit of the handling)"}, all);
  figures.add("mean_queue", queue_name, arrivals * all);
  figures.json["classes"] = std::move(list);
  ExactAnswer answer = figures.answer();
  for (std::size_t at = 0; at < waits->size(); ++at)
    answer.text +=
        fmt::format(fmt::runtime(lang == Lang::zh ? "等级 {}：平均等候 {:.10g}\n" : "class {}: mean wait {:.10g}\n"),
                    at + 1, (*waits)[at]);
  return answer;
}

Result<TransientQuestion> read_stretches(const std::string& path) {
  const auto text = read_file(path);
  if (!text) return std::unexpected{text.error()};
  const auto value = Value::parse(*text);
  if (!value) return std::unexpected{value.error()};
  Problem problem;
  TransientQuestion question;
  Fields top{*value, "", problem};
  constexpr double most = 1e6;
  question.handling_mean_min = top.number("handling_mean_min", {0, most, true});
  question.patience_mean_min = top.number("patience_mean_min", {0, most}, 0.0);
  question.leaving =
      top.choice("leaving", {"finish_first", "capacity_drop"}, 0) == 0 ? Leaving::finish_first : Leaving::capacity_drop;
  std::size_t number = 0;
  for (const Value& one : top.array("stretches")) {
    Fields fields{one, fmt::format("stretches[{}]", number++), problem};
    Stretch stretch;
    stretch.from_min = fields.number("from_min", {-most, most});
    stretch.to_min = fields.number("to_min", {-most, most});
    stretch.arrivals_per_min = fields.number("arrivals_per_min", {0, most});
    stretch.windows = fields.whole("windows", 0, 100'000);
    stretch.leaving = fields.whole("leaving", 0, 100'000, 0);
    fields.done();
    question.stretches.push_back(stretch);
  }
  top.done();
  if (problem) return std::unexpected{*problem};
  return question;
}

/// M(t)/M/s(t)+M over the stretches of a file.
Result<ExactAnswer> time_dependent(const ErlangArguments& given, Lang lang) {
  if (given.stretches.empty())
    return wrong("stretches", "模型 t 需要 --stretches 文件（docs/guide/layouts.md）",
                 "model t needs --stretches, a file (docs/guide/layouts.md)");
  auto question = read_stretches(given.stretches);
  if (!question) {
    if (question.error().where.empty()) question.error().where = given.stretches;
    return std::unexpected{question.error()};
  }
  const auto found = transient(*question);
  if (!found) return std::unexpected{found.error()};
  Figures figures{lang};
  figures.json["model"] = given.model;
  figures.add("arrivals", {"到达人数", "arrivals"}, found->arrivals);
  figures.add("mean_wait_min", {"平均等候（分钟）", "mean wait (min)"}, found->mean_wait_min);
  figures.add("abandoned", {"等候中离开人数", "left while waiting"}, found->abandoned);
  figures.json["abandoned_share"] = found->arrivals > 0 ? found->abandoned / found->arrivals : 0;
  figures.json["cut_off"] = found->cut_off;
  Table table{{{"起（分钟）", "from (min)"},
               {"排队人数", "waiting"},
               {"在办", "busy"},
               {"需等候", "p_wait"},
               {"期末人数", "at end"}}};
  Value list{Value::Array{}};
  for (std::size_t at = 0; at < found->stretches.size(); ++at) {
    const StretchAnswer& one = found->stretches[at];
    Value value;
    value["from_min"] = question->stretches[at].from_min;
    value["to_min"] = question->stretches[at].to_min;
    value["mean_queue"] = one.mean_queue;
    value["mean_busy"] = one.mean_busy;
    value["p_wait"] = one.p_wait;
    value["abandoned"] = one.abandoned;
    value["people_at_end"] = one.people_at_end;
    list.push_back(std::move(value));
    table.add({fmt::format("{:g}", question->stretches[at].from_min), fmt::format("{:.6g}", one.mean_queue),
               fmt::format("{:.6g}", one.mean_busy), fmt::format("{:.6g}", one.p_wait),
               fmt::format("{:.6g}", one.people_at_end)});
  }
  figures.json["stretches"] = std::move(list);
  ExactAnswer answer = figures.answer();
  answer.text += table.text(lang);
  return answer;
}

}  // namespace

bool is_further_model(const std::string& model) { return model == "d" || model == "g" || model == "p" || model == "t"; }

Result<ExactAnswer> further_model(const ErlangArguments& given, Lang lang) {
  if (given.patience)
    return wrong("patience", "只有模型 a 有耐心上限：请用 --model a", "only model a knows patience: use --model a");
  if (!given.target.empty())
    return wrong("target", "求最少窗口数请用模型 a、b 或 c", "the least windows are found by models a, b and c");
  if (given.within && given.model != "d")
    return wrong("within", "--within 只用于模型 a、b、c、d", "--within is for models a, b, c and d");
  if (given.model == "d") return constant_handling(given, lang);
  if (given.model == "g") return general_handling(given, lang);
  if (given.model == "p") return priorities(given, lang);
  return time_dependent(given, lang);
}

}  // namespace hallbook::app
