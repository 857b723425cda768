#pragma once
// A data directory with one unit and the shipped registers, for tests of imports and exports.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "identity/unit.h"
#include "registers/transfer.h"

namespace hallbook::registers {

inline constexpr std::string_view shipped_names[] = {"cases",   "copies", "water",   "mailing",    "supplies",
                                                     "repairs", "items",  "ratings", "complaints", "training",
                                                     "guides",  "brand",  "tickets"};

class TransferTest : public testing::Test {
 protected:
  void SetUp() override {
    static int number = 0;
    root = std::filesystem::temp_directory_path() /
           ("transfer-" + std::to_string(::getpid()) + "-" + std::to_string(++number));
    std::filesystem::remove_all(root);
    std::filesystem::create_directories(root / "files");
    ::setenv("HALLBOOK_KEYS", (root / "keys").c_str(), 1);
    data = open_new("data");
    unit = new_unit(*data);
  }
  void TearDown() override {
    data.reset();
    std::filesystem::remove_all(root);
  }

  std::unique_ptr<journal::DataDir> open_new(const std::string& name) const {
    auto made = journal::DataDir::create(root / name);
    if (!made) throw std::runtime_error{made.error().message.en};
    return std::move(*made);
  }
  static Instant now() { return Instant{std::chrono::sys_days{make_date(2026, 11, 24)} + std::chrono::hours{2}}; }
  static UnitId new_unit(journal::DataDir& into) {
    const auto made = into.write([&](journal::Books& books) {
      return identity::found_unit(books, {"cli:test"}, now(), {{}, {}, "11530121MB198972XH", "示例单位", true});
    });
    if (!made) throw std::runtime_error{made.error().message.en};
    return made->id;
  }
  Acting acting() { return acting_for(*data); }
  Acting acting_for(journal::DataDir& into) { return {unit, {"cli:test"}, now(), &into.keys()}; }

  static std::string toml_of(std::string_view name) {
    std::ifstream in{std::string{HALLBOOK_SOURCE} + "/definitions/registers/" + std::string{name} + ".toml"};
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
  }
  Definition adopt(std::string_view name) { return adopt_in(*data, name); }
  Definition adopt_in(journal::DataDir& into, std::string_view name) {
    auto adopted =
        into.write([&](journal::Books& books) { return adopt_register(books, acting_for(into), toml_of(name)); });
    if (!adopted) throw std::runtime_error{adopted.error().message.en};
    return std::move(*adopted);
  }

  std::filesystem::path file(const std::string& name, std::string_view bytes) const {
    const auto path = root / "files" / name;
    std::ofstream{path, std::ios::binary} << bytes;
    return path;
  }
  static std::string read_all(const std::filesystem::path& path) {
    std::ifstream in{path, std::ios::binary};
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
  }
  /// The values in force, printed, "a|b|c" a row, personal ones clear.
  std::vector<std::string> entries(journal::DataDir& from, const Definition& definition) {
    std::vector<std::string> lines;
    auto tx = from.read();
    ListOptions list;
    list.opening = {&from.keys(), true};
    each_entry(tx, unit, definition, list, [&](const EntryVersion& version) {
      std::string line;
      for (std::size_t at = 0; at < definition.fields.size(); ++at)
        line += (at ? "|" : "") + print_value(definition.fields[at], version.values[at]);
      lines.push_back(line);
    });
    return lines;
  }
  std::int64_t total(const Definition& definition, const std::string& measure) {
    auto tx = data->read();
    const auto found =
        totals(tx, unit, {&definition, measure, {}, 0}, {make_date(2026, 1, 1), make_date(2026, 12, 31)});
    return found.empty() ? 0 : found.front().sum;
  }
  /// Files under the data directory, but for the database and what belongs to it.
  std::size_t evidence_files() const {
    std::size_t count = 0;
    for (const auto& one : std::filesystem::recursive_directory_iterator{root / "data" / "evidence"})
      count += one.is_regular_file();
    return count;
  }

  std::filesystem::path root;
  std::unique_ptr<journal::DataDir> data;
  UnitId unit;
};

}  // namespace hallbook::registers
