// Service items, the platform's case export, and the ratings that follow cases.
#include <fmt/format.h>

#include "app/demo_files.h"

namespace hallbook::app {
namespace {

constexpr std::int64_t cases_a_year = 195'000;
constexpr std::size_t items_a_department = 30;

std::string item_code(std::size_t department, std::size_t item) {
  return fmt::format("SL{:02}{:03}", department + 1, item + 1);
}

/// How a made-up citizen rates: about 99 of 100 good.
std::string_view level(Rng& rng) {
  const auto dice = rng.below(1000);
  if (dice < 962) return "非常满意";
  if (dice < 980) return "满意";
  if (dice < 990) return "基本满意";
  return dice < 997 ? "不满意" : "非常不满意";
}

/// One case of one day, drawn anew for each.
struct Case {
  std::size_t department = 0;
  std::string number;
  std::string window;
  std::string_view channel;
  Date finished;
};

std::string_view channel(Rng& rng) {
  const auto dice = rng.below(100);
  return dice < 58 ? "窗口" : dice < 84 ? "网上" : dice < 96 ? "移动端" : "自助终端";
}

/// Three departments of ten have most of the visitors.
std::size_t pick_department(Rng& rng) {
  return std::min(rng.below(departments().size()), rng.below(departments().size()));
}

void write_case(Sheet& sheet, SampleYear& sample, const Case& one, std::size_t day, std::uint64_t number) {
  Rng& rng = sample.rng;
  const std::size_t item = std::min(rng.below(items_a_department), rng.below(items_a_department));
  const auto promised = static_cast<std::int64_t>(rng.chance(6, 10) ? 0 : rng.below(4) + 1);
  const std::size_t took = promised == 0 ? 0 : rng.below(static_cast<std::uint64_t>(promised) + 1);
  const Date applied = sample.workdays[day >= took ? day - took : 0];
  const auto second = 9 * 3600 + rng.below(8 * 3600);
  const std::string clock = fmt::format("{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60);
  sheet.number(static_cast<std::int64_t>(number)).text(one.number).text(item_name(one.department, item));
  sheet.text(departments()[one.department].name).text(one.window);
  sheet.text(fmt::format("{}区", departments()[one.department].zone)).text(one.channel);
  const std::string applied_at = iso(applied) + " " + clock;
  sheet.text(applied_at).text(applied_at).text(iso(one.finished) + " " + clock).number(promised);
  sheet.end_row();
}

void write_rating(Sheet& sheet, SampleYear& sample, const Case& one, std::size_t day) {
  Rng& rng = sample.rng;
  const auto dice = rng.below(1000);
  if (dice >= 230) return;  // most people do not rate
  const bool by_default = dice < 75;
  const std::string_view rated = by_default ? std::string_view{"非常满意"} : level(rng);
  const bool bad = rated.ends_with("不满意");
  const std::size_t later = by_default ? 5 : 0;
  sheet.text(one.number).day(sample.workdays[std::min(day + later, sample.workdays.size() - 1)]).text(one.window);
  sheet.text(fmt::format("示例{}{:02}", departments()[one.department].zone, rng.below(60) + 1));
  sheet.text(by_default ? "系统默认"
                        : std::string_view{
                              (const char*[]){"移动端", "二维码", "大厅平板", "大厅其他终端", "短信"}[rng.below(5)]});
  sheet.text(rated)
      .text("首评")
      .text(bad ? "等候时间长" : "")
      .text(bad && rng.chance(1, 2) ? "（示例）排队时间太久，希望多开窗口。" : "");
  sheet.end_row();
}

}  // namespace

Result<std::vector<SampleFile>> write_items(SampleYear& sample) {
  const auto file = sample.folder / fmt::format("示例_事项目录_{}.xlsx", sample.year);
  auto sheet = Sheet::create(file, files::TableFormat::xlsx, "政务服务事项目录（示例数据）",
                             {"序号", "事项编码", "事项名称", "实施部门", "办件类型", "法定时限", "法定时限单位",
                              "承诺时限", "承诺时限单位", "到现场次数", "网上办理深度", "进驻大厅", "生效日期"});
  if (!sheet) return std::unexpected{sheet.error()};
  Rng& rng = sample.rng;
  constexpr std::int64_t legal_limits[] = {5, 7, 10, 15, 20, 20, 30, 45};
  std::int64_t number = 0;
  for (std::size_t department = 0; department < departments().size(); ++department)
    for (std::size_t item = 0; item < items_a_department; ++item) {
      const std::int64_t legal = legal_limits[rng.below(8)];
      const bool at_once = rng.chance(55, 100);
      const auto depth = rng.below(1000);
      sheet->number(++number)
          .text(item_code(department, item))
          .text(item_name(department, item))
          .text(departments()[department].name);
      sheet->text(at_once ? "即办件" : "承诺件").number(legal).text(rng.chance(9, 10) ? "工作日" : "天");
      sheet->number(at_once ? 0 : std::max<std::int64_t>(1, legal * rng.between(12, 30) / 100)).text("工作日");
      sheet->number(rng.chance(93, 100) ? 0 : 1);
      sheet->text(depth < 945 ? "Ⅳ级" : depth < 980 ? "Ⅲ级" : depth < 994 ? "Ⅱ级" : "Ⅰ级").text("是");
      sheet->day(make_date(sample.year, 1, 1));
      sheet->end_row();
    }
  if (auto done = sheet->finish(); !done) return std::unexpected{done.error()};
  return std::vector<SampleFile>{{"items", "事项库", file}};
}

Result<std::vector<SampleFile>> write_cases_and_ratings(SampleYear& sample) {
  const auto cases_file = sample.folder / fmt::format("示例_政务平台办件_{}.csv", sample.year);
  const auto ratings_file = sample.folder / fmt::format("示例_好差评_{}.csv", sample.year);
  auto cases = Sheet::create(cases_file, files::TableFormat::csv_gb18030, "",
                             {"序号", "办件编号", "事项名称", "受理部门", "受理窗口", "所在区域", "申请渠道",
                              "申请时间", "受理时间", "办结时间", "承诺办结时限"});
  if (!cases) return std::unexpected{cases.error()};
  auto ratings = Sheet::create(
      ratings_file, files::TableFormat::csv, "",
      {"办件编号", "评价日期", "窗口", "工作人员", "评价渠道", "评价等级", "评价轮次", "评价标签", "评价内容"});
  if (!ratings) return std::unexpected{ratings.error()};
  std::int64_t whole = 0;
  for (const std::int64_t load : sample.load) whole += load;
  std::uint64_t number = 0;
  for (std::size_t day = 0; day < sample.workdays.size(); ++day) {
    const std::int64_t today = cases_a_year * sample.load[day] / whole * sample.rng.between(960, 1045) / 1000;
    for (std::int64_t i = 0; i < today; ++i) {
      Case one;
      one.department = pick_department(sample.rng);
      one.finished = sample.workdays[day];
      one.number = fmt::format("SL{:04}{:02}{:02}{:05}", sample.year, static_cast<unsigned>(one.finished.month()),
                               static_cast<unsigned>(one.finished.day()), i + 1);
      one.window = fmt::format("{}{:02}", departments()[one.department].zone,
                               sample.rng.below(static_cast<std::uint64_t>(departments()[one.department].windows)) + 1);
      one.channel = channel(sample.rng);
      write_case(*cases, sample, one, day, ++number);
      write_rating(*ratings, sample, one, day);
    }
  }
  if (auto done = cases->finish(); !done) return std::unexpected{done.error()};
  if (auto done = ratings->finish(); !done) return std::unexpected{done.error()};
  return std::vector<SampleFile>{{"cases", "政务平台", cases_file}, {"ratings", "好差评系统", ratings_file}};
}

}  // namespace hallbook::app
