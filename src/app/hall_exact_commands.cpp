// hall erlang: formulas for equal windows, without a file.
#include <fmt/format.h>

#include "app/command_line.h"

#include "app/hall_commands.h"
#include "app/hall_exact_models.h"
#include "app/terminal.h"
#include "queueing/staffing.h"

namespace hallbook::app {
namespace {

using queueing::ErlangAnswer;
using queueing::ErlangModel;
using queueing::ErlangQuestion;
using queueing::Value;

std::unexpected<Refusal> wrong(const char* field, const char* zh, const char* en) {
  return refuse(RefusalCode::invalid, {zh, en}, field);
}

Result<ErlangQuestion> question_of(const ErlangArguments& given) {
  const auto load = load_of(given);
  if (!load) return std::unexpected{load.error()};
  ErlangQuestion question;
  question.model = given.model == "a" ? ErlangModel::a : given.model == "b" ? ErlangModel::b : ErlangModel::c;
  question.load = *load;
  const double unit = given.service.value_or(1);  // formulas count in handling times
  if (given.within) question.within = *given.within / unit;
  if (question.model == ErlangModel::a && !given.patience)
    return wrong("patience", "模型 a 需要 --patience（平均耐心时长）", "model a needs --patience, the mean patience");
  if (question.model != ErlangModel::a && given.patience)
    return wrong("patience", "只有模型 a 有耐心上限：请用 --model a", "only model a knows patience: use --model a");
  question.patience = given.patience.value_or(0) / unit;
  if (given.target.empty() == !given.windows)
    return wrong("windows", "请给出 --windows，或者给出 --target 求最少窗口数",
                 "give --windows, or --target to find the least number of windows");
  question.windows = given.windows.value_or(0);
  return question;
}

Value json_of(const ErlangArguments& given, const ErlangQuestion& question, const ErlangAnswer& answer) {
  Value json;
  json["model"] = given.model;
  json["windows"] = question.windows;
  json["load"] = question.load;
  json["utilisation"] = question.load / question.windows;
  json["p_wait"] = answer.p_wait;
  json["mean_wait"] = answer.mean_wait;
  json["mean_wait_served"] = answer.mean_wait_served;
  if (given.service) json["mean_wait_time"] = answer.mean_wait * *given.service;
  json["mean_queue"] = answer.mean_queue;
  json["blocked"] = answer.blocked;
  json["abandoned_share"] = answer.abandoned_share;
  json["occupancy"] = answer.occupancy;
  if (given.within) {
    json["within"] = *given.within;
    json["p_within"] = answer.p_within;
    json["served_within"] = answer.served_within;
    json["p_within_served"] = answer.p_within_served;
  }
  if (!given.target.empty()) json["target"] = given.target;
  return json;
}

std::string words_of(const ErlangArguments& given, const ErlangQuestion& question, const ErlangAnswer& answer,
                     Lang lang) {
  Table table{{{"项目", "figure"}, {"值", "value"}}};
  const auto row = [&](const Text& name, double value) { table.add({name.in(lang), fmt::format("{:.10g}", value)}); };
  row({"窗口数", "windows"}, question.windows);
  row({"负荷（Erlang）", "load (Erlang)"}, question.load);
  row({"需要等候的比例", "share that waits (p_wait)"}, answer.p_wait);
  row({"平均等候（以办理时长计）", "mean wait (handling times)"}, answer.mean_wait);
  if (given.service)
    row({"平均等候（与办理时长同单位）", "mean wait (unit of --service)"}, answer.mean_wait * *given.service);
  row({"平均排队人数", "mean number waiting"}, answer.mean_queue);
  row({"窗口占用率", "occupancy of the windows"}, answer.occupancy);
  if (question.model == ErlangModel::b) row({"遇满流失", "lost (blocked)"}, answer.blocked);
  if (question.model == ErlangModel::a) row({"等候中离开", "left while waiting"}, answer.abandoned_share);
  if (given.within) {
    row({"时限内（全部来人）", "waited at most that long (everybody)"}, answer.p_within);
    row({"时限内（已办理者）", "waited at most that long (the served)"}, answer.p_within_served);
  }
  return table.text(lang);
}

Result<int> run(const Options& options, const ErlangArguments& given) {
  if (is_further_model(given.model)) {
    const auto answer = further_model(given, options.lang);
    if (!answer) return std::unexpected{answer.error()};
    print(options, answer->json, answer->text);
    return exit_fine;
  }
  if (given.handling_cv || !given.classes.empty() || !given.stretches.empty())
    return wrong("model", "--cv 用于模型 g 和 p，--class 用于 p，--stretches 用于 t",
                 "--cv is for models g and p, --class for p, --stretches for t");
  auto question = question_of(given);
  if (!question) return std::unexpected{question.error()};
  ErlangAnswer answer;
  if (given.target.empty()) {
    const auto found = queueing::erlang(*question);
    if (!found) return std::unexpected{found.error()};
    answer = *found;
  } else {
    const auto target = queueing::read_staffing_target(given.target);
    if (!target) return std::unexpected{target.error()};
    const auto least = queueing::least_windows(*question, *target);
    if (!least) return std::unexpected{least.error()};
    question->windows = least->windows;
    answer = least->answer;
  }
  print(options, json_of(given, *question, answer), words_of(given, *question, answer, options.lang));
  return exit_fine;
}

}  // namespace

Result<double> load_of(const ErlangArguments& given) {
  const int ways = int{given.utilisation.has_value()} + int{given.load.has_value()} + int{given.arrivals.has_value()};
  if (ways != 1)
    return wrong("load", "请给出 --utilisation、--load、--arrivals（连同 --service）中的一个",
                 "give one of --utilisation, --load, --arrivals (with --service)");
  if (given.service && !(*given.service > 0))
    return wrong("service", "办理时长应大于 0", "the handling time must be above 0");
  if (given.load) return *given.load;
  if (given.arrivals) {
    if (!given.service)
      return wrong("service", "--arrivals 需要 --service（平均办理时长）",
                   "--arrivals needs --service, the mean handling");
    return *given.arrivals * *given.service;
  }
  if (!given.windows) return wrong("windows", "--utilisation 需要 --windows", "--utilisation needs --windows");
  return *given.utilisation * *given.windows;
}

void add_hall_exact(Command& hall, Cli cli) {
  auto* erlang =
      hall.add_subcommand("erlang", "exact waiting at equal windows: Erlang, priorities … / 等同窗口的精确等候");
  auto given = std::make_shared<ErlangArguments>();
  erlang
      ->add_option("--model", given->model,
                   "b: nobody waits, c: everybody waits, a: people leave, d: constant handling, g: one window, "
                   "any handling, p: priorities, t: over the day")
      ->one_of({"a", "b", "c", "d", "g", "p", "t"})
      ->capture_default_str();
  erlang->add_option("--windows", given->windows, "number of windows");
  erlang->add_option("--utilisation", given->utilisation, "load per window");
  erlang->add_option("--load", given->load, "arrivals times mean handling (Erlang)");
  erlang->add_option("--arrivals", given->arrivals, "arrivals per unit of time");
  erlang->add_option("--service", given->service, "mean handling; sets the unit of --patience and --within (else 1)");
  erlang->add_option("--patience", given->patience, "model a: mean time after which a waiting person leaves");
  erlang->add_option("--within", given->within, "a wait; the shares that wait at most this long are printed");
  erlang->add_option("--cv", given->handling_cv, "models g, p: variation of handling (standard deviation / mean)");
  erlang->add_option("--class", given->classes,
                     "model p, in order of priority: ARRIVALS, ARRIVALS:HANDLING or ARRIVALS:HANDLING:CV");
  erlang->add_option("--stretches", given->stretches, "model t: file of stretches (docs/guide/layouts.md)");
  erlang->add_option("--target", given->target, "find the least windows, e.g. \"p_within>=0.95\", \"p_wait<=0.2\"");
  erlang->callback([cli, given] {
    const auto done = run(cli.options, *given);
    cli.exit = done ? *done : print_refusal(cli.options, done.error());
  });
}

}  // namespace hallbook::app
