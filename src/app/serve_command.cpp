// serve: the pages and the interface, until SIGTERM or SIGINT.
#include <fmt/format.h>
#include <signal.h>

#include <cstdio>
#include <cstdlib>

#include "app/command_line.h"
#include "app/commands.h"
#include "app/lists_ahead.h"
#include "app/sample_users.h"
#include "app/service.h"
#include "app/terminal.h"
#include "app/watchdog.h"
#include "platform/log/log.h"

namespace hallbook::app {
namespace {

struct ServeArguments {
  std::string listen, config, web_root, certificate, private_key;
  bool plain_http = false;
};

// R-API-64: running requests get four seconds; what still runs when five are nearly over is cut like a power failure, which
// loses nothing that was answered (R1): the journal is synced before an answer is sent.
constexpr std::chrono::milliseconds stop_grace{4'000}, stop_longest{4'800};

[[noreturn]] void cut_stop() {
  log::error("stopping: a request did not end in time and was cut");
  std::_Exit(exit_fault);
}

struct SystemClock final : Clock {
  Instant now() const override { return app::now(); }
};

Result<ServeConfig> config_of(const ServeArguments& arguments) {
  ServeConfig config;
  if (!arguments.config.empty())
    if (auto read = read_config(arguments.config, config); !read) return std::unexpected{read.error()};
  if (!arguments.listen.empty())
    if (auto read = read_listen(arguments.listen, config.server); !read) return std::unexpected{read.error()};
  if (!arguments.web_root.empty()) config.web_root = arguments.web_root;
  if (!arguments.certificate.empty()) config.server.certificate = arguments.certificate;
  if (!arguments.private_key.empty()) config.server.private_key = arguments.private_key;
  if (config.server.certificate.empty() != config.server.private_key.empty())
    return refuse(RefusalCode::invalid, {"证书和私钥要一起给", "certificate and private key come together"},
                  "certificate");
  if (arguments.plain_http) config.plain_http = true;
  if (auto fine = check_plain_http(config); !fine) return std::unexpected{fine.error()};
  if (!config.web_root.empty() && !std::filesystem::is_directory(config.web_root))
    return refuse(
        RefusalCode::not_found,
        {"没有这个页面文件夹：" + config.web_root.string(), "no such folder of pages: " + config.web_root.string()},
        "web-root");
  return config;
}

identity::GateSettings gate_settings(const ServeConfig& config) {
  identity::GateSettings settings;
  settings.administrators_need_second_factor = config.second_factor_for_administrators;
  settings.sessions.idle = std::chrono::minutes{config.session_idle_minutes};
  if (config.session_idle_seconds > 0) settings.sessions.idle = std::chrono::seconds{config.session_idle_seconds};
  settings.sessions.most = std::chrono::hours{config.session_hours};
  settings.sign_in = config.sign_in;
  return settings;
}

/// Blocked before any thread starts, so that every thread has them blocked and only sigwait() sees them.
sigset_t block_stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);
  return signals;
}

void announce(const Options& options, const ServeConfig& config, journal::DataDir& data, std::uint16_t port) {
  const std::string scheme = config.server.certificate.empty() ? "http" : "https";
  const std::string host =
      config.server.address.find(':') == std::string::npos ? config.server.address : "[" + config.server.address + "]";
  fmt::print(fmt::runtime(options.lang == Lang::zh ? "厅簿在 {}://{}:{}/（停止：Ctrl+C）\n"
                                                   : "Hallbook is at {}://{}:{}/ (stop it with Ctrl+C)\n"),
             scheme, host, port);
  const auto units = [&] {
    auto tx = data.read();
    return identity::units(tx);
  }();
  if (!units.empty()) fmt::print("{}", sample_sign_ins(data, units.front(), options.lang));
  std::fflush(stdout);
}

Result<int> serve(const Options& options, const ServeArguments& arguments) {
  const sigset_t signals = block_stop_signals();
  auto config = config_of(arguments);
  if (!config) return std::unexpected{config.error()};
  auto data = journal::DataDir::open(options.data, journal::Mode::write);
  if (!data) return std::unexpected{data.error()};
  config->server.upload_folder = (*data)->folder() / "uploads";
  std::filesystem::create_directories(config->server.upload_folder);
  const SystemClock clock;
  Service service{**data, options, *config, clock, gate_settings(*config)};
  auto server =
      http::Server::start(config->server, {[&](const http::Request& head) { return service.plan(head); },
                                           [&](const http::Request& request) { return service.answer(request); }});
  if (!server) return std::unexpected{server.error()};
  service.show_figures_of([&] { return (*server)->figures(); });
  service.events().connect([&](const std::string& event, const std::string& text, const std::string& topic) {
    (*server)->publish(event, text, topic);
  });
  announce(options, *config, **data, (*server)->port());
  const ListsAhead ahead{**data};
  int number = 0;
  sigwait(&signals, &number);
  log::info("stopping on signal {}", number);
  service.events().disconnect();
  service.stop();
  const Watchdog watchdog{stop_longest, cut_stop};
  (*server)->stop(stop_grace);
  service.show_figures_of({});
  server->reset();
  return exit_fine;
}

}  // namespace

void add_serve(Cli cli) {
  auto arguments = std::make_shared<ServeArguments>();
  auto* command = cli.app.add_subcommand("serve", "pages and interface for browsers / 启动服务");
  command->add_option("--listen", arguments->listen, "ADDRESS:PORT; default 127.0.0.1:8080");
  command->add_option("--config", arguments->config, "TOML file; keys in docs/guide/configuration.md");
  command->add_option("--certificate", arguments->certificate, "TLS certificate (PEM)");
  command->add_option("--private-key", arguments->private_key, "TLS private key (PEM)");
  command->add_flag("--plain-http", arguments->plain_http,
                    "no TLS, though other machines reach the address / 明文监听");
  command->add_option("--web-root", arguments->web_root, "pages from a folder (development)");
  command->callback([cli, arguments] {
    const auto exit = serve(cli.options, *arguments);
    cli.exit = exit ? *exit : print_refusal(cli.options, exit.error());
  });
}

}  // namespace hallbook::app
