// user add | list | roles | person | reset-password | reset-second-factor | unlock | close | sessions: the first administrator, and
// rescue. Writes need the data directory for themselves: while a server runs, people are looked after in its pages.
#include <fmt/format.h>

#include <iostream>

#include "app/command_line.h"

#include "app/commands.h"
#include "app/terminal.h"
#include "identity/person.h"
#include "identity/session.h"
#include "identity/user_ops.h"
#include "platform/crypto/password.h"

namespace hallbook::app {
namespace {

struct UserArguments {
  std::string name, display_name, reason;
  std::vector<std::string> roles;
};

std::string told(const Options& options, std::string_view zh, std::string_view en) {
  return std::string{options.lang == Lang::zh ? zh : en} + "\n";
}

/// Who owns the data directory may do everything here: the actor is the operating-system user, no name of ours.
identity::Acting owner(const Session& session) { return {session.unit_id(), cli_actor(), now(), {}}; }

/// A fresh password and its hash, made before the writer is asked.
struct Fresh {
  std::string password, phc;
};
Result<Fresh> fresh_password() {
  Fresh fresh{crypto::first_password(), {}};
  auto phc = crypto::PasswordHasher{1, 0}.hash(fresh.password);
  if (!phc) return std::unexpected{phc.error()};
  fresh.phc = std::move(*phc);
  return fresh;
}

void print_password(const Options& options, const std::string& name, const std::string& password) {
  print(options, Json::Object{{"name", name}, {"first_password", password}},
        fmt::format(
            fmt::runtime(options.lang == Lang::zh
                             ? "{} 的第一个密码：{}\n请当面交给本人；第一次登录时必须改掉。\n"
                             : "First password of {}: {}\nHand it over in person; it must be changed at the first "
                               "sign-in.\n"),
            name, password));
}

/// The frame of every change: a session for writing, one transaction, a sentence.
int change(const Options& options, const std::string& done_zh, const std::string& done_en,
           const std::function<Result<>(journal::Books&, const Session&)>& job) {
  return with_session(options, journal::Mode::write, [&](Session& session) -> Result<int> {
    if (auto done = session.data->write([&](journal::Books& books) { return job(books, session); }); !done)
      return std::unexpected{done.error()};
    print(options, Json::Object{{"done", true}}, told(options, done_zh, done_en));
    return exit_fine;
  });
}

int add_person(const Options& options, const UserArguments& arguments) {
  return with_session(options, journal::Mode::write, [&](Session& session) -> Result<int> {
    const auto roles = identity::roles_from(arguments.roles);
    if (!roles) return std::unexpected{roles.error()};
    const auto fresh = fresh_password();
    if (!fresh) return std::unexpected{fresh.error()};
    const identity::NewUser user{arguments.name,
                                 arguments.display_name.empty() ? arguments.name : arguments.display_name, *roles};
    const auto added = session.data->write(
        [&](journal::Books& books) { return identity::add_user(books, owner(session), user, fresh->phc); });
    if (!added) return std::unexpected{added.error()};
    print_password(options, added->name, fresh->password);
    return exit_fine;
  });
}

int reset_person(const Options& options, const UserArguments& arguments) {
  return with_session(options, journal::Mode::write, [&](Session& session) -> Result<int> {
    const auto fresh = fresh_password();
    if (!fresh) return std::unexpected{fresh.error()};
    const auto done = session.data->write([&](journal::Books& books) {
      return identity::set_password(books, owner(session), arguments.name, fresh->phc, true);
    });
    if (!done) return std::unexpected{done.error()};
    print_password(options, arguments.name, fresh->password);
    return exit_fine;
  });
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

int list_people(const Options& options) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    auto tx = session.data->read();
    const auto units = identity::units(tx);
    Table table{{{"登录名", "name"}, {"姓名", "person"}, {"职责", "roles"}, {"状态", "state"}}};
    Json items = Json::Array{};
    for (const auto& user : identity::users(tx)) {
      const auto roles =
          identity::role_names_of(identity::roles_in(session.unit_id(), identity::grants_of(tx, user.name), units));
      if (user.unit != session.unit_id() && roles.empty()) continue;
      Json names = Json::Array{};
      for (const auto& role : roles) names.push_back(role);
      const Text state = user.closed_at     ? Text{"已停用", "closed"}
                         : user.must_change ? Text{"待改密码", "must change the password"}
                                            : Text{"", ""};
      items.push_back(Json::Object{{"name", user.name},
                                   {"display_name", user.display_name},
                                   {"roles", std::move(names)},
                                   {"closed", user.closed_at.has_value()},
                                   {"must_change_password", user.must_change},
                                   {"second_factor", user.second_factor}});
      table.add({user.name, user.display_name, joined(roles), state.in(options.lang)});
    }
    print(options, Json::Object{{"users", std::move(items)}},
          sample_line(session.unit, options.lang) + table.text(options.lang));
    return exit_fine;
  });
}

int list_sessions(const Options& options, const UserArguments& arguments) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    auto tx = session.data->read();
    if (const auto user = identity::user_within(tx, session.unit_id(), arguments.name); !user)
      return std::unexpected{user.error()};
    Table table{{{"会话", "session"}, {"开始", "since"}, {"最近", "seen"}, {"地址", "address"}}};
    Json items = Json::Array{};
    for (const auto& open : identity::sessions_of(tx, arguments.name, {}, now())) {
      items.push_back(Json::Object{{"id", open.id},
                                   {"created_at", iso(open.created_at)},
                                   {"seen_at", iso(open.seen_at)},
                                   {"remote", open.remote},
                                   {"agent", open.agent}});
      table.add({open.id, iso(open.created_at), iso(open.seen_at), open.remote});
    }
    print(options, Json::Object{{"sessions", std::move(items)}}, table.text(options.lang));
    return exit_fine;
  });
}

