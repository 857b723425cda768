#pragma once
// An evidence pack proves one indicator on another machine with no database: one file of JSON lines that holds the
// unit's whole journal, the canonical rows behind the indicator, inclusion proofs of the lines that brought them, the
// head, and the figures as printed. Checking it replays the journal into a scratch database and evaluates anew.
// Shape: docs/rules/evaluation.md, R-EVA-30 to R-EVA-33.
#include <filesystem>

#include "app/session.h"
#include "journal/verify.h"

namespace hallbook::app {

struct PackSummary {
  std::string project, unit;
  int indicator = 0;
  std::string value, value_printed;
  std::uint64_t lines = 0, files = 0;
  journal::Head head;
  std::string unit_code;
};

Result<PackSummary> write_pack(journal::DataDir& data, const identity::Unit& unit, const std::string& project,
                               int indicator, Date as_of, const std::filesystem::path& file);

/// Problems go into `report`; refuses (invalid) what is no pack at all. Its files are unpacked below `scratch`; what
/// `progress` throws ends it.
Result<PackSummary> check_pack(const std::filesystem::path& file, journal::Report& report,
                               const std::filesystem::path& scratch = std::filesystem::temp_directory_path(),
                               const journal::Progress& progress = {});

}  // namespace hallbook::app
