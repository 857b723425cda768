#include "registers/import_columns.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace hallbook::registers {
namespace {

Definition shipped(const std::string& name) {
  std::ifstream in{std::string{HALLBOOK_SOURCE} + "/definitions/registers/" + name + ".toml"};
  std::stringstream text;
  text << in.rdbuf();
  auto definition = parse_definition(text.str());
  EXPECT_TRUE(definition) << name << ": " << (definition ? "" : definition.error().message.en);
  return std::move(*definition);
}

std::vector<files::Row> rows_of(const std::vector<std::vector<std::string>>& texts) {
  std::vector<files::Row> rows;
  for (std::size_t at = 0; at < texts.size(); ++at) {
    files::Row row;
    row.number = at + 1;
    for (const auto& text : texts[at])
      row.cells.push_back({text.empty() ? files::CellKind::empty : files::CellKind::text, text});
    rows.push_back(row);
  }
  return rows;
}

std::string field_at(const Definition& definition, const Layout& layout, std::size_t cell) {
  for (const auto& column : layout.columns)
    if (column.cell == cell) return definition.fields[column.field].name;
  return "";
}

const std::vector<std::string> training{"培训日期", "培训主题", "参训人数"};

TEST(ImportColumns, FindsHeadingsBelowTitles) {  // R-IMP-01
  const auto definition = shipped("training");
  const auto rows = rows_of({{"2026年学习培训台账"}, {"填报单位：", "呈贡区"}, training, {"2026-01-05", "礼仪", "20"}});
  const auto layout = find_layout(definition, rows, {});
  ASSERT_TRUE(layout);
  EXPECT_EQ(layout->heading_row, 3u);
  EXPECT_EQ(layout->first_data, 3u);
  EXPECT_EQ(field_at(definition, *layout, 0), "held_on");
  EXPECT_EQ(field_at(definition, *layout, 2), "people");
  EXPECT_TRUE(layout->unused.empty());
}

TEST(ImportColumns, JoinsTwoRowHeadings) {  // R-IMP-01: 日期 merged over two columns, the others merged downwards
  const auto definition = shipped("mailing");
  const auto rows = rows_of({{"结果物", "收件人", "", "", "签收", "寄件"},
                             {"", "姓名", "电话", "地址", "时间", "日期"},
                             {"执照", "张三", "13812341234", "呈贡", "2026-01-06", "2026-01-05"}});
  const auto layout = find_layout(definition, rows, {});
  ASSERT_TRUE(layout) << layout.error().message.en;
  EXPECT_EQ(layout->heading_row, 2u);
  EXPECT_EQ(field_at(definition, *layout, 0), "document");
  EXPECT_EQ(field_at(definition, *layout, 1), "recipient");
  EXPECT_EQ(field_at(definition, *layout, 4), "delivered_on");
  EXPECT_EQ(field_at(definition, *layout, 5), "sent_on");
}

TEST(ImportColumns, EveryHeadingOfEveryShippedRegisterIsKnown) {  // R-IMP-02
  for (const auto* name : {"cases", "copies", "water", "mailing", "supplies", "repairs", "items", "ratings",
                           "complaints", "training", "guides", "brand", "tickets"}) {
    const auto definition = shipped(name);
    for (int way = 0; way < 3; ++way) {
      std::vector<std::string> headings;
      for (const auto& field : definition.fields)
        headings.push_back(way == 0 ? "* " + field.title.zh + "\n（单位）" : way == 1 ? field.title.en : field.name);
      const auto layout =
          find_layout(definition, rows_of({headings, std::vector<std::string>(headings.size(), "x")}), {});
      ASSERT_TRUE(layout) << name << way << layout.error().message.en;
      for (std::size_t at = 0; at < definition.fields.size(); ++at)
        EXPECT_EQ(field_at(definition, *layout, at), definition.fields[at].derived ? "" : definition.fields[at].name)
            << name;
    }
    for (const auto& field : definition.fields)  // an alias leads to one field only
      for (const auto& alias : field.aliases)
        for (const auto& other : definition.fields)
          EXPECT_FALSE(&other != &field &&
                       (other.title.zh == alias || std::ranges::find(other.aliases, alias) != other.aliases.end()))
              << name << " " << alias;
  }
}

TEST(ImportColumns, RefusesWhatWouldBeAGuess) {  // R-IMP-03, R-IMP-04
  const auto definition = shipped("training");
  struct Case {
    std::vector<std::string> headings;
    std::map<std::string, std::string> given;
    RefusalCode code;
    std::string said;  // in the English message
  };
  const Case cases[] = {
      {{"日期", "培训日期", "培训主题", "参训人数"},
       {},
       RefusalCode::conflict,
       "column A \"日期\" and column B \"培训日期\""},
      {{"培训日期", "培训主题"}, {}, RefusalCode::invalid, "People (people)"},
      {{"甲", "乙"}, {}, RefusalCode::invalid, "no row of headings"},
      {training, {{"学时数", "hours"}}, RefusalCode::not_found, "学时数"},
      {training, {{"培训主题", "topic"}}, RefusalCode::not_found, "topic"},
  };
  for (const auto& one : cases) {
    const auto layout = find_layout(definition, rows_of({one.headings, {"x", "x", "x", "x"}}), {one.given, {}});
    ASSERT_FALSE(layout) << one.said;
    EXPECT_EQ(layout.error().code, one.code) << one.said;
    EXPECT_NE(layout.error().message.en.find(one.said), std::string::npos) << layout.error().message.en;
    EXPECT_FALSE(layout.error().message.zh.empty());
  }
}

TEST(ImportColumns, TheCallersWordWins) {  // R-IMP-04
  const auto definition = shipped("training");
  const auto rows = rows_of({{"日期", "培训日期", "培训主题", "人头", "序号"}, {"1", "2", "3", "4", "5"}});
  const auto layout = find_layout(definition, rows, {{{"日期", "-"}, {"人头", "people"}}, {}});
  ASSERT_TRUE(layout) << layout.error().message.en;
  EXPECT_EQ(field_at(definition, *layout, 1), "held_on");
  EXPECT_EQ(field_at(definition, *layout, 3), "people");
  EXPECT_EQ(layout->unused, (std::vector<std::string>{"日期", "序号"}));
  // Remembered, the same words work for the next file; what no longer fits is left out.
  auto remembered = layout->mapping;
  remembered["消失的列"] = "hours";
  const auto next = find_layout(definition, rows, {{}, remembered});
  ASSERT_TRUE(next) << next.error().message.en;
  EXPECT_EQ(next->mapping.at("人头"), "people");
  EXPECT_EQ(field_at(definition, *next, 0), "");
}

TEST(ImportColumns, NamesColumnsWithoutHeading) {  // R-IMP-03
  const auto definition = shipped("training");
  const auto layout = find_layout(definition, rows_of({training, {"1", "2", "3", "x"}}), {});
  ASSERT_TRUE(layout);
  EXPECT_EQ(layout->unused, std::vector<std::string>{"(D)"});
}

TEST(ImportColumns, CodingsAreDeclared) {  // R-IMP-05
  const auto definition = shipped("ratings");
  const auto rows = rows_of({{"评价日期", "评价渠道", "评价等级"}, {"2026-01-05", "4", "5"}});
  const auto layout = find_layout(definition, rows, {{{"level:5", "非常满意"}}, {}});
  ASSERT_TRUE(layout) << layout.error().message.en;
  EXPECT_EQ(layout->codings.at(definition.index("level")).at("5"), "非常满意");
  EXPECT_EQ(layout->mapping.at("level:5"), "非常满意");
  const auto wrong = find_layout(definition, rows, {{{"level:5", "很好"}}, {}});
  ASSERT_FALSE(wrong);
  EXPECT_NE(wrong.error().message.zh.find("很好"), std::string::npos);
}

}  // namespace
}  // namespace hallbook::registers
