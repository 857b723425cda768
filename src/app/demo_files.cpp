#include "app/demo_files.h"

#include <fmt/format.h>

#include "base/quantity.h"

namespace hallbook::app {
namespace {

/// Monday is busy, Friday is not; make-up weekend days are quiet.
std::int64_t weekday_load(Date day) {
  constexpr std::int64_t loads[] = {600, 1180, 1060, 1000, 960, 850, 600};  // Sunday first
  return loads[std::chrono::weekday{std::chrono::sys_days{day}}.c_encoding()];
}

/// Graduates in June and July, the year's end, a dead month of Spring Festival.
std::int64_t season_load(Date day) {
  constexpr std::int64_t loads[] = {960, 820, 1050, 1040, 1000, 1060, 1080, 1020, 990, 940, 1010, 1060};
  return loads[static_cast<unsigned>(day.month()) - 1];
}

}  // namespace

Result<SampleYear> sample_year(const WorkCalendar& calendar, int year, std::uint64_t seed,
                               std::filesystem::path folder) {
  SampleYear sample{year, std::move(folder), {}, {}, Rng{seed * 1'000'003 + static_cast<std::uint64_t>(year)}};
  Date before = make_date(year - 1, 12, 31);
  for (Date day = make_date(year, 1, 1); day <= make_date(year, 12, 31); day = plus_days(day, 1)) {
    const auto works = calendar.is_workday(day);
    if (!works) return std::unexpected{works.error()};
    if (!*works) continue;
    const bool after_holiday = days_between(before, day) > 3;  // people queue on the first day back
    sample.workdays.push_back(day);
    sample.load.push_back(weekday_load(day) * season_load(day) / 1000 * (after_holiday ? 1300 : 1000) / 1000);
    before = day;
  }
  return sample;
}

Result<Sheet> Sheet::create(const std::filesystem::path& file, files::TableFormat format, std::string_view banner,
                            std::initializer_list<std::string_view> headings) {
  auto writer = files::create_table(file, format, "示例");
  if (!writer) return std::unexpected{writer.error()};
  Sheet sheet{std::move(*writer)};
  if (!banner.empty()) {
    sheet.text(banner);
    sheet.end_row();
  }
  for (const auto heading : headings) sheet.text(heading);
  sheet.end_row();
  return sheet;
}

Sheet& Sheet::text(std::string_view value) {
  if (used_ == row_.size()) row_.emplace_back();
  auto& cell = row_[used_++];
  cell.kind = value.empty() ? files::CellKind::empty : files::CellKind::text;
  cell.text.assign(value);
  return *this;
}

Sheet& Sheet::number(std::int64_t value) {
  text(fmt::format_int{value}.str());
  row_[used_ - 1].kind = files::CellKind::number;
  return *this;
}

Sheet& Sheet::decimal(std::int64_t units, int scale) {
  text(to_string(Quantity{units, scale}));
  row_[used_ - 1].kind = files::CellKind::number;
  row_[used_ - 1].places = scale;
  return *this;
}

void Sheet::end_row() {
  row_.resize(used_);
  writer_->row(row_);
  used_ = 0;
}

std::span<const Department> departments() {
  static constexpr Department all[] = {
      {"示例公安分局", 'A', 6, {"居民身份证", "居住证", "户口登记", "出入境证件", "旅馆业特种行业许可", "机动车登记"}},
      {"示例市场监督管理局",
       'B',
       8,
       {"个体工商户登记", "公司设立登记", "食品经营许可", "药品零售许可", "计量器具检定", "企业名称"}},
      {"示例人力资源和社会保障局",
       'C',
       6,
       {"社会保险登记", "失业保险待遇", "就业创业证", "劳务派遣许可", "养老保险关系", "人事档案"}},
      {"示例医疗保障局",
       'C',
       4,
       {"城乡居民医保参保", "异地就医备案", "生育保险待遇", "门诊慢特病", "医保关系转移", "医疗费用报销"}},
      {"示例税务局", 'D', 6, {"发票领用", "纳税申报", "税务登记信息", "完税证明", "契税缴纳", "车辆购置税"}},
      {"示例不动产登记中心",
       'D',
       5,
       {"房屋所有权登记", "抵押权登记", "预告登记", "不动产查询", "宅基地登记", "异议登记"}},
      {"示例住房和城乡建设局",
       'E',
       3,
       {"建筑工程施工许可", "商品房预售许可", "公租房申请", "物业备案", "燃气经营许可", "消防设计审查"}},
      {"示例自然资源局",
       'E',
       3,
       {"建设用地规划许可", "建设工程规划许可", "临时用地审批", "采矿权登记", "规划条件核实", "地质灾害评估"}},
      {"示例民政局", 'A', 2, {"婚姻登记", "社会团体登记", "低保申请", "高龄津贴", "殡葬服务", "慈善组织认定"}},
      {"示例卫生健康局",
       'B',
       3,
       {"医师执业注册", "护士执业注册", "公共场所卫生许可", "医疗机构执业", "放射诊疗许可", "生育登记"}},
      {"示例教育体育局",
       'B',
       2,
       {"教师资格认定", "民办学校许可", "义务教育入学", "学籍转接", "高危险性体育项目", "校车使用许可"}},
      {"示例交通运输局",
       'E',
       2,
       {"道路运输经营许可", "网约车运输证", "巡游出租车许可", "超限运输许可", "从业资格证", "机动车维修备案"}},
      {"示例农业农村局",
       'F',
       2,
       {"动物防疫条件", "种子经营许可", "农药经营许可", "兽药经营许可", "拖拉机登记", "渔业捕捞许可"}},
      {"示例水务局", 'F', 1, {"取水许可", "水土保持方案", "排水许可", "河道管理范围建设", "供水报装", "节水评价"}},
      {"示例司法局", 'A', 1, {"法律援助", "公证办理", "律师执业", "基层法律服务", "人民调解", "行政复议"}},
      {"示例残疾人联合会", 'C', 1, {"残疾人证", "残疾人补贴", "辅助器具", "康复救助", "就业培训", "无障碍改造"}},
      {"示例住房公积金中心",
       'D',
       3,
       {"公积金提取", "公积金贷款", "单位缴存登记", "个人账户转移", "缴存证明", "还贷提取"}},
      {"示例消防救援大队",
       'F',
       1,
       {"公众聚集场所检查", "消防验收备案", "消防产品", "消防技术服务", "志愿消防队", "重点单位申报"}},
      {"示例烟草专卖局", 'B', 1, {"烟草专卖零售许可", "准运证", "经营地址", "经营主体", "歇业申请", "恢复营业"}},
      {"示例综合便民窗口", 'F', 4, {"免费打印复印", "水费缴纳", "电费缴纳", "燃气报装", "有线电视", "档案查询"}},
  };
  return all;
}

std::string item_name(std::size_t department, std::size_t item) {
  return fmt::format("{}{}", departments()[department].subjects[item / 5], item_actions[item % 5]);
}

}  // namespace hallbook::app
