// service checklist | send | rounds | round | matters | matter: rounds of inspection and what came of them.
#include <fmt/format.h>

#include "app/command_line.h"
#include "app/commands.h"
#include "app/terminal.h"
#include "base/text.h"
#include "platform/files/disk.h"
#include "service/service_view.h"

namespace hallbook::app {
namespace {

struct ServiceArguments {
  std::string file, by, tab = "all", step, to, note;
  std::int64_t number = 0, after = 0;
  int limit = 50;
};

constexpr std::uintmax_t largest_round = 256 * 1024;

service::Acting service_acting(const Session& session, const ServiceArguments& arguments) {
  return {session.unit_id(), cli_actor(), now(), arguments.by};
}

std::string words_in(const Json& pair, Lang lang) { return pair.at(lang == Lang::zh ? "zh" : "en").string(); }

std::string joined_names(const Json& list) {
  std::string joined;
  for (const Json& one : list.array()) joined += (joined.empty() ? "" : ",") + one.string();
  return joined;
}

std::string title_or_dash(const Json& person) { return person.is_null() ? "-" : person.at("name").string(); }

int show_checklist(const Options& options, const ServiceArguments&) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    auto tx = session.data->read();
    const auto checklist = service::checklist_in_force(tx, session.unit_id());
    Table table{
        {{"项目", "item"}, {"内容", "what"}, {"级别", "level"}, {"分值", "points"}, {"限工作日", "working days"}}};
    for (const auto& item : checklist.items)
      table.add({item.name, item.title.in(options.lang), service::level_title(item.level).in(options.lang),
                 service::points_text(item.points), std::to_string(item.limit_workdays)});
    print(options, service::checklist_json(checklist), table.text(options.lang));
    return exit_fine;
  });
}

std::string round_line(const Json& round, Lang lang) {
  return fmt::format(fmt::runtime(lang == Lang::zh ? "第 {} 号巡检 {} {}：{} 分，查 {} 项，不合格 {} 项\n"
                                                   : "round {} {} {}: {} points, {} looked at, {} failed\n"),
                     round.at("number").integer(), round.at("day").string(), words_in(round.at("turn_title"), lang),
                     round.at("score").string(), round.at("looked").integer(), round.at("failed").integer());
}

std::string matter_line(const Json& matter, Lang lang) {
  const auto due = matter.at("due_on").is_null() ? std::string{"-"} : matter.at("due_on").string();
  return fmt::format("  {} [{}] {} {} {}\n", matter.at("number").integer(), words_in(matter.at("state_title"), lang),
                     words_in(matter.at("title"), lang), joined_names(matter.at("windows")), due);
}

int send(const Options& options, const ServiceArguments& arguments) {
  return with_session(options, journal::Mode::write, [&](Session& session) -> Result<int> {
    const auto text = files::read_file(arguments.file, largest_round);
    if (!text) return std::unexpected{text.error()};
    auto body = Json::parse(*text);
    if (!body) return std::unexpected{body.error()};
    if (!body->is_object())
      return refuse(RefusalCode::invalid, {"文件要是一个 JSON 对象", "the file must be a JSON object"}, {},
                    arguments.file);
    const auto content = service::round_from_fields(http::Fields{*std::move(body)});
    if (!content) return std::unexpected{content.error()};
    const auto acting = service_acting(session, arguments);
    const auto taken =
        session.data->write([&](journal::Books& books) { return service::send_round(books, acting, *content); });
    if (!taken) return std::unexpected{taken.error()};
    auto tx = session.data->read();
    Json json = service::round_detail(tx, session.unit_id(), taken->round, acting.day());
    json["again"] = taken->again;
    std::string lines = round_line(json, options.lang);
    for (const Json& matter : json.at("matters").array()) lines += matter_line(matter, options.lang);
    if (taken->again)
      lines += options.lang == Lang::zh ? "已经送出过，没有再记。\n" : "It was here already; nothing was written.\n";
    print(options, json, lines);
    return exit_fine;
  });
}

int list_rounds(const Options& options, const ServiceArguments& arguments) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    auto tx = session.data->read();
    const UnitId unit = session.unit_id();
    Json items = Json::Array{}, missed = Json::Array{};
    Table table{{{"编号", "number"},
                 {"日期", "day"},
                 {"轮次", "round"},
                 {"得分", "score"},
                 {"已查", "looked at"},
                 {"不合格", "failed"},
                 {"当场已改", "corrected"}}};
    const auto checklist = service::checklist_in_force(tx, unit);
    for (const auto& one : service::missed_lately(tx, unit, checklist, service_acting(session, arguments).day())) {
      missed.push_back(Json::Object{{"day", iso(one.day)}, {"turn", one.turn}});
      table.add({"-", iso(one.day), words_in(service::turn_json(checklist, one.turn), options.lang),
                 options.lang == Lang::zh ? "没有做" : "not done", "", "", ""});
    }
    for (const auto& round :
         service::list_rounds(tx, unit, arguments.after, static_cast<std::size_t>(arguments.limit))) {
      const auto own = service::checklist_of(tx, unit, round.content.checklist, round.content.checklist_digest);
      if (!own) return std::unexpected{own.error()};
      Json json = service::round_json(tx, round, *own);
      table.add({std::to_string(round.number), iso(round.content.day), words_in(json.at("turn_title"), options.lang),
                 json.at("score").string(), std::to_string(round.score.looked), std::to_string(round.score.failed),
                 std::to_string(round.score.corrected)});
      items.push_back(std::move(json));
    }
    print(options, Json::Object{{"rounds", std::move(items)}, {"missed", std::move(missed)}},
          sample_line(session.unit, options.lang) + table.text(options.lang));
    return exit_fine;
  });
}

