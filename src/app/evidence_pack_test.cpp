// Packs that nobody could have made with `hallbook prove`: their last digest holds, what stands in them does not.
#include "app/evidence_pack.h"

#include <gtest/gtest.h>

#include <limits>

#include "journal/pack.h"
#include "tests/files/temp_folder.h"

namespace hallbook::app {
namespace {

Json about(std::int64_t unit) {
  return Json::Object{{"about", "hallbook prove"},
                      {"as_of", "2026-12-31"},
                      {"project", "fund"},
                      {"indicator", 4},
                      {"unit", Json::Object{{"id", unit}, {"name", "某局"}}},
                      {"head", Json::Object{{"seq", 1}, {"root", "00"}}}};
}

Json line(const char* actor, const char* body, std::int64_t at_ms = 1) {
  return Json::Object{
      {"line",
       Json::Object{
           {"seq", 1}, {"at_ms", at_ms}, {"actor", actor}, {"kind", "UnitFounded"}, {"body", body}, {"digest", "00"}}}};
}

const Json figures = Json::Object{{"figures", Json::Object{}}};

TEST(EvidencePack, ForgedOnesAreRefusedOrNamedAndNeverAFault) {  // R-EVA-32, R-EVA-33
  const std::vector<std::vector<Json>> forged{
      {},
      {about(1)},
      {about(1), Json::Object{{"line", "x"}}, figures},
      {about(-5), line("cli:x", "{}"), figures},
      {about(1), line("", "{}"), figures},
      {about(1), line("cli:x", "no json"), figures},
      {about(1), line("cli:x", "{}", std::numeric_limits<std::int64_t>::max()), figures},
      {about(1), line("cli:x", "{}", std::numeric_limits<std::int64_t>::min()), figures},
      {about(1), line("cli:x", "{}"), Json::Object{{"proof", 1}}, figures},
      {about(1), line("cli:x", "{}"), Json::Object{{"rows_file", "zz"}, {"zstd", "!"}}, figures},
  };
  const tests::TempFolder folder;
  for (std::size_t i = 0; i < forged.size(); ++i) {
    journal::PackWriter writer{folder / "forged.pack"};
    for (const auto& json : forged[i]) writer.add(json);
    writer.finish();
    journal::Report report;
    const auto summary = check_pack(folder / "forged.pack", report);
    EXPECT_TRUE(!summary || !report.sound()) << i;
  }
}

}  // namespace
}  // namespace hallbook::app
