// service rating-code WINDOW: the address behind a window's code, and its plate as a PDF to print.
#include <fmt/format.h>

#include "app/command_line.h"

#include "app/commands.h"
#include "app/output_file.h"
#include "platform/files/disk.h"
#include "platform/http/target.h"
#include "platform/print/canvas.h"
#include "service/rating_code.h"

namespace hallbook::app {
namespace {

struct RatingArguments {
  std::string window, address = "http://127.0.0.1:8080", output;
};

std::string percent_encoded(std::string_view text) {
  std::string coded;
  for (const char letter : text) {
    const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                       (letter >= '0' && letter <= '9') || letter == '-';
    coded += plain ? std::string{letter} : fmt::format("%{:02X}", static_cast<unsigned char>(letter));
  }
  return coded;
}

/// A6, upright: what a window puts up.
std::string plate(const identity::Unit& unit, const std::string& window, const std::string& address, Instant at) {
  constexpr double width = 297.64, height = 419.53, code = 200;
  print::Canvas canvas{{width, height}, fmt::format("{} {}", unit.name, window), iso(at)};
  const auto say = [&](const std::string& text, double y, double points, bool bold) {
    const print::Piece piece{text, {"Noto Sans CJK SC", points, bold}};
    canvas.text({&piece, 1}, 20, y, width - 40, print::Side::center);
  };
  say(unit.name, 24, 12, false);
  say("请您评价", 48, 26, true);
  say("Please rate this service", 86, 11, false);
  canvas.qr((width - code) / 2, 112, code, address);
  say(window + " 窗口", 326, 24, true);
  say("扫码即评，不用登录", 366, 12, false);
  return canvas.finish();
}

int rating_code(const Options& options, const RatingArguments& arguments) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    if (auto fine = service::check_window(arguments.window); !fine) return std::unexpected{fine.error()};
    const auto key = service::rating_key(session.data->keys());
    if (!key) return std::unexpected{key.error()};
    std::string address = arguments.address;
    while (address.ends_with('/')) address.pop_back();
    address += "/rate/" + percent_encoded(service::rating_token(*key, {session.unit_id(), arguments.window}));
    if (!arguments.output.empty()) {
      if (auto writable = check_output(arguments.output); !writable) return std::unexpected{writable.error()};
      files::write_file(arguments.output, plate(session.unit, arguments.window, address, now()));
    }
    print(options, Json::Object{{"window", arguments.window}, {"address", address}, {"file", arguments.output}},
          address + "\n");
    return exit_fine;
  });
}

}  // namespace

void add_rating_codes(Cli cli) {
  auto arguments = std::make_shared<RatingArguments>();
  auto* group = cli.app.add_subcommand("service", "quality of service: ratings, rounds, matters / 服务质量");
  group->require_subcommand(1);
  add_service(*group, cli);
  auto* command = group->add_subcommand("rating-code", "the code that citizens scan at a window / 窗口评价码");
  command->add_option("WINDOW", arguments->window, "the window, as registers name it: B04")->required();
  command->add_option("--address", arguments->address, "where citizens' phones reach the server")
      ->capture_default_str();
  command->add_option("-o,--output", arguments->output, "a plate to print, .pdf");
  command->callback([cli, arguments] { cli.exit = rating_code(cli.options, *arguments); });
}

}  // namespace hallbook::app
