#pragma once
// The command line as the command files see it: a thin cover of CLI11, whose header costs more to compile than any
// command. Names and meaning are CLI11's; only command_line.cpp includes it.
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hallbook::app {

class Option {
 public:
  explicit Option(void* impl) : impl_{impl} {}
  Option* required();
  Option* needs(const Option* other);
  Option* excludes(const Option* other);
  Option* one_of(const std::vector<std::string>& values);
  Option* between(std::int64_t lowest, std::int64_t highest);
  Option* capture_default_str();  // the help shows the value that the variable has now

 private:
  void* impl_;  // CLI::Option, owned by its command
};

/// The program or one of its subcommands. Variables given to add_option and add_flag must live until after parse().
class Command {
 public:
  Command(const std::string& purpose, const std::string& name, const std::string& version);
  Command(const Command&) = delete;
  Command& operator=(const Command&) = delete;
  ~Command();

  Command* add_subcommand(const std::string& name, const std::string& help);
  /// "NAME" is positional, "--name" or "-n,--name" an option. For the types T that command_line.cpp lists at its end.
  template <class T>
  Option* add_option(const std::string& name, T& variable, const std::string& help = "");
  Option* add_flag(const std::string& name, bool& variable, const std::string& help = "");
  Command* callback(std::function<void()> run);  // runs once, when the whole call was understood
  Command* require_subcommand(int fewest = 1, int most = 1);

  /// Only of the program: runs `before` and then the callback of the command that was called. Returns the exit code
  /// when the call ended here: help (0), or a wrong call (`wrong`), told with the help of the command that was meant.
  std::optional<int> parse(int argc, char** argv, int wrong, const std::function<void()>& before);
  bool has_subcommand() const;  // after parse()
  std::string help() const;

 private:
  explicit Command(void* impl);
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace hallbook::app
