#include "app/hall_commands.h"

#include <fmt/format.h>

#include <csignal>
#include <fstream>
#include <iterator>

#include "app/command_line.h"

namespace hallbook::app {
namespace {

constexpr std::uintmax_t largest_file = 64u << 20;

std::atomic<bool> interrupt_seen{false};  // a signal handler can reach nothing else
void on_interrupt(int) { interrupt_seen = true; }

}  // namespace

const std::atomic<bool>& interrupted() { return interrupt_seen; }
Interruptible::Interruptible() : before_{std::signal(SIGINT, on_interrupt)} {}
Interruptible::~Interruptible() { std::signal(SIGINT, before_); }

void print(const Options& options, const queueing::Value& value, std::string_view text) {
  fmt::print("{}", options.json ? value.pretty() : std::string{text});
}

Result<std::string> read_file(const std::string& path) {
  std::error_code ec;
  const auto size = std::filesystem::file_size(path, ec);
  std::ifstream in{path, std::ios::binary};
  if (ec || !in)
    return refuse(
        RefusalCode::not_found,
        {fmt::format("打不开文件“{}”：请核对路径", path), fmt::format("cannot open '{}': check the path", path)}, {},
        path);
  if (size > largest_file)
    return refuse(RefusalCode::over_limit,
                  {fmt::format("文件“{}”超过 64 MiB", path), fmt::format("'{}' is larger than 64 MiB", path)}, {},
                  path);
  return std::string{std::istreambuf_iterator<char>{in}, {}};
}

void add_hall(Cli cli) {
  auto* hall = cli.app.add_subcommand("hall", "windows and waiting: simulate, compare / 窗口与等候：仿真、比较");
  hall->require_subcommand();
  const std::vector<void (*)(Command&, Cli)> groups = {
      add_hall_simulation,
      add_hall_exact,
      add_hall_records,
      add_hall_plan,
  };  // one line for each file of commands
  for (const auto add : groups) add(*hall, cli);
}

}  // namespace hallbook::app
