#pragma once
// A made-up year of a hall, written as files in the way outside systems export them: no real person, case or sum.
// The same year and seed give the same bytes. Everything is then imported through the import that everybody uses.
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "base/rng.h"
#include "base/work_calendar.h"
#include "platform/files/table.h"

namespace hallbook::app {

/// One exported file and the register it belongs to, in the order of import.
struct SampleFile {
  std::string register_name;
  std::string source;  // the outside system, for remembered columns
  std::filesystem::path file;
};

/// What every generator needs: the working days with how busy each is, the numbers, the folder.
struct SampleYear {
  int year = 2026;
  std::filesystem::path folder;
  std::vector<Date> workdays;
  std::vector<std::int64_t> load;  // per working day, 1000 = an average day
  Rng rng{1};
};

/// Refuses (unavailable) a year without a calendar.
Result<SampleYear> sample_year(const WorkCalendar& calendar, int year, std::uint64_t seed,
                               std::filesystem::path folder);

Result<std::vector<SampleFile>> write_items(SampleYear& sample);              // service items
Result<std::vector<SampleFile>> write_cases_and_ratings(SampleYear& sample);  // about 195,000 cases, 45,000 ratings
Result<std::vector<SampleFile>> write_counters(SampleYear& sample);           // copier readings, water tickets
Result<std::vector<SampleFile>> write_mailings(SampleYear& sample);
Result<std::vector<SampleFile>> write_office(SampleYear& sample);             // supplies, repairs
Result<std::vector<SampleFile>> write_people(SampleYear& sample);             // complaints, training, guides, brand

/// A sheet being written; text and number cells by their C++ type. With `banner` a 示例 title row stands above the
/// headings, as bureaus' own sheets have one.
class Sheet {
 public:
  static Result<Sheet> create(const std::filesystem::path& file, files::TableFormat format, std::string_view banner,
                              std::initializer_list<std::string_view> headings);
  Sheet& text(std::string_view value);
  Sheet& number(std::int64_t value);
  Sheet& decimal(std::int64_t units, int scale);  // "12.50"
  Sheet& day(Date value) { return text(iso(value)); }
  void end_row();
  Result<> finish() { return writer_->finish(); }

 private:
  explicit Sheet(std::unique_ptr<files::TableWriter> writer) : writer_{std::move(writer)} {}
  std::unique_ptr<files::TableWriter> writer_;
  std::vector<files::OutCell> row_;
  std::size_t used_ = 0;
};

/// The departments of the made-up hall; `zone` is a letter A…F.
struct Department {
  std::string_view name;
  char zone;
  int windows;
  std::string_view subjects[6];  // what its items are about
};
std::span<const Department> departments();
inline constexpr std::string_view item_actions[] = {"新办", "变更", "延续", "注销", "补发"};
std::string item_name(std::size_t department, std::size_t item);  // 30 items a department

}  // namespace hallbook::app
