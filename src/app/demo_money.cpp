// The sample's year of money: 420,000 yuan in six lines, five contracts, bills by the quarter, small purchases between
// them; and what a real year has too: a transfer, a bill with a piece too many, a refusal, a payment that came back.
#include "app/demo_money.h"

#include <fstream>

#include "base/embedded.h"
#include "base/ensure.h"
#include "base/money_math.h"

namespace hallbook::app {
namespace {

using funds::Contract;
using funds::PlanKind;
using funds::Subject;

Money price(std::int64_t fen) { return Money::from_fen(fen); }

void approve_and_plan(MoneyYear& year, const std::filesystem::path& folder) {
  const auto shipped = embedded_files("definitions/funds/2026-window-service-fund.csv");
  ensure(shipped.size() == 1, "the proposed budget does not ship with the program");
  const auto sheet = folder / "示例_预算.csv";
  std::ofstream{sheet, std::ios::binary} << shipped.front().text;
  year.budget(sheet, year.day(1, 6));
  const Date on = year.day(1, 7);
  year.plan("1", PlanKind::scheduled, {{4, 6, 15'000}, {7, 9, 15'000}, {10, 12, 30'000}}, on);
  year.plan("2", PlanKind::scheduled, {{1, 3, 4'000}, {4, 6, 34'000}, {7, 9, 34'000}, {10, 12, 66'000}}, on);
  year.plan("3", PlanKind::on_demand, {{1, 12, 42'000}}, on);
  year.plan("4", PlanKind::scheduled, {{1, 3, 9'000}, {4, 6, 22'000}, {7, 9, 22'000}, {10, 12, 37'000}}, on);
  year.plan("5", PlanKind::scheduled, {{4, 6, 9'000}, {7, 9, 9'000}, {10, 12, 18'000}}, on);
  year.plan("6", PlanKind::scheduled, {{4, 6, 13'500}, {7, 9, 13'500}, {10, 12, 27'000}}, on);
  for (const char* no : {"1", "2", "3", "4", "5", "6"}) year.release(no, *no == '1' ? 30 : 50, "31", year.day(2, 10));
}

Contract contract(std::string title, std::string party, std::string line, std::string category,
                  std::optional<Subject> subject, Date signed_on) {
  Contract made;
  made.title = std::move(title);
  made.party = std::move(party);
  made.line = std::move(line);
  made.category = std::move(category);
  made.subject = subject;
  made.signed_on = signed_on;
  return made;
}

/// What each quarter bills: the contract's number, a fixed sum (0: by its register), the indicator it serves.
struct Standing {
  std::string number;
  std::int64_t fixed_yuan = 0;
  int indicator = 0;
};

std::vector<Standing> sign_contracts(MoneyYear& year) {
  const Date on = year.day(1, 12);
  std::vector<Standing> standing;
  auto mailing = contract("结果物免费邮寄服务", "示例寄递有限公司", "1", "30207", Subject::mailing, on);
  mailing.prices = {{"单程", "件", price(2100), {230, 0}}, {"双程", "件", price(3800), {80, 0}}};
  standing.push_back({year.sign(std::move(mailing)), 0, 4});
  auto supplies =
      contract("打印复印耗材及办公用品定点采购", "示例办公设备有限公司", "2", "30218", Subject::supplies, on);
  supplies.prices = {
      {"A4复印纸/70g 500张", "包", price(2600), {960, 0}}, {"黑色硒鼓/示例型号", "支", price(98'000), {96, 0}},
      {"签字笔/0.5mm 黑", "支", price(280), {1440, 0}},    {"文件袋/A4 牛皮纸", "个", price(160), {2400, 0}},
      {"订书钉/24/6", "盒", price(450), {240, 0}},         {"号票纸/80mm", "卷", price(650), {720, 0}}};
  standing.push_back({year.sign(std::move(supplies)), 0, 2});
  auto repairs = contract("信息化设备维修", "示例信息技术有限公司", "4", "30213", Subject::repairs, on);
  repairs.amount = price(2'350'000);
  standing.push_back({year.sign(std::move(repairs)), 0, 5});
  auto upkeep = contract("叫号和自助设备维保", "示例智能设备有限公司", "4", "30213", std::nullopt, on);
  upkeep.amount = price(5'200'000);
  standing.push_back({year.sign(std::move(upkeep)), 13'000, 5});
  auto water = contract("大厅桶装水供应", "示例饮用水有限公司", "5", "30205", Subject::water, on);
  water.prices = {{"", "桶", price(1000), {3400, 0}}};
  water.terms.small_firm = true;
  standing.push_back({year.sign(std::move(water)), 0, 3});
  auto service = contract("大厅系统运行维护", "示例软件服务有限公司", "6", "30227", std::nullopt, on);
  service.amount = price(5'400'000);
  standing.push_back({year.sign(std::move(service)), 13'500, 5});
  return standing;
}

void settle_quarter(MoneyYear& year, const std::vector<Standing>& standing, unsigned quarter) {
  const bool last = quarter == 4;
  const Period period{year.day(quarter * 3 - 2, 1),
                      last ? year.day(12, 15) : plus_days(year.day(quarter * 3 + 1, 1), -1)};
  const Date accepted = last ? year.day(12, 16) : year.day(quarter * 3 + 1, 8);
  for (std::size_t i = 0; i < standing.size(); ++i) {
    MoneyYear::Bill bill{standing[i].number, period, accepted, last ? year.day(12, 24) : plus_days(accepted, 9)};
    bill.fixed_yuan = standing[i].fixed_yuan;
    bill.indicator = standing[i].indicator;
    bill.one_too_many = quarter == 2 && i == 0;
    bill.waits = last && i == 1;  // the year's last consumables: the director has not seen them yet
    year.settle(bill);
  }
}

void buy_between(MoneyYear& year, unsigned quarter) {
  const auto day = [&](unsigned month, unsigned of) { return year.day(month, of); };
  using Wish = MoneyYear::Wish;
  const Wish wishes[][3] = {
      {{"2", "purchase", "示例办公设备有限公司", "打印机定影组件 2 套", 3'960, 2, day(2, 24), day(3, 12)},
       {"3", "purchase", "示例文具商行", "窗口桌牌、告示牌更新", 4'850, 5, day(3, 3), day(3, 18)},
       {"4", "repair", "示例信息技术有限公司", "评价器主板更换 6 台", 7'200, 5, day(3, 5), day(3, 20)}},
      {{"3", "purchase", "示例文具商行", "档案盒、凭证装订用品", 4'620, 5, day(4, 20), day(5, 11)},
       {"3", "purchase", "示例家具有限公司", "等候区座椅 12 张", 9'600, 5, day(5, 12), day(6, 3)},
       {"3", "purchase", "示例印务有限公司", "办事指南印制 3,000 册", 4'800, 5, day(6, 8), day(6, 26)}},
      {{"2", "purchase", "示例办公设备有限公司", "彩色打印机硒鼓 8 支", 9'280, 2, day(8, 4), day(8, 20)},
       {"3", "purchase", "示例文具商行", "便民服务箱、老花镜", 3'450, 5, day(8, 11), day(8, 27)},
       {"2", "purchase", "示例办公设备有限公司", "F 区服务台打印机鼓架 4 套", 7'600, 2, day(9, 3), day(9, 18)}},
      {{"3", "purchase", "示例文具商行", "窗口签字板 20 块", 4'980, 5, day(10, 20), day(11, 6)},
       {"2", "purchase", "示例办公设备有限公司", "高拍仪 4 台配件", 8'640, 2, day(11, 5), day(11, 25)},
       {"3", "purchase", "示例家具有限公司", "母婴室用品", 4'260, 5, day(11, 12), day(11, 30)}}};
  for (const Wish& wish : wishes[quarter - 1]) year.buy(wish);
}

}  // namespace

void fill_money(journal::Books& books, UnitId unit, std::string_view project, int of_year,
                const std::filesystem::path& folder) {
  MoneyYear year{books, unit, project, of_year};
  approve_and_plan(year, folder);
  const auto standing = sign_contracts(year);
  buy_between(year, 1);
  year.refuse({"3", "purchase", "示例电器商行", "会议室投影仪", 12'800, 0, year.day(3, 9), year.day(3, 25)},
              "大厅经费不用于会议室，请走办公设备购置");
  settle_quarter(year, standing, 1);
  buy_between(year, 2);
  year.come_back({"3", "purchase", "示例印务有限公司", "无障碍标识印制", 2'380, 5, year.day(6, 9), year.day(6, 24)},
                 "收款账号有误，财政退回后重付");
  settle_quarter(year, standing, 2);
  year.transfer("1", "2", 40'000, year.day(7, 20), "邮寄量低于预期，打印复印量高于预期");
  year.plan("1", PlanKind::scheduled, {{4, 6, 4'000}, {7, 9, 6'000}, {10, 12, 10'000}}, year.day(7, 21));
  year.plan("2", PlanKind::scheduled, {{1, 3, 4'000}, {4, 6, 34'000}, {7, 9, 56'000}, {10, 12, 84'000}},
            year.day(7, 21));
  for (const char* no : {"1", "2", "3", "4", "5", "6"}) year.release(no, 100, "118", year.day(8, 5));
  year.except(year.day(8, 10), year.day(8, 21), "出纳冯远休假，由赵琳兼办付款，每笔由办公室复核");
  buy_between(year, 3);
  settle_quarter(year, standing, 3);
  buy_between(year, 4);
  settle_quarter(year, standing, 4);
  const auto approved = year.ask(
      {"4", "repair", "示例信息技术有限公司", "叫号主机内存更换", 4'650, 5, year.day(12, 17), year.day(12, 29)});
  year.approve(approved, "zhao", year.day(12, 18));  // not paid: its acceptance is still to come
  year.ask({"3", "purchase", "示例文具商行", "次年登记簿、印油", 2'860, 5, year.day(12, 21), year.day(12, 30)});
}

}  // namespace hallbook::app
