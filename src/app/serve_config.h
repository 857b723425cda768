#pragma once
// How the server runs: one TOML file, with flags over it. Every key stands in docs/guide/configuration.md; unknown ones
// are refused. Source: docs/rules/api.md, R-API-60.
#include <filesystem>
#include <vector>

#include "app/house.h"
#include "identity/sign_in_limit.h"
#include "platform/http/server.h"

namespace hallbook::app {

struct ServeConfig {
  ServeConfig() { server.limits.workers = 16; }  // most of them wait for a disk, not for a processor
  http::ServerOptions server;
  std::filesystem::path web_root;  // pages from a folder instead of those inside the program; for development
  bool plain_http = false;  // passwords in clear on an address that others reach: only by this word
  bool second_factor_for_administrators = true;
  int session_idle_minutes = 15, session_idle_seconds = 0, session_hours = 10;
  identity::SignInLimits sign_in;
};

/// Reads the file over `config`. Refuses (invalid, with line) unknown keys, wrong types, values out of range.
Result<> read_config(const std::filesystem::path& file, ServeConfig& config);
/// "127.0.0.1:8080", "[::1]:0"; refuses anything else.
Result<> read_listen(std::string_view text, http::ServerOptions& options);
/// R-API-67: without a certificate only the machine itself is listened to, unless `plain_http` says otherwise.
Result<> check_plain_http(const ServeConfig& config);
/// What the settings page shows: every key with its value and what it means.
std::vector<HouseSetting> settings_of(const ServeConfig& config);

}  // namespace hallbook::app
