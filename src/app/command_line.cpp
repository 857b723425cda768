#include "app/command_line.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <deque>
#include <filesystem>

namespace hallbook::app {
namespace {

CLI::Option* option_of(void* impl) { return static_cast<CLI::Option*>(impl); }

}  // namespace

struct Command::Parts {
  std::unique_ptr<CLI::App> root;  // only of the program; CLI11 owns the subcommands
  CLI::App* app = nullptr;
  std::deque<Option> options;
  std::vector<std::unique_ptr<Command>> commands;

  Option* keep(CLI::Option* option) { return &options.emplace_back(option); }
};

Option* Option::required() {
  option_of(impl_)->required();
  return this;
}

Option* Option::needs(const Option* other) {
  option_of(impl_)->needs(option_of(other->impl_));
  return this;
}

Option* Option::excludes(const Option* other) {
  option_of(impl_)->excludes(option_of(other->impl_));
  return this;
}

Option* Option::one_of(const std::vector<std::string>& values) {
  option_of(impl_)->check(CLI::IsMember(values));
  return this;
}

Option* Option::between(std::int64_t lowest, std::int64_t highest) {
  option_of(impl_)->check(CLI::Range(lowest, highest));
  return this;
}

Option* Option::capture_default_str() {
  option_of(impl_)->capture_default_str();
  return this;
}

Command::Command(const std::string& purpose, const std::string& name, const std::string& version)
    : parts_{std::make_unique<Parts>()} {
  parts_->root = std::make_unique<CLI::App>(purpose, name);
  parts_->app = parts_->root.get();
  parts_->app->set_version_flag("--version", version);
  parts_->app->require_subcommand(0, 1);
  parts_->app->fallthrough();
}

Command::Command(void* impl) : parts_{std::make_unique<Parts>()} { parts_->app = static_cast<CLI::App*>(impl); }
Command::~Command() = default;

Command* Command::add_subcommand(const std::string& name, const std::string& help) {
  parts_->commands.push_back(std::unique_ptr<Command>{new Command{parts_->app->add_subcommand(name, help)}});
  return parts_->commands.back().get();
}

template <class T>
Option* Command::add_option(const std::string& name, T& variable, const std::string& help) {
  return parts_->keep(parts_->app->add_option(name, variable, help));
}

Option* Command::add_flag(const std::string& name, bool& variable, const std::string& help) {
  return parts_->keep(parts_->app->add_flag(name, variable, help));
}

Command* Command::callback(std::function<void()> run) {
  parts_->app->callback(std::move(run));
  return this;
}

Command* Command::require_subcommand(int fewest, int most) {
  parts_->app->require_subcommand(static_cast<std::size_t>(fewest), static_cast<std::size_t>(most));
  return this;
}

std::optional<int> Command::parse(int argc, char** argv, int wrong, const std::function<void()>& before) {
  parts_->app->parse_complete_callback(before);
  try {
    parts_->app->parse(argc, argv);
    return std::nullopt;
  } catch (const CLI::Success& help) {
    return parts_->app->exit(help);
  } catch (const CLI::ParseError& error) {
    const CLI::App* meant = parts_->app;
    while (!meant->get_subcommands().empty()) meant = meant->get_subcommands().back();
    fmt::print(stderr, "hallbook: {}\n\n{}", error.what(), meant->help());
    return wrong;
  }
}

bool Command::has_subcommand() const { return !parts_->app->get_subcommands().empty(); }
std::string Command::help() const { return parts_->app->help(); }

template Option* Command::add_option(const std::string&, std::string&, const std::string&);
template Option* Command::add_option(const std::string&, std::vector<std::string>&, const std::string&);
template Option* Command::add_option(const std::string&, std::filesystem::path&, const std::string&);
template Option* Command::add_option(const std::string&, int&, const std::string&);
template Option* Command::add_option(const std::string&, std::int64_t&, const std::string&);
template Option* Command::add_option(const std::string&, std::uint64_t&, const std::string&);
template Option* Command::add_option(const std::string&, double&, const std::string&);
template Option* Command::add_option(const std::string&, std::optional<int>&, const std::string&);
template Option* Command::add_option(const std::string&, std::optional<double>&, const std::string&);

}  // namespace hallbook::app
