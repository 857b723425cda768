// evaluate (now, frozen, shown again) and receipt.
#include <fmt/format.h>

#include "app/command_line.h"

#include "app/as_of.h"
#include "app/commands.h"
#include "app/terminal.h"
#include "indicators/evaluation.h"

namespace hallbook::app {
namespace {

using indicators::Evaluation;
using indicators::Evaluator;

struct Arguments {
  std::string project, as_of;
  bool freeze = false, list_frozen = false, check = false;
  int frozen = 0, indicator = 0;
  std::size_t limit = 20;
  std::uint64_t after = 0;
};

/// What the receipts say: 1 when the rows behind a value do not add up to it.
int exit_of(const Evaluation& evaluation) {
  for (const auto& result : evaluation.indicators)
    if (result.receipt && !result.receipt->adds_up) return exit_refused;
  return exit_fine;
}

/// evaluate --frozen N --check: computed anew as of then, it must come out the same.
Result<int> check_frozen(const Options& options, const indicators::Frozen& frozen, db::ReadTx& tx, UnitId unit) {
  const auto holds = indicators::frozen_still_holds(tx, unit, frozen);
  if (!holds) return std::unexpected{holds.error()};
  const Text words =
      *holds
          ? Text{fmt::format("第 {} 版按日志第 {} 条时的数据和定义重算，结果相同。\n", frozen.version, frozen.at_seq),
                 fmt::format("version {}, computed again from rows and definitions as of journal line {}, is the "
                             "same.\n",
                             frozen.version, frozen.at_seq)}
          : Text{fmt::format("第 {} 版按日志第 {} 条时的数据和定义重算，结果不同！请运行 hallbook verify。\n",
                             frozen.version, frozen.at_seq),
                 fmt::format("version {}, computed again from rows and definitions as of journal line {}, DIFFERS! "
                             "Run hallbook verify.\n",
                             frozen.version, frozen.at_seq)};
  print(options, Json::Object{{"version", frozen.version}, {"journal_seq", frozen.at_seq}, {"holds", *holds}},
        words.in(options.lang));
  return *holds ? exit_fine : exit_refused;
}

Result<Evaluation> evaluate_with_receipts(db::ReadTx& tx, Session& session, const Arguments& arguments) {
  auto evaluator = Evaluator::load(tx, session.unit_id(), arguments.project);
  if (!evaluator) return std::unexpected{evaluator.error()};
  const auto as_of = pick_as_of(arguments.as_of, evaluator->project().period, session.unit.sample);
  if (!as_of) return std::unexpected{as_of.error()};
  Evaluation evaluation = evaluator->evaluate(tx, *as_of);
  evaluator->attach_receipts(tx, evaluation);
  return evaluation;
}

int evaluate_now(const Options& options, const Arguments& arguments) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    auto tx = session.data->read();
    const auto evaluation = evaluate_with_receipts(tx, session, arguments);
    if (!evaluation) return std::unexpected{evaluation.error()};
    print(options, indicators::to_json(*evaluation, options.lang), indicators::to_table(*evaluation, options.lang));
    return exit_of(*evaluation);
  });
}

int freeze(const Options& options, const Arguments& arguments) {
  return with_session(options, journal::Mode::write, [&](Session& session) -> Result<int> {
    const auto evaluation = [&] {
      auto tx = session.data->read();
      return evaluate_with_receipts(tx, session, arguments);
    }();
    if (!evaluation) return std::unexpected{evaluation.error()};
    if (exit_of(*evaluation) != exit_fine)
      return refuse(RefusalCode::conflict,
                    {"收据与数值不符，不能定稿。请先运行 hallbook verify 找出原因。",
                     "rows do not add up to a value, so it cannot be frozen; run hallbook verify first"});
    const auto frozen = session.data->write([&](journal::Books& books) {
      return indicators::freeze(books, session.unit_id(), cli_actor(), now(), *evaluation);
    });
    if (!frozen) return std::unexpected{frozen.error()};
    if (options.json) {
      fmt::print("{}", frozen->bytes);
    } else {
      fmt::print("{}", indicators::to_table(*evaluation, options.lang));
      fmt::print(
          fmt::runtime(options.lang == Lang::zh
                           ? "\n已定稿为第 {} 版（日志第 {} 条）。再看：hallbook evaluate --frozen {}\n"
                           : "\nfrozen as version {} (journal line {}). See it again: hallbook evaluate --frozen {}\n"),
          frozen->version, frozen->seq, frozen->version);
    }
    return exit_fine;
  });
}

