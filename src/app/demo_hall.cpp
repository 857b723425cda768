// Copier counters (with one reset and one device swap), water tickets, mailings to fictitious people.
#include <fmt/format.h>

#include "app/demo_files.h"

namespace hallbook::app {
namespace {

struct Copier {
  std::string_view device;
  char zone;
  bool for_public;
  std::int64_t reading;   // on the first day
  std::int64_t a_day;     // on an average day
  unsigned event_month;   // 0 = none; the counter event falls on the month's tenth working day
  std::string_view event;
};

Result<SampleFile> write_copies(SampleYear& sample) {
  const auto file = sample.folder / fmt::format("示例_打印复印抄表_{}.xlsx", sample.year);
  auto sheet = Sheet::create(file, files::TableFormat::xlsx, "服务台打印机抄表记录（示例数据）",
                             {"抄表日期", "设备编号", "区域", "用途", "读数", "计数情况", "起始读数", "抄表人"});
  if (!sheet) return std::unexpected{sheet.error()};
  Copier copiers[] = {{"B-01", 'B', true, 41'230, 178, 0, ""},
                      {"B-02", 'B', true, 98'811, 151, 6, "清零"},
                      {"F-01", 'F', true, 187'402, 162, 9, "换机"},
                      {"F-02", 'F', true, 12'077, 136, 0, ""},
                      {"办-01", 'A', false, 60'540, 90, 0, ""}};
  unsigned month = 0;
  int day_of_month = 0;
  for (std::size_t day = 0; day < sample.workdays.size(); ++day) {
    const auto this_month = static_cast<unsigned>(sample.workdays[day].month());
    day_of_month = this_month == month ? day_of_month + 1 : 1;
    month = this_month;
    for (Copier& copier : copiers) {
      const std::int64_t made = copier.a_day * sample.load[day] / 1000 * sample.rng.between(800, 1200) / 1000;
      const bool event = copier.event_month == month && day_of_month == 10;
      const std::int64_t start = event && copier.event == "换机" ? 350 : 0;  // the new device was tested before
      if (day > 0) copier.reading = event ? start + made : copier.reading + made;
      sheet->day(sample.workdays[day]).text(copier.device).text(fmt::format("{}区", copier.zone));
      sheet->text(copier.for_public ? "公众" : "内部").number(copier.reading).text(event ? copier.event : "正常");
      if (event)
        sheet->number(start);
      else
        sheet->text("");
      sheet->text("示例员");
      sheet->end_row();
    }
  }
  if (auto done = sheet->finish(); !done) return std::unexpected{done.error()};
  return SampleFile{"copies", "服务台", file};
}

/// Tickets are numbered through the year, in books of a hundred; a hand-out never crosses a book.
class TicketBooks {
 public:
  TicketBooks(Sheet& sheet, int year) : sheet_{sheet}, year_{year} {}
  void hand_out(Date day, std::int64_t count, std::string_view taker) {
    while (count > 0) {
      if (next_ > 100) open_book(day);
      const std::int64_t last = std::min<std::int64_t>(100, next_ + count - 1);
      move(day, "领用", next_, last, taker, false);
      waiting_.push_back({book_, next_, last});
      count -= last - next_ + 1;
      next_ = last + 1;
    }
  }
  void deliver(Date day) {
    for (const auto& range : waiting_) {
      const std::string current = std::exchange(book_, range.book);
      move(day, "核销", range.from, range.to, "示例水站", true);
      book_ = current;
    }
    waiting_.clear();
  }

 private:
  struct Range {
    std::string book;
    std::int64_t from, to;
  };
  void open_book(Date day) {
    book_ = fmt::format("SP{}-{:02}", year_, ++books_);
    move(day, "入库", 1, 100, "示例员", false);
    next_ = 1;
  }
  void move(Date day, std::string_view action, std::int64_t from, std::int64_t to, std::string_view who,
            bool delivered) {
    sheet_.day(day).text(book_).text(action).number(from).number(to).text(who);
    if (delivered)
      sheet_.number(to - from + 1);
    else
      sheet_.text("");
    sheet_.end_row();
  }
  Sheet& sheet_;
  int year_;
  int books_ = 0;
  std::string book_;
  std::int64_t next_ = 101;
  std::vector<Range> waiting_;
};

/// A hot August drinks more than the cap of 300.
constexpr std::int64_t barrels_a_month[] = {248, 196, 262, 271, 283, 289, 296, 306, 287, 244, 252, 259};

Result<SampleFile> write_water(SampleYear& sample) {
  const auto file = sample.folder / fmt::format("示例_水票领用登记_{}.xlsx", sample.year);
  auto sheet = Sheet::create(file, files::TableFormat::xlsx, "水票领用登记台账（示例数据）",
                             {"登记日期", "票本号", "动作", "起号", "止号", "领用人", "送达桶数"});
  if (!sheet) return std::unexpected{sheet.error()};
  TicketBooks books{*sheet, sample.year};
  for (std::size_t day = 0; day < sample.workdays.size();) {
    const auto month = static_cast<unsigned>(sample.workdays[day].month());
    std::size_t end = day;
    while (end < sample.workdays.size() && static_cast<unsigned>(sample.workdays[end].month()) == month) ++end;
    const auto days = static_cast<std::int64_t>(end - day);
    std::int64_t given = 0;
    for (std::size_t i = day; i < end; ++i) {
      const std::int64_t due = barrels_a_month[month - 1] * static_cast<std::int64_t>(i - day + 1) / days;
      if (due > given) books.hand_out(sample.workdays[i], due - given, departments()[sample.rng.below(20)].name);
      given = due;
      if ((i - day) % 5 == 4 || i + 1 == end) books.deliver(sample.workdays[i]);
    }
    day = end;
  }
  if (auto done = sheet->finish(); !done) return std::unexpected{done.error()};
  return SampleFile{"water", "办公室", file};
}

std::string person(Rng& rng) {
  constexpr std::string_view surnames[] = {"赵", "钱", "孙", "李", "周", "吴", "郑", "王", "冯", "陈"};
  constexpr std::string_view given[] = {"示一", "示二", "例一", "例二", "例三", "样一", "样二", "样三"};
  return fmt::format("{}{}", surnames[rng.below(10)], given[rng.below(8)]);
}

}  // namespace

Result<std::vector<SampleFile>> write_counters(SampleYear& sample) {
  auto copies = write_copies(sample);
  if (!copies) return std::unexpected{copies.error()};
  auto water = write_water(sample);
  if (!water) return std::unexpected{water.error()};
  return std::vector<SampleFile>{*copies, *water};
}

Result<std::vector<SampleFile>> write_mailings(SampleYear& sample) {
  const auto file = sample.folder / fmt::format("示例_结果物寄件明细_{}.xlsx", sample.year);
  auto sheet = Sheet::create(file, files::TableFormat::xlsx, "结果物寄件明细台账（示例数据，人员均为虚构）",
                             {"序号", "寄出日期", "事项名称", "结果物", "收件人", "联系电话", "收件地址", "单双程",
                              "运单号", "重量", "邮费", "寄递企业", "区域", "状态", "签收日期"});
  if (!sheet) return std::unexpected{sheet.error()};
  Rng& rng = sample.rng;
  constexpr std::int64_t mailings = 206;
  for (std::int64_t i = 0; i < mailings; ++i) {
    const auto day = static_cast<std::size_t>(i) * sample.workdays.size() / mailings;
    const std::size_t department = rng.below(departments().size());
    const bool both_ways = rng.chance(1, 6);
    const bool arrived = day + 3 < sample.workdays.size();
    sheet->number(i + 1).day(sample.workdays[day]).text(item_name(department, rng.below(30))).text("证照原件");
    sheet->text(person(rng)).text(fmt::format("1990000{:04}", rng.below(10000)));
    sheet->text(
        fmt::format("示例市示例区样本路{}号{}栋{}室", rng.below(200) + 1, rng.below(20) + 1, rng.below(900) + 101));
    sheet->text(both_ways ? "双程" : "单程")
        .text(fmt::format("SL{:011}", 20'000'000 + i))
        .decimal(rng.between(60, 480), 3);
    sheet->decimal(both_ways ? rng.between(2000, 2800) : rng.between(1000, 1600), 2).text("示例快递");
    sheet->text(fmt::format("{}区", departments()[department].zone)).text(arrived ? "已签收" : "已揽收");
    sheet->text(arrived ? iso(sample.workdays[day + 1 + rng.below(3)]) : "");
    sheet->end_row();
  }
  if (auto done = sheet->finish(); !done) return std::unexpected{done.error()};
  return std::vector<SampleFile>{{"mailing", "寄件台账", file}};
}

}  // namespace hallbook::app
