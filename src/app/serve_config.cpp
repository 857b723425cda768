#include "app/serve_config.h"

#include <fmt/format.h>

#include <charconv>

#include "base/text.h"
#include "base/toml.h"
#include "platform/files/disk.h"

namespace hallbook::app {
namespace {

constexpr std::uint64_t largest_config = 64 * 1024;

/// One key: how it is read, how it is shown.
struct Key {
  std::string_view name;
  Text words;
  Result<> (*read)(const toml::node& node, ServeConfig& config);
  std::string (*show)(const ServeConfig& config);
};

std::unexpected<Refusal> wrong(const toml::node& node, std::string zh, std::string en) {
  const auto line = node.source().begin.line;
  return refuse(RefusalCode::invalid, {fmt::format("第 {} 行：{}", line, zh), fmt::format("line {}: {}", line, en)},
                "config", std::to_string(line));
}

Result<std::string> text_of(const toml::node& node) {
  const auto text = node.value_exact<std::string>();
  if (!text) return wrong(node, "应是加引号的文字", "this must be text in quotes");
  return *text;
}

Result<int> number_of(const toml::node& node, int least, int most) {
  const auto number = node.value_exact<std::int64_t>();
  if (!number || *number < least || *number > most)
    return wrong(node, fmt::format("应是 {} 到 {} 的整数", least, most),
                 fmt::format("this must be a whole number from {} to {}", least, most));
  return static_cast<int>(*number);
}

Result<> path_into(const toml::node& node, std::filesystem::path& into) {
  auto text = text_of(node);
  if (!text) return std::unexpected{text.error()};
  into = *text;
  return {};
}

Result<> number_into(const toml::node& node, int least, int most, auto& into) {
  const auto number = number_of(node, least, most);
  if (!number) return std::unexpected{number.error()};
  into = static_cast<std::remove_reference_t<decltype(into)>>(*number);
  return {};
}

Result<> flag_into(const toml::node& node, bool& into) {
  const auto flag = node.value_exact<bool>();
  if (!flag) return wrong(node, "应是 true 或 false", "this must be true or false");
  into = *flag;
  return {};
}

Result<> read_hosts(const toml::node& node, ServeConfig& config) {
  const toml::array* list = node.as_array();
  if (list == nullptr) return wrong(node, "应是主机名的列表", "this must be a list of host names");
  for (const auto& one : *list) {
    auto host = text_of(one);
    if (!host) return std::unexpected{host.error()};
    config.server.hosts.push_back(std::move(*host));
  }
  return {};
}

std::string hosts_text(const ServeConfig& config) {
  std::string text;
  for (const auto& host : config.server.hosts) text += (text.empty() ? "" : ", ") + host;
  return text;
}

std::string shown(bool value) { return value ? "true" : "false"; }

const Key keys[] = {
    {"listen",
     {"监听的地址和端口", "address and port to listen on"},
     [](const toml::node& node, ServeConfig& config) -> Result<> {
       const auto text = text_of(node);
       if (!text) return std::unexpected{text.error()};
       return read_listen(*text, config.server);
     },
     [](const ServeConfig& config) { return fmt::format("{}:{}", config.server.address, config.server.port); }},
    {"hosts", {"浏览器里可以用的主机名", "host names that browsers may use"}, read_hosts, hosts_text},
    {"certificate",
     {"TLS 证书（PEM）", "TLS certificate (PEM)"},
     [](const toml::node& node, ServeConfig& config) { return path_into(node, config.server.certificate); },
     [](const ServeConfig& config) { return config.server.certificate.string(); }},
    {"private_key",
     {"TLS 私钥（PEM）", "TLS private key (PEM)"},
     [](const toml::node& node, ServeConfig& config) { return path_into(node, config.server.private_key); },
     [](const ServeConfig& config) { return config.server.private_key.string(); }},
    {"plain_http",
     {"不加密也对外监听", "listen without TLS beyond this machine"},
     [](const toml::node& node, ServeConfig& config) { return flag_into(node, config.plain_http); },
     [](const ServeConfig& config) { return shown(config.plain_http); }},
    {"proxy",
     {"前面的反向代理地址", "address of a proxy in front"},
     [](const toml::node& node, ServeConfig& config) -> Result<> {
       auto text = text_of(node);
       if (!text) return std::unexpected{text.error()};
       config.server.proxy = *text;
       return {};
     },
     [](const ServeConfig& config) { return config.server.proxy; }},
    {"workers",
     {"处理请求的线程数", "threads that answer requests"},
     [](const toml::node& node, ServeConfig& config) { return number_into(node, 1, 64, config.server.limits.workers); },
     [](const ServeConfig& config) { return std::to_string(config.server.limits.workers); }},
    {"io_threads",
     {"收发线程数（0：每个处理器一个）", "threads for sockets (0: one a processor)"},
     [](const toml::node& node, ServeConfig& config) { return number_into(node, 0, 64, config.server.io_threads); },
     [](const ServeConfig& config) { return std::to_string(config.server.io_threads); }},
    {"connections",
     {"同时的连接数上限", "most connections at once"},
     [](const toml::node& node, ServeConfig& config) {
       return number_into(node, 16, 100'000, config.server.limits.connections);
     },
     [](const ServeConfig& config) { return std::to_string(config.server.limits.connections); }},
    {"session_idle_minutes",
     {"不动多久要重新登录（分钟）", "minutes without use until one signs in again"},
     [](const toml::node& node, ServeConfig& config) { return number_into(node, 5, 60, config.session_idle_minutes); },
     [](const ServeConfig& config) { return std::to_string(config.session_idle_minutes); }},
    {"session_idle_seconds",
     {"不动多久要重新登录（秒，试用；0：按分钟那一项）",
      "the same in seconds, for trying it out (0: the minutes hold)"},
     [](const toml::node& node, ServeConfig& config) { return number_into(node, 0, 300, config.session_idle_seconds); },
     [](const ServeConfig& config) { return std::to_string(config.session_idle_seconds); }},
    {"session_hours",
     {"一次登录最长几小时", "hours that one sign-in lasts at most"},
     [](const toml::node& node, ServeConfig& config) { return number_into(node, 1, 24, config.session_hours); },
     [](const ServeConfig& config) { return std::to_string(config.session_hours); }},
    {"sign_in_free_failures",
     {"输错几次密码后开始等待（按人）", "wrong passwords of a person until a wait begins"},
     [](const toml::node& node, ServeConfig& config) { return number_into(node, 1, 20, config.sign_in.free_failures); },
     [](const ServeConfig& config) { return std::to_string(config.sign_in.free_failures); }},
    {"sign_in_lock_failures",
     {"输错几次密码后锁住（按人）", "wrong passwords of a person until the lock"},
     [](const toml::node& node, ServeConfig& config) { return number_into(node, 2, 50, config.sign_in.lock_failures); },
     [](const ServeConfig& config) { return std::to_string(config.sign_in.lock_failures); }},
    {"sign_in_address_free_failures",
     {"输错几次密码后开始等待（按地址）", "wrong passwords from an address until a wait begins"},
     [](const toml::node& node, ServeConfig& config) {
       return number_into(node, 1, 1'000, config.sign_in.address_free_failures);
     },
     [](const ServeConfig& config) { return std::to_string(config.sign_in.address_free_failures); }},
    {"sign_in_address_lock_failures",
     {"输错几次密码后锁住（按地址）", "wrong passwords from an address until the lock"},
     [](const toml::node& node, ServeConfig& config) {
       return number_into(node, 2, 2'000, config.sign_in.address_lock_failures);
     },
     [](const ServeConfig& config) { return std::to_string(config.sign_in.address_lock_failures); }},
    {"sign_in_lock_minutes",
     {"锁住多久（分钟）", "minutes that the lock lasts"},
     [](const toml::node& node, ServeConfig& config) -> Result<> {
       int minutes = 0;
       if (auto read = number_into(node, 1, 240, minutes); !read) return read;
       config.sign_in.lock = std::chrono::minutes{minutes};
       return {};
     },
     [](const ServeConfig& config) {
       return std::to_string(std::chrono::duration_cast<std::chrono::minutes>(config.sign_in.lock).count());
     }},
    {"administrator_second_factor",
     {"管理员必须用动态口令", "administrators need a one-time code"},
     [](const toml::node& node, ServeConfig& config) {
       return flag_into(node, config.second_factor_for_administrators);
     },
     [](const ServeConfig& config) { return shown(config.second_factor_for_administrators); }},
    {"web_root",
     {"页面所在的文件夹（开发用）", "folder of the pages (development)"},
     [](const toml::node& node, ServeConfig& config) { return path_into(node, config.web_root); },
     [](const ServeConfig& config) { return config.web_root.string(); }},
};

Result<> take_key(std::string_view name, const toml::node& node, ServeConfig& config) {
  for (const auto& key : keys)
    if (key.name == name) return key.read(node, config);
  std::string known;
  for (const auto& key : keys) known += fmt::format("{}{}", known.empty() ? "" : ", ", key.name);
  return wrong(node, fmt::format("不认识的键“{}”；可用：{}", name, known),
               fmt::format("unknown key \"{}\"; known: {}", name, known));
}

/// A lock that comes before the wait would make the wait a dead letter.
Result<> check_sign_in(const identity::SignInLimits& limits, const std::filesystem::path& file) {
  for (const auto& [free, lock, names] :
       {std::tuple{limits.free_failures, limits.lock_failures, "sign_in_free_failures, sign_in_lock_failures"},
        {limits.address_free_failures, limits.address_lock_failures,
         "sign_in_address_free_failures, sign_in_address_lock_failures"}})
    if (free >= lock)
      return refuse(RefusalCode::invalid,
                    {fmt::format("{}：等待应早于锁住（{} 应小于 {}）", names, free, lock),
                     fmt::format("{}: the wait comes before the lock ({} must be below {})", names, free, lock)},
                    "config", file.string());
  return {};
}

}  // namespace

Result<> read_config(const std::filesystem::path& file, ServeConfig& config) {
  const auto text = files::read_file(file, largest_config);
  if (!text) return std::unexpected{text.error()};
  const auto table = read_toml(*text);
  if (!table)
    return refuse(RefusalCode::invalid,
                  {fmt::format("第 {} 行不是 TOML：{}", table.error().line, table.error().message),
                   fmt::format("line {} is no TOML: {}", table.error().line, table.error().message)},
                  "config", file.string());
  for (const auto& [name, node] : *table)
    if (auto taken = take_key(name.str(), node, config); !taken) {
      Refusal refusal = taken.error();
      refusal.where = fmt::format("{}:{}", file.string(), refusal.where);
      return std::unexpected{std::move(refusal)};
    }
  return check_sign_in(config.sign_in, file);
}

Result<> read_listen(std::string_view text, http::ServerOptions& options) {
  const auto colon = text.rfind(':');
  unsigned port = 0;
  const std::string_view digits = colon == std::string_view::npos ? std::string_view{} : text.substr(colon + 1);
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  std::string address{text.substr(0, std::min(colon, text.size()))};
  if (address.starts_with('[') && address.ends_with(']')) address = address.substr(1, address.size() - 2);
  if (digits.empty() || read.ec != std::errc{} || read.ptr != digits.data() + digits.size() || port > 65'535 ||
      address.empty())
    return refuse(RefusalCode::invalid,
                  {fmt::format("{} 不是 地址:端口；请写成 127.0.0.1:8080", quote(text)),
                   fmt::format("{} is no ADDRESS:PORT; write 127.0.0.1:8080", quote(text))},
                  "listen");
  options.address = std::move(address);
  options.port = static_cast<std::uint16_t>(port);
  return {};
}

Result<> check_plain_http(const ServeConfig& config) {
  const std::string& address = config.server.address;
  if (!config.server.certificate.empty() || config.plain_http || identity::is_loopback(address) ||
      address == "localhost")
    return {};
  return refuse(
      RefusalCode::invalid,
      {fmt::format("{} 别的机器也能连，没有证书时密码会明文经过网络。请给 certificate 和 private_key；"
                   "或者只监听 127.0.0.1，由本机的反向代理加密；确实要明文就写 plain_http = true（或 --plain-http）",
                   quote(address)),
       fmt::format(
           "other machines reach {}, and without a certificate passwords cross the network in clear. Give "
           "certificate and private_key; or listen on 127.0.0.1 behind a proxy of this machine that encrypts; if "
           "it must be plain, say plain_http = true (or --plain-http)",
           quote(address))},
      "listen");
}

std::vector<HouseSetting> settings_of(const ServeConfig& config) {
  std::vector<HouseSetting> settings;
  for (const auto& key : keys) settings.push_back({std::string{key.name}, key.show(config), key.words});
  return settings;
}

}  // namespace hallbook::app