int show_frozen(const Options& options, const Arguments& arguments) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    auto tx = session.data->read();
    const auto frozen =
        indicators::find_frozen(tx, session.data->evidence(), session.unit_id(), arguments.project, arguments.frozen);
    if (!frozen) return std::unexpected{frozen.error()};
    if (arguments.check) return check_frozen(options, *frozen, tx, session.unit_id());
    fmt::print("{}", frozen->bytes);
    return exit_fine;
  });
}

int list_frozen(const Options& options, const Arguments& arguments) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    auto tx = session.data->read();
    Json rows = Json::Array{};
    Table table{{{"版", "version"}, {"项目", "project"}, {"时间", "at"}, {"何人", "by"}, {"日志", "journal"}}};
    for (const auto& frozen : indicators::all_frozen(tx, session.unit_id(), arguments.project)) {
      rows.push_back(Json::Object{{"version", frozen.version},
                                  {"project", frozen.project},
                                  {"at", iso(frozen.at)},
                                  {"by", frozen.by},
                                  {"journal_seq", frozen.seq}});
      table.add(
          {std::to_string(frozen.version), frozen.project, iso(frozen.at), frozen.by, std::to_string(frozen.seq)});
    }
    print(options, Json::Object{{"frozen", std::move(rows)}}, table.text(options.lang));
    return exit_fine;
  });
}

Json to_json(const Evaluator::OpenReceipt& receipt, bool sample, const Arguments& arguments, Lang lang) {
  Json parts = Json::Array{};
  for (const auto& part : receipt.parts)
    parts.push_back(Json::Object{{"formula", part.text},
                                 {"words", part.words.in(lang)},
                                 {"rows", static_cast<std::int64_t>(part.rows)},
                                 {"sum", part.sum},
                                 {"rollup", part.rollup}});
  Json rows = Json::Array{};
  for (const auto& line : receipt.lines)
    rows.push_back(Json::Object{{"part", line.part},
                                {"register", line.register_name},
                                {"measure", line.measure},
                                {"entry", line.row.id.value},
                                {"version", line.row.version},
                                {"day", iso(line.row.day)},
                                {"journal_seq", line.row.seq},
                                {"amount", line.amount},
                                {"counts_as", line.counts_as}});
  return Json::Object{{"indicator", arguments.indicator},
                      {"sample", sample},
                      {"value", receipt.value},
                      {"recomputed", receipt.recomputed},
                      {"adds_up", receipt.adds_up},
                      {"total_rows", static_cast<std::int64_t>(receipt.total)},
                      {"after", static_cast<std::int64_t>(arguments.after)},
                      {"parts", std::move(parts)},
                      {"rows", std::move(rows)}};
}

