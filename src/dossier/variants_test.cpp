// R-DOS-01 to R-DOS-07: the founding text laid out in other ways, made here from the founding file itself.
#include <gtest/gtest.h>

#include <fstream>

#include "base/money_math.h"
#include "base/text.h"
#include "dossier/disclosure.h"

namespace hallbook::dossier {
namespace {

std::string founding_text() {
  std::ifstream in{std::string{HALLBOOK_SOURCE} + "/definitions/projects/2026-window-service-fund.txt",
                   std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  EXPECT_TRUE(text.contains(what)) << what;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
  return text;
}

/// [from, to) by the first line that starts each.
std::pair<std::size_t, std::size_t> span(const std::string& text, std::string_view from, std::string_view to) {
  const std::size_t first = text.find("\n" + std::string{from} + "\n") + 1;
  const std::size_t last = to.empty() ? text.size() : text.find("\n" + std::string{to} + "\n") + 1;
  EXPECT_TRUE(first > 0 && last > first) << from;
  return {first, last};
}

std::string moved(std::string text, std::string_view from, std::string_view to, std::string_view before) {
  const auto [first, last] = span(text, from, to);
  const std::string piece = text.substr(first, last - first) + (to.empty() ? "\n" : "");
  text.erase(first, last - first);
  text.insert(text.find("\n" + std::string{before} + "\n") + 1, piece);
  return text;
}

std::string without(std::string text, std::string_view from, std::string_view to) {
  const auto [first, last] = span(text, from, to);
  return text.erase(first, last - first);
}

std::string table_of(const std::string& text) { return text.substr(text.find("\t项目绩效目标表")); }
std::string with_table(const std::string& text, const std::string& table) {
  return text.substr(0, text.find("\t项目绩效目标表")) + table;
}

/// Each row on one line: the cells' own TABs stay between them; `lead` keeps the first one too.
std::string rows_on_lines(const std::string& text, bool lead) {
  std::string out;
  bool row_open = false;
  for (const auto& line : split(table_of(text), '\n')) {
    if (line.empty()) {
      if (row_open) out += '\n';
      row_open = false;
    } else {
      out += row_open || lead ? line : line.substr(1);
      row_open = true;
    }
  }
  return with_table(text, out + "\n");
}

std::string map_table(const std::string& text, auto change) {
  std::string out;
  for (const auto& line : split(table_of(text), '\n')) out += change(line);
  return with_table(text, out);
}

std::string cells_without_tabs(const std::string& text) {
  return map_table(text,
                   [](const std::string& line) { return (line.starts_with('\t') ? line.substr(1) : line) + "\n"; });
}
std::string empty_cells_cut(const std::string& text) {
  return map_table(text, [](const std::string& line) { return (line == "\t" ? "" : line) + "\n"; });
}
std::string no_empty_lines(const std::string& text) {
  return map_table(text, [](const std::string& line) { return line.empty() ? "" : line + "\n"; });
}

std::string numbered(std::string text, std::initializer_list<std::string_view> numbers) {
  const std::string_view headings[] = {"项目名称",     "立项依据",     "项目实施单位",
                                       "项目基本概况", "项目实施内容", "资金安排情况"};
  std::size_t i = 0;
  for (const auto number : numbers) {
    const std::string heading{headings[i++]};
    text = replaced(text, "\n" + heading + "\n", "\n" + std::string{number} + heading + "：\n");
  }
  return text;
}

std::string gb18030(const std::string& text) { return utf8_to_gb18030(text).value(); }

Project read(const std::string& text) {
  auto project = read_disclosure(text);
  EXPECT_TRUE(project) << project.error().message.en;
  return project ? std::move(*project) : Project{};
}

/// What must come out of every layout of the same document.
void expect_same(const Project& a, const Project& b) {
  EXPECT_EQ(a.name, b.name);
  EXPECT_EQ(a.year, b.year);
  EXPECT_EQ(a.period, b.period);
  EXPECT_EQ(a.amount, b.amount);
  EXPECT_EQ(a.unit_name, b.unit_name);
  EXPECT_EQ(a.unit_code, b.unit_code);
  EXPECT_EQ(a.address, b.address);
  EXPECT_EQ(a.phone, b.phone);
  EXPECT_EQ(a.legal_person, b.legal_person);
  EXPECT_EQ(a.funding, b.funding);
  EXPECT_EQ(a.unit_profile, b.unit_profile);
  EXPECT_EQ(a.legal_basis, b.legal_basis);
  EXPECT_EQ(a.document_numbers, b.document_numbers);
  EXPECT_EQ(a.overview, b.overview);
  EXPECT_EQ(a.content, b.content);
  EXPECT_EQ(a.plan_text, b.plan_text);
  EXPECT_EQ(a.effects, b.effects);
  EXPECT_EQ(a.level2, b.level2);
  EXPECT_EQ(a.loose_cells, b.loose_cells);
  ASSERT_EQ(a.goals.size(), b.goals.size());
  for (std::size_t i = 0; i < a.goals.size(); ++i) {
    EXPECT_EQ(a.goals[i].title, b.goals[i].title);
    EXPECT_EQ(a.goals[i].text, b.goals[i].text);
  }
  ASSERT_EQ(a.indicators.size(), b.indicators.size());
  for (std::size_t i = 0; i < a.indicators.size(); ++i) {
    const auto &x = a.indicators[i], &y = b.indicators[i];
    EXPECT_EQ(std::tie(x.no, x.level1, x.level2, x.name, x.operator_cell, x.value_cell, x.unit_cell, x.label_cell,
                       x.rule_cell, x.content_cell, x.source_cell),
              std::tie(y.no, y.level1, y.level2, y.name, y.operator_cell, y.value_cell, y.unit_cell, y.label_cell,
                       y.rule_cell, y.content_cell, y.source_cell));
    EXPECT_EQ(x.target.value, y.target.value);
  }
}

struct Variant {
  const char* name;
  std::string text;
};

std::vector<Variant> layouts() {
  const std::string text = founding_text();
  return {
      {"as_published", text},
      {"crlf", replaced(text, "\n", "\r\n")},
      {"gb18030", gb18030(text)},
      {"byte_order_mark", "\xEF\xBB\xBF" + text},
      {"sections_shuffled", moved(moved(text, "资金安排情况", "项目实施计划", "立项依据"), "项目实施成效",
                                  "项目绩效目标表", "项目基本概况")},
      {"table_first", moved(text, "项目绩效目标表", "", "项目名称")},
      {"table_in_the_middle", moved(text, "项目绩效目标表", "", "资金安排情况")},
      {"rows_on_lines", rows_on_lines(text, false)},
      {"rows_on_lines_with_lead", rows_on_lines(text, true)},
      {"rows_on_lines_crlf", replaced(rows_on_lines(text, false), "\n", "\r\n")},
      {"rows_on_lines_table_first", moved(rows_on_lines(text, false), "项目绩效目标表", "", "项目名称")},
      {"cells_without_tabs", cells_without_tabs(text)},
      {"empty_cells_cut", empty_cells_cut(text)},
      {"no_empty_lines", no_empty_lines(text)},
      {"numbered_chinese", numbered(text, {"一、", "二、", "三、", "四、", "五、", "六、"})},
      {"numbered_digits", numbered(text, {"1.", "2.", "3.", "4.", "5.", "6."})},
      {"numbered_brackets", numbered(text, {"（一）", "（二）", "（三）", "（四）", "（五）", "（六）"})},
      {"numbered_parts", numbered(text, {"第一部分 ", "第二部分 ", "第三部分 "})},
      {"spaced_heading", replaced(text, "\n立项依据\n", "\n立 项 依 据\n")},
      {"text_behind_heading", replaced(text, "\n项目名称\n\n", "\n项目名称：")},
      {"wide_amount", replaced(text, "420000元", "４２０，０００．００元")},
      {"amount_in_myriads", replaced(text, "全年安排资金420000元。", "全年安排资金42.00万元。")},
  };
}

/// funds text differs by wording; the amount must not.
TEST(Layouts, AllReadTheSame) {
  const Project wanted = read(founding_text());
  ASSERT_EQ(wanted.indicators.size(), 7u);
  for (const auto& variant : layouts()) {
    SCOPED_TRACE(variant.name);
    expect_same(read(variant.text), wanted);
  }
}

/// R-DOS-07: out as it came in; and again the same.
TEST(Layouts, ImportExportImportIsStable) {
  for (const auto& variant : layouts()) {
    SCOPED_TRACE(variant.name);
    const Project first = read(variant.text);
    const std::string out = write_disclosure(first);
    const Project second = read(out);
    expect_same(second, first);
    EXPECT_EQ(write_disclosure(second), out);
    const bool kept = is_utf8(variant.text) && !variant.text.starts_with("\xEF\xBB\xBF");
    EXPECT_TRUE(!kept || out == variant.text);
  }
}

/// A project that has no document is laid out in the published grid and reads back.
TEST(Layouts, AProjectMadeByHandIsLaidOutAndReadsBack) {
  Project project = read(founding_text());
  const Project wanted = project;
  project.document.clear();
  const std::string out = write_disclosure(project);
  expect_same(read(out), wanted);
  EXPECT_EQ(write_disclosure(read(out)), out);
}

TEST(Layouts, ExtraSectionsAreKeptAsText) {
  std::string text = founding_text();
  text = replaced(text, "\n资金安排情况\n",
                  "\n风险防控措施\n\n一是严格审核。二是专账管理。预留应急5000元。\n\n资金安排情况\n");
  const Project project = read(text);
  expect_same(project, read(founding_text()));
  const auto extra = std::ranges::find(project.sections, "风险防控措施", &Section::heading);
  ASSERT_NE(extra, project.sections.end());
  EXPECT_FALSE(extra->known);
  EXPECT_EQ(extra->paragraphs, (std::vector<std::string>{"一是严格审核。二是专账管理。预留应急5000元。"}));
}

TEST(Layouts, TextBehindTheTableIsKept) {
  const Project project = read(founding_text() + "填报人：张三\n填报日期：2026年2月1日\n");
  ASSERT_EQ(project.indicators.size(), 7u);
  EXPECT_EQ(project.indicators[6].source_cell, read(founding_text()).indicators[6].source_cell);
  EXPECT_TRUE(project.document.ends_with("填报日期：2026年2月1日\n"));
}

TEST(Layouts, MissingPartsAreFoundNotGuessed) {
  const auto codes = [](const Project& project) {
    std::set<std::string> found;
    for (const auto& finding : check_project(project)) found.insert(finding.code);
    return found;
  };
  EXPECT_TRUE(codes(read(without(founding_text(), "资金安排情况", "项目实施计划"))).contains("amount_missing"));
  EXPECT_TRUE(codes(read(without(founding_text(), "项目实施单位", "项目基本概况"))).contains("unit_code_missing"));
  EXPECT_TRUE(codes(read(without(founding_text(), "项目绩效目标表", ""))).contains("no_indicators"));
  EXPECT_TRUE(codes(read(replaced(founding_text(), "MB198972XH", "MB198972XI"))).contains("unit_code_invalid"));
  EXPECT_TRUE(
      codes(read(replaced(founding_text(), "全年安排资金420000元", "安排420000元，其中邮寄100000元、耗材300000元")))
          .contains("amount_unclear"));
  EXPECT_EQ(
      to_yuan(*read(replaced(founding_text(), "全年安排资金420000元", "安排420000元，其中邮寄120000元、耗材300000元"))
                   .amount),
      "420000.00");
  EXPECT_TRUE(
      codes(read(replaced(founding_text(), "2026年1月1日至2026年12月31日", "全年"))).contains("period_missing"));
  EXPECT_TRUE(codes(read(replaced(founding_text(), "2026年1月1日至2026年12月31日", "2025年1月1日至2025年12月31日")))
                  .contains("year_differs"));
  const std::string goals = founding_text();
  const std::size_t from = goals.find("\t项目目标");
  const Project bare = read(goals.substr(0, from) + goals.substr(goals.find("\t绩效指标\n")));
  EXPECT_TRUE(bare.goals.empty());
  EXPECT_EQ(bare.indicators.size(), 7u);
  EXPECT_TRUE(codes(bare).contains("no_goals"));
  const Project untitled = read(without(founding_text(), "项目名称", "立项依据"));
  EXPECT_EQ(untitled.name, "政务中心窗口服务经费");
}

TEST(Layouts, AnotherYearAndDepartment) {
  std::string text = replaced(founding_text(), "2026年", "２０２５年");
  text = replaced(text, "昆明市呈贡区政务服务管理局", "昆明市官渡区林业和草原局");
  text = replaced(text, "11530121MB198972XH", "１３５３０１０２ＣＬ１２ＴＨ３ＢＪＴ");
  text = replaced(text, "政务中心窗口服务经费", "森林管护经费");
  const Project project = read(text);
  EXPECT_EQ(project.year, 2025);
  EXPECT_EQ(project.period, year_of(2025));
  EXPECT_EQ(project.unit_name, "昆明市官渡区林业和草原局");
  EXPECT_EQ(project.unit_code, "13530102CL12TH3BJT");
  EXPECT_EQ(project.name, "森林管护经费");
  EXPECT_EQ(project.indicators.size(), 7u);
}

TEST(Layouts, ColumnsAreFoundByTheirHeaderNotTheirPlace) {
  const std::string table =
      "项目绩效目标表\n\n"
      "三级指标\t指标值\t度量单位\t一级指标\t二级指标\t权重\t数据来源\n"
      "管护面积\t≥230\t亩\t产出指标\t数量指标\t20\t巡护记录\n"
      "巡护完成率\t═100%\t\t产出指标\t质量指标\t20\t巡护系统\n";
  const std::size_t at = founding_text().find("项目绩效目标表\n");
  const Project project = read(founding_text().substr(0, at) + table);
  ASSERT_EQ(project.indicators.size(), 2u);
  const auto& row = project.indicators[1];
  EXPECT_EQ(row.name, "巡护完成率");
  EXPECT_EQ(row.level2, "质量指标");
  EXPECT_EQ(row.weight_cell, "20");
  EXPECT_EQ(row.source_cell, "巡护系统");
  EXPECT_EQ(row.value_cell, "═100%");
}

TEST(Layouts, WhatIsNoDisclosureIsRefused) {
  for (const std::string& bytes :
       {std::string{}, std::string{"日期,数量\n2026-01-01,3\n"}, std::string{"PK\x03\x04 x"}, std::string{"%PDF-1.7"},
        std::string{"\xFF\xFEx\0", 4}, std::string{"项目名称\0", 13}, std::string{"\xFF\xFF\xFF"},
        std::string(5 << 20, 'x'), std::string(200'000, '\n')}) {
    const auto project = read_disclosure(bytes);
    ASSERT_FALSE(project);
    EXPECT_FALSE(project.error().message.zh.empty());
    EXPECT_FALSE(project.error().message.en.empty());
  }
}

// R-DOS-45
TEST(Variants, AFormNamesProjectAndYearAboveItsTable) {
  const std::string table =
      "一级指标\t二级指标\t三级指标\t指标符号\t指标值\t单位\n产出指标\t数量指标\t办件量\t≥\t190000\t件\n";
  const auto form = read_disclosure("项目绩效目标表\n项目名称\t窗口运行费\t预算年度\t2027\n" + table);
  ASSERT_TRUE(form) << form.error().message.en;
  EXPECT_EQ(form->name, "窗口运行费");
  EXPECT_EQ(form->year, 2027);
  EXPECT_EQ(form->indicators.size(), 1U);
  const auto line = read_disclosure("项目名称：窗口运行费\n预算年度：2028\n" + table);
  ASSERT_TRUE(line) << line.error().message.en;
  EXPECT_EQ(line->name, "窗口运行费");
  EXPECT_EQ(line->year, 2028);
  EXPECT_EQ(read_disclosure("项目名称\t窗口运行费\t预算年度\t20271\n" + table)->year, 0) << "no year";
}

}  // namespace
}  // namespace hallbook::dossier
