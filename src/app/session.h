#pragma once
// What every command shares: global options, the opened data directory, how answers are printed.
#include <filesystem>
#include <memory>
#include <string>

#include "base/json.h"
#include "identity/unit.h"
#include "journal/data_dir.h"
#include "registers/registers.h"

namespace hallbook::app {

/// Exit codes of the program: fine · refused or falls short · fault.
inline constexpr int exit_fine = 0;
inline constexpr int exit_refused = 1;
inline constexpr int exit_fault = 2;

struct Options {
  std::filesystem::path data = "hallbook-data";
  std::string unit_code;  // "" = the only unit
  bool json = false;
  Lang lang = Lang::en;
};

/// One opened data directory and the unit that a command works on.
struct Session {
  std::unique_ptr<journal::DataDir> data;
  identity::Unit unit;
  UnitId unit_id() const { return unit.id; }
  registers::Acting acting() const;
};

/// The unit with this code; of "" the only one. Refuses, naming what there is: none, another one, several and none named.
Result<identity::Unit> pick_unit(db::ReadTx& tx, const std::string& code);

/// Opens and picks the unit. Refuses what DataDir::open refuses; an unknown unit; several units and none named.
Result<Session> open_session(const Options& options, journal::Mode mode);

journal::Actor cli_actor();  // "cli:<operating-system user>"
Instant now();

/// One line on stderr: what, where, what to do; as JSON on stdout with --json. Returns exit_refused.
int print_refusal(const Options& options, const Refusal& refusal);
/// `json` when --json, else `text` as it stands.
void print(const Options& options, const Json& json, std::string_view text);
std::string sentence(const Refusal& refusal, Lang lang);
Json to_json(const Refusal& refusal, Lang lang);

/// "zh" or "en" from --lang, else from LC_ALL, LC_MESSAGES, LANG.
Lang lang_from_environment();

}  // namespace hallbook::app