int show_round(const Options& options, const ServiceArguments& arguments) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    auto tx = session.data->read();
    const auto round = service::find_round(tx, session.unit_id(), arguments.number);
    if (!round) return std::unexpected{round.error()};
    const Json json = service::round_detail(tx, session.unit_id(), *round, service_acting(session, arguments).day());
    std::string lines = round_line(json, options.lang);
    for (const Json& matter : json.at("matters").array()) lines += matter_line(matter, options.lang);
    print(options, json, lines);
    return exit_fine;
  });
}

int list_matters(const Options& options, const ServiceArguments& arguments) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    auto tx = session.data->read();
    const UnitId unit = session.unit_id();
    const auto acting = service_acting(session, arguments);
    const service::MatterAsker asker{arguments.by, true, acting.day()};
    const auto calendar = service::calendar_of(tx, unit);
    Json items = Json::Array{}, counts = Json::Object{};
    Table table{{{"编号", "number"},
                 {"状态", "state"},
                 {"问题", "what"},
                 {"窗口", "windows"},
                 {"承办", "holder"},
                 {"到期", "due"},
                 {"退回", "returned"},
                 {"重开", "reopened"}}};
    for (const auto& matter : service::list_matters(tx, unit, arguments.tab, asker, arguments.after,
                                                    static_cast<std::size_t>(arguments.limit))) {
      Json json = service::matter_json(tx, unit, matter, acting.day(), calendar);
      table.add({std::to_string(matter.number), words_in(json.at("state_title"), options.lang),
                 matter.title.in(options.lang), joined_names(json.at("windows")), title_or_dash(json.at("holder")),
                 matter.due_on ? iso(*matter.due_on) : "-", std::to_string(matter.returned),
                 std::to_string(matter.reopened)});
      items.push_back(std::move(json));
    }
    const auto numbers = service::count_matters(tx, unit, asker);
    for (std::size_t i = 0; i < numbers.size(); ++i) counts[service::matter_tabs[i]] = numbers[i];
    print(options, Json::Object{{"matters", std::move(items)}, {"counts", std::move(counts)}},
          sample_line(session.unit, options.lang) + table.text(options.lang));
    return exit_fine;
  });
}

/// Without a step shows the matter, with one takes it.
int one_matter(const Options& options, const ServiceArguments& arguments) {
  const auto mode = arguments.step.empty() ? journal::Mode::read : journal::Mode::write;
  return with_session(options, mode, [&](Session& session) -> Result<int> {
    const auto acting = service_acting(session, arguments);
    if (const auto step = service::find_step(arguments.step)) {
      const auto done = session.data->write([&](journal::Books& books) {
        return service::step_matter(books, acting, arguments.number, {*step, "", arguments.to, arguments.note});
      });
      if (!done) return std::unexpected{done.error()};
    }
    auto tx = session.data->read();
    const auto matter = service::find_matter(tx, session.unit_id(), arguments.number);
    if (!matter) return std::unexpected{matter.error()};
    const Json json = service::matter_detail(tx, acting, *matter, true, true);
    std::string lines = matter_line(json, options.lang);
    for (const Json& step : json.at("steps").array())
      lines += fmt::format("    {} {} {}{}{}\n", step.at("day").string(), words_in(step.at("title"), options.lang),
                           title_or_dash(step.at("by")),
                           step.at("to").is_null() ? "" : " > " + step.at("to").at("name").string(),
                           step.at("note").string().empty() ? "" : ": " + step.at("note").string());
    print(options, json, lines);
    return exit_fine;
  });
}

}  // namespace

void add_service(Command& group, Cli cli) {
  auto arguments = std::make_shared<ServiceArguments>();
  const auto add = [&](const char* name, const char* help, int (*job)(const Options&, const ServiceArguments&)) {
    auto* command = group.add_subcommand(name, help);
    command->callback([cli, arguments, job] { cli.exit = job(cli.options, *arguments); });
    command->add_option("--by", arguments->by, "who does it / 经办人");
    return command;
  };
  add("checklist", "the checklist in force / 巡检清单", show_checklist);
  add("send", "send a round, as the phone's JSON / 送出一轮巡检", send)
      ->add_option("FILE", arguments->file, "JSON file")
      ->required();
  auto* rounds = add("rounds", "rounds, and those nobody did / 巡检列表", list_rounds);
  add("round", "one round / 一轮巡检", show_round)->add_option("NUMBER", arguments->number, "number")->required();
  auto* matters = add("matters", "matters and their counts / 问题列表", list_matters);
  matters->add_option("--tab", arguments->tab, "whose turn it is / 栏目")
      ->one_of({"mine", "overdue", "verify", "fixed", "closed", "reopened", "found", "all"});
  for (auto* listed : {rounds, matters}) {
    listed->add_option("--after", arguments->after, "go on after this number / 从此编号之后");
    listed->add_option("--limit", arguments->limit, "at most / 最多几条")->between(1, 10'000);
  }
  auto* matter = add("matter", "one matter, or its next step / 一个问题", one_matter);
  matter->add_option("NUMBER", arguments->number, "number")->required();
  matter->add_option("STEP", arguments->step, "assign, fix, verify, close, return, reopen / 步骤")
      ->one_of({"assign", "fix", "verify", "close", "return", "reopen"});
  matter->add_option("--to", arguments->to, "who puts it right / 交给谁");
  matter->add_option("--note", arguments->note, "why, or what was done / 说明");
}

}  // namespace hallbook::app
