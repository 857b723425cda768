// Office supplies, repairs, complaints, training, guides, brand events.
#include <fmt/format.h>

#include "app/demo_files.h"

namespace hallbook::app {
namespace {

struct Article {
  std::string_view name, spec, unit;
  std::int64_t received, issued;  // a month, a week
};
constexpr Article articles[] = {{"A4复印纸", "70g 500张", "包", 80, 16}, {"黑色硒鼓", "示例型号", "支", 8, 1},
                                {"签字笔", "0.5mm 黑", "支", 120, 22},   {"文件袋", "A4 牛皮纸", "个", 200, 40},
                                {"订书钉", "24/6", "盒", 20, 4},         {"号票纸", "80mm", "卷", 60, 12}};

struct StockMove {
  std::size_t article;
  std::string_view action;
  std::int64_t amount;
  std::string_view taker;
};

void write_move(Sheet& sheet, Date day, const StockMove& move) {
  const Article& article = articles[move.article];
  sheet.day(day)
      .text(article.name)
      .text(article.spec)
      .text(article.unit)
      .text(move.action)
      .number(move.amount)
      .text(move.taker);
  sheet.end_row();
}

Result<SampleFile> write_supplies(SampleYear& sample) {
  const auto file = sample.folder / fmt::format("示例_办公用品收发_{}.csv", sample.year);
  auto sheet = Sheet::create(file, files::TableFormat::csv, "",
                             {"日期", "品名", "规格型号", "计量单位", "动作", "数量", "领用窗口或人员"});
  if (!sheet) return std::unexpected{sheet.error()};
  std::int64_t book[std::size(articles)] = {};
  unsigned month = 0;
  for (std::size_t day = 0; day < sample.workdays.size(); ++day) {
    const Date today = sample.workdays[day];
    const bool new_month = static_cast<unsigned>(today.month()) != month;
    month = static_cast<unsigned>(today.month());
    for (std::size_t i = 0; i < std::size(articles); ++i) {
      const auto move = [&](std::string_view action, std::int64_t amount, std::string_view taker, std::int64_t change) {
        write_move(*sheet, today, {i, action, amount, taker});
        book[i] += change;
      };
      if (new_month) move("入库", articles[i].received, "", articles[i].received);
      const std::int64_t wanted = std::min(book[i], articles[i].issued);
      if (day % 5 == 2 && wanted > 0) move("领用", wanted, departments()[sample.rng.below(20)].name, -wanted);
      if (day % 60 == 33) move("退回", 1, "示例窗口", 1);
      const bool year_end = day + 1 == sample.workdays.size();
      if ((month == 6 && day % 125 == 118) || year_end) {  // a stocktake finds one piece missing now and then
        const std::int64_t found = std::max<std::int64_t>(0, book[i] - static_cast<std::int64_t>(sample.rng.below(2)));
        move("盘点", found, "", found - book[i]);
      }
    }
  }
  if (auto done = sheet->finish(); !done) return std::unexpected{done.error()};
  return SampleFile{"supplies", "办公室", file};
}

Result<SampleFile> write_repairs(SampleYear& sample) {
  const auto file = sample.folder / fmt::format("示例_设备维修_{}.xlsx", sample.year);
  auto sheet = Sheet::create(
      file, files::TableFormat::xlsx, "信息化设备维修台账（示例数据）",
      {"报修单号", "设备", "故障", "报修日期", "报修人", "诊断", "更换配件", "维修费", "完成日期", "验收人", "状态"});
  if (!sheet) return std::unexpected{sheet.error()};
  constexpr std::string_view devices[] = {"B-01打印机", "F-01打印机", "叫号机", "评价器", "自助终端", "窗口电脑"};
  constexpr std::string_view faults[] = {"卡纸", "无法开机", "网络不通", "触屏失灵", "打印不清"};
  for (std::size_t i = 0; i < 64; ++i) {
    const std::size_t day = i * (sample.workdays.size() - 8) / 64;
    const std::size_t took = sample.rng.below(5);
    sheet->text(fmt::format("SLWX{}{:03}", sample.year, i + 1))
        .text(devices[sample.rng.below(6)])
        .text(faults[sample.rng.below(5)]);
    sheet->day(sample.workdays[day]).text("示例员").text("现场检修").text(sample.rng.chance(1, 3) ? "搓纸轮" : "");
    sheet->decimal(sample.rng.chance(1, 4) ? 0 : sample.rng.between(6000, 68000), 2)
        .day(sample.workdays[day + took])
        .text("示例验收员");
    sheet->text(i < 60 ? "已归档" : "已修复");
    sheet->end_row();
  }
  if (auto done = sheet->finish(); !done) return std::unexpected{done.error()};
  return SampleFile{"repairs", "信息技术科", file};
}

Result<SampleFile> write_complaints(SampleYear& sample) {
  const auto file = sample.folder / fmt::format("示例_投诉诉求_{}.xlsx", sample.year);
  auto sheet = Sheet::create(file, files::TableFormat::xlsx, "投诉诉求台账（示例数据）",
                             {"诉求类别", "工单编号", "接件日期", "反映渠道", "诉求内容", "承办部门", "办理期限",
                              "答复日期", "是否回访", "是否解决", "是否满意"});
  if (!sheet) return std::unexpected{sheet.error()};
  constexpr std::string_view kinds[] = {"12345热线", "办不成事", "营商环境投诉"};
  for (std::size_t i = 0; i < 118; ++i) {
    const std::size_t day = i * (sample.workdays.size() - 12) / 118;
    const auto kind = sample.rng.below(10);
    const bool called = sample.rng.chance(9, 10);
    const bool content = sample.rng.chance(91, 100);
    sheet->text(kinds[kind < 6   ? 0
                      : kind < 9 ? 1
                                 : 2])
        .text(fmt::format("SLTS{}{:04}", sample.year, i + 1))
        .day(sample.workdays[day]);
    sheet->text(kind < 6 ? "电话" : "窗口")
        .text("（示例）反映办理进度慢，希望说明原因。")
        .text(departments()[sample.rng.below(20)].name);
    sheet->day(sample.workdays[day + 5]).day(sample.workdays[day + 1 + sample.rng.below(4)]);
    sheet->text(called ? "是" : "否")
        .text(called ? (content ? "是" : "否") : "")
        .text(called ? (content ? "是" : "否") : "");
    sheet->end_row();
  }
  if (auto done = sheet->finish(); !done) return std::unexpected{done.error()};
  return SampleFile{"complaints", "热线与窗口", file};
}

/// Training, guides and brand events have the same columns but for the first two.
struct EventSheet {
  std::string_view register_name, source, title, day_heading, what_heading, who_heading, hours_heading, people_heading;
  std::size_t every;  // working days
  std::span<const std::string_view> themes;
  bool branded;
};

Result<SampleFile> write_events(SampleYear& sample, const EventSheet& events) {
  const auto file = sample.folder / fmt::format("示例_{}_{}.csv", events.title, sample.year);
  auto sheet = Sheet::create(file, files::TableFormat::csv, "",
                             {events.day_heading, events.what_heading, events.branded ? "子品牌" : "备注",
                              events.who_heading, events.hours_heading, events.people_heading});
  if (!sheet) return std::unexpected{sheet.error()};
  constexpr std::string_view brands[] = {"产事呈", "投事呈", "政事呈", "市事呈", "创事呈",
                                         "法事呈", "人事呈", "开事呈", "整得呈"};
  for (std::size_t day = events.every / 2; day < sample.workdays.size(); day += events.every) {
    sheet->day(sample.workdays[day]).text(events.themes[sample.rng.below(events.themes.size())]);
    sheet->text(events.branded ? brands[sample.rng.below(9)] : std::string_view{}).text("示例员");
    sheet->decimal(sample.rng.between(2, 16) * 5, 1).number(sample.rng.between(12, 90));
    sheet->end_row();
  }
  if (auto done = sheet->finish(); !done) return std::unexpected{done.error()};
  return SampleFile{std::string{events.register_name}, std::string{events.source}, file};
}

}  // namespace

Result<std::vector<SampleFile>> write_office(SampleYear& sample) {
  auto supplies = write_supplies(sample);
  if (!supplies) return std::unexpected{supplies.error()};
  auto repairs = write_repairs(sample);
  if (!repairs) return std::unexpected{repairs.error()};
  return std::vector<SampleFile>{*supplies, *repairs};
}

Result<std::vector<SampleFile>> write_people(SampleYear& sample) {
  auto complaints = write_complaints(sample);
  if (!complaints) return std::unexpected{complaints.error()};
  std::vector<SampleFile> files{*complaints};
  static constexpr std::string_view lessons[] = {"窗口服务规范", "一窗通办业务", "消防与应急",
                                                 "数据安全与个人信息保护"};
  static constexpr std::string_view guidance[] = {"引导取号", "帮办代办", "自助终端辅导"};
  static constexpr std::string_view events[] = {"政策解读", "企业沙龙", "专题宣讲", "短视频发布"};
  for (const EventSheet& sheet : {EventSheet{"training", "办公室", "学习培训", "培训日期", "培训主题", "组织或授课人",
                                             "学时", "参训人数", 10, lessons, false},
                                  EventSheet{"guides", "政务服务科", "导服", "服务日期", "服务内容", "导服人员",
                                             "服务时长", "服务人次", 1, guidance, false},
                                  EventSheet{"brand", "审批改革和政策法规科", "品牌活动", "活动日期", "活动主题",
                                             "组织者", "时长", "覆盖人数", 6, events, true}}) {
    auto written = write_events(sample, sheet);
    if (!written) return std::unexpected{written.error()};
    files.push_back(*written);
  }
  return files;
}

}  // namespace hallbook::app