std::string to_text(const Evaluator::OpenReceipt& receipt, const Arguments& arguments, Lang lang) {
  const bool zh = lang == Lang::zh;
  std::string text =
      fmt::format(fmt::runtime(zh ? "指标 {} = {}\n" : "indicator {} = {}\n"), arguments.indicator, receipt.value);
  for (const auto& part : receipt.parts)
    text += fmt::format(fmt::runtime(zh ? "  {}（{}）：{} 行，合计 {}\n" : "  {} ({}): {} rows, sum {}\n"),
                        part.words.in(lang), part.text, part.rows, part.sum);
  Table table{{{"台账", "register"},
               {"条", "entry"},
               {"日期", "day"},
               {"数", "amount"},
               {"计入", "counts as"},
               {"日志", "journal"}}};
  for (const auto& line : receipt.lines)
    table.add({line.register_name, fmt::format("#{} v{}", line.row.id.value, line.row.version), iso(line.row.day),
               line.amount, line.counts_as, std::to_string(line.row.seq)});
  text += table.text(lang);
  const std::uint64_t shown = arguments.after + receipt.lines.size();
  if (shown < receipt.total)
    text += fmt::format(fmt::runtime(zh ? "… 共 {} 行，接着看：--after {}\n" : "… of {} rows; go on with --after {}\n"),
                        receipt.total, shown);
  text += receipt.adds_up
              ? (zh ? "各行相加等于该数值。\n" : "The rows add up to the value.\n")
              : fmt::format(fmt::runtime(zh ? "注意：各行相加得 {}，与数值 {} 不符！请运行 hallbook verify。\n"
                                            : "WARNING: the rows give {}, not {}! Run hallbook verify.\n"),
                            receipt.recomputed, receipt.value);
  return text;
}

int receipt(const Options& options, const Arguments& arguments) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    auto tx = session.data->read();
    auto evaluator = Evaluator::load(tx, session.unit_id(), arguments.project);
    if (!evaluator) return std::unexpected{evaluator.error()};
    const auto as_of = pick_as_of(arguments.as_of, evaluator->project().period, session.unit.sample);
    if (!as_of) return std::unexpected{as_of.error()};
    const auto opened = evaluator->open_receipt(tx, arguments.indicator, *as_of, arguments.limit, arguments.after);
    if (!opened) return std::unexpected{opened.error()};
    print(options, to_json(*opened, session.unit.sample, arguments, options.lang),
          sample_line(session.unit, options.lang) + to_text(*opened, arguments, options.lang));
    return opened->adds_up ? exit_fine : exit_refused;
  });
}

}  // namespace

void add_evaluate(Cli cli) {
  auto arguments = std::make_shared<Arguments>();
  auto* evaluated = cli.app.add_subcommand("evaluate", "the self-evaluation, each figure with its receipt / 自评");
  evaluated->add_option("--project", arguments->project, "project code, when there are several");
  evaluated->add_option("--as-of", arguments->as_of, "last day that counts; default: today or the end of the project");
  auto* keep =
      evaluated->add_flag("--freeze", arguments->freeze, "keep it with its inputs, definitions and head / 定稿");
  auto* again = evaluated->add_option("--frozen", arguments->frozen, "show a frozen version again, byte for byte");
  auto* all = evaluated->add_flag("--list-frozen", arguments->list_frozen, "the frozen versions");
  evaluated->add_flag("--check", arguments->check, "with --frozen: compute it again as of then, and compare")
      ->needs(again);
  keep->excludes(again)->excludes(all);
  again->excludes(all);
  evaluated->callback([cli, arguments] {
    const auto run = arguments->list_frozen   ? list_frozen
                     : arguments->frozen != 0 ? show_frozen
                     : arguments->freeze      ? freeze
                                              : evaluate_now;
    cli.exit = run(cli.options, *arguments);
  });
  auto* opened = cli.app.add_subcommand("receipt", "the rows behind an indicator / 数据凭据");
  opened->add_option("--indicator", arguments->indicator, "number of the indicator")->required();
  opened->add_option("--project", arguments->project, "project code, when there are several");
  opened->add_option("--as-of", arguments->as_of, "last day that counts");
  opened->add_option("--limit", arguments->limit, "rows to list")->capture_default_str();
  opened->add_option("--after", arguments->after, "rows to leave out first");
  opened->callback([cli, arguments] { cli.exit = receipt(cli.options, *arguments); });
}

}  // namespace hallbook::app