int set_roles(const Options& options, const UserArguments& arguments) {
  const auto roles = identity::roles_from(arguments.roles);
  if (!roles) return print_refusal(options, roles.error());
  return change(options, fmt::format("{} 的职责已改", arguments.name), fmt::format("roles of {} set", arguments.name),
                [&](journal::Books& books, const Session& session) {
                  return identity::grant_roles(books, owner(session), arguments.name, *roles);
                });
}

/// From standard input: on the command line other users of the machine could read the number.
int name_a_person(const Options& options, const UserArguments& arguments) {
  std::string number;
  std::getline(std::cin, number);
  return with_session(options, journal::Mode::write, [&](Session& session) -> Result<int> {
    const auto mark = identity::person_mark(session.data->keys(), number);
    if (!mark) return std::unexpected{mark.error()};
    const auto done = session.data->write(
        [&](journal::Books& books) { return identity::name_person(books, owner(session), arguments.name, *mark); });
    if (!done) return std::unexpected{done.error()};
    print(options, Json::Object{{"done", true}},
          told(options, fmt::format("{} 已登记本人；号码没有保存", arguments.name),
               fmt::format("{} is tied to the person; the number is kept nowhere", arguments.name)));
    return exit_fine;
  });
}

int end_all_sessions(const Options& options, const UserArguments& arguments) {
  return change(options, fmt::format("{} 的会话已全部结束", arguments.name),
                fmt::format("all sessions of {} ended", arguments.name),
                [&](journal::Books& books, const Session& session) -> Result<> {
                  const auto ended = identity::end_sessions(books, owner(session), arguments.name, {}, "ended");
                  if (!ended) return std::unexpected{ended.error()};
                  return {};
                });
}

using Arguments = std::shared_ptr<UserArguments>;

Command* add_named(Command& group, const Arguments& arguments, const std::string& name, const std::string& help) {
  auto* command = group.add_subcommand(name, help);
  command->add_option("NAME", arguments->name, "name to sign in with")->required();
  return command;
}

void add_rescue(Command& group, Cli cli, const Arguments& arguments) {
  add_named(group, arguments, "reset-password", "a new first password / 重设密码")->callback([cli, arguments] {
    cli.exit = reset_person(cli.options, *arguments);
  });
  add_named(group, arguments, "reset-second-factor", "take the second factor away / 清除动态口令")
      ->callback([cli, arguments] {
        cli.exit = change(cli.options, fmt::format("{} 的动态口令已清除", arguments->name),
                          fmt::format("second factor of {} taken away", arguments->name),
                          [&](journal::Books& books, const Session& session) {
                            return identity::reset_second_factor(books, owner(session), arguments->name);
                          });
      });
  add_named(group, arguments, "unlock", "journal that a lock was lifted / 解除锁定")->callback([cli, arguments] {
    cli.exit =
        change(cli.options, fmt::format("{} 已解除锁定", arguments->name),
               fmt::format("{} is unlocked", arguments->name), [&](journal::Books& books, const Session& session) {
                 return identity::unlock_user(books, owner(session), arguments->name);
               });
  });
  auto* closed = add_named(group, arguments, "close", "no more sign-ins; the name stays taken / 停用");
  closed->add_option("--reason", arguments->reason, "why")->required();
  closed->callback([cli, arguments] {
    cli.exit = change(cli.options, fmt::format("{} 已停用", arguments->name),
                      fmt::format("{} is closed", arguments->name), [&](journal::Books& books, const Session& session) {
                        return identity::close_user(books, owner(session), arguments->name, arguments->reason);
                      });
  });
}

}  // namespace

void add_users(Cli cli) {
  auto* group = cli.app.add_subcommand("user", "people who sign in: first administrator and rescue / 人员");
  group->require_subcommand(1);
  const auto arguments = std::make_shared<UserArguments>();
  group->add_subcommand("list", "people of the unit / 全部人员")->callback([cli] {
    cli.exit = list_people(cli.options);
  });
  auto* added = add_named(*group, arguments, "add", "a new person with a first password / 加人");
  added->add_option("--display-name", arguments->display_name, "the person's name");
  added->add_option("--role", arguments->roles,
                    "clerk, staff, finance, director, inspector, it, auditor, administrator");
  added->callback([cli, arguments] { cli.exit = add_person(cli.options, *arguments); });
  auto* roles = add_named(*group, arguments, "roles", "replace the roles in the unit / 定职责");
  roles->add_option("--role", arguments->roles, "none: takes all roles in the unit away");
  roles->callback([cli, arguments] { cli.exit = set_roles(cli.options, *arguments); });
  add_named(*group, arguments, "person", "whose account it is: the citizen number on standard input / 登记本人")
      ->callback([cli, arguments] { cli.exit = name_a_person(cli.options, *arguments); });
  add_rescue(*group, cli, arguments);
  auto end = std::make_shared<bool>(false);
  auto* sessions = add_named(*group, arguments, "sessions", "open sessions / 会话");
  sessions->add_flag("--end", *end, "end them all / 全部结束");
  sessions->callback([cli, arguments, end] {
    cli.exit = *end ? end_all_sessions(cli.options, *arguments) : list_sessions(cli.options, *arguments);
  });
}

}  // namespace hallbook::app
