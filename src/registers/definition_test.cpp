// Definitions that are refused, and why; R-REG-01 to R-REG-09.
#include "registers/definition.h"

#include "tests/registers/hall.h"

namespace hallbook::registers {
namespace {

constexpr std::string_view head =
    "name = \"walks\"\ntitle = { zh = \"走\", en = \"Walks\" }\nkind = \"count\"\ndate = \"on_day\"\n";
constexpr std::string_view day_field =
    "[[field]]\nname = \"on_day\"\ntitle = { zh = \"日\", en = \"Day\" }\ntype = \"date\"\nrequired = true\n";

std::string with_field(std::string_view name, std::string_view rest) {
  return std::string{head} + std::string{day_field} + "[[field]]\nname = \"" + std::string{name} +
         "\"\ntitle = { zh = \"字\", en = \"F\" }\n" + std::string{rest};
}

TEST(Definition, ReadsWhatTheFileSays) {
  const auto mailing = parse_definition(tests::case_toml);
  ASSERT_TRUE(mailing) << mailing.error().message.en;
  EXPECT_EQ(mailing->kind, Kind::case_file);
  EXPECT_EQ(mailing->fields.size(), 8U);
  EXPECT_TRUE(mailing->has_personal());
  EXPECT_EQ(mailing->field("phone")->personal->mask, Mask::phone);
  EXPECT_EQ(mailing->field("fee")->scale, 2);
  EXPECT_EQ(mailing->measures().at(0)->name, "fee");
  EXPECT_EQ(mailing->dimensions().at(0)->name, "zone");
  EXPECT_EQ(mailing->checks.at(0).op, ">=");
  EXPECT_TRUE(mailing->checks.at(0).right_is_field);
  EXPECT_EQ(mailing->filters.at(0).conditions.at(0), (Condition{"zone", false, {"A区", "B区"}}));
  EXPECT_EQ(mailing->rules.path.at(0), (std::pair<std::string, std::string>{"待揽收", "已揽收"}));
  EXPECT_EQ(parse_definition(tests::stock_toml)->rules.actions.at("count"), "盘点");
}

struct BadCase {
  const char* name;
  std::string toml;
  std::string said;  // part of the English message
};
class BadDefinition : public testing::TestWithParam<BadCase> {};

TEST_P(BadDefinition, IsRefused) {
  const auto read = parse_definition(GetParam().toml);
  ASSERT_FALSE(read);
  EXPECT_NE(read.error().message.en.find(GetParam().said), std::string::npos) << read.error().message.en;
  EXPECT_FALSE(read.error().message.zh.empty());
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Table, BadDefinition, testing::Values(
    BadCase{"nothing", "", "is missing"},
    BadCase{"not_toml", "name = ", "line 1"},
    BadCase{"not_utf8", "name = \"\xff\"", "UTF-8"},
    BadCase{"too_large", std::string(300'000, '#'), "256 KB"},
    BadCase{"too_deep", "name = " + std::string(500, '['), "TOML"},
    BadCase{"header_of_no_key", "[[*field]]\n", "TOML"},
    BadCase{"sign_beyond_the_tables", "name = \xEF\xB8\xB0\n", "TOML"},
    BadCase{"unknown_key", std::string{head} + "colour = 1\n" + std::string{day_field}, "unknown key \"colour\""},
    BadCase{"bad_name", "name = \"Walks\"\n" + std::string{head.substr(15)} + std::string{day_field}, "register name"},
    BadCase{"taken_name", "name = \"key\"\n" + std::string{head.substr(15)} + std::string{day_field}, "register name"},
    BadCase{"bad_kind", "name = \"a\"\ntitle = { zh = \"a\", en = \"a\" }\nkind = \"cases\"\n", "one of count case"},
    BadCase{"no_fields", std::string{head}, "1 to 80"},
    BadCase{"no_date_field", std::string{head} + "[[field]]\nname = \"a\"\ntitle = { zh = \"a\", en = \"a\" }\ntype = \"text\"\n", "required field of type date"},
    BadCase{"title_in_one_language", std::string{head} + "[[field]]\nname = \"on_day\"\ntitle = { zh = \"日\" }\ntype = \"date\"\n", "\"en\" is missing"},
    BadCase{"field_twice", std::string{head} + std::string{day_field} + std::string{day_field}, "stands twice"},
    BadCase{"reserved_field", with_field("version", "type = \"text\""), "used by the table"},
    BadCase{"reserved_sum", with_field("sum_x", "type = \"text\""), "used by the table"},
    BadCase{"scale_of_text", with_field("a", "type = \"text\"\nscale = 2"), "scale is for"},
    BadCase{"choice_without_choices", with_field("a", "type = \"choice\""), "needs choices"},
    BadCase{"spelling_of_two_choices", with_field("a", "type = \"choice\"\nchoices = [\"x\", { value = \"y\", aliases = [\"x\"] }]"), "names two choices"},
    BadCase{"choice_twice", with_field("a", "type = \"choice\"\nchoices = [\"x\", \"x\"]"), "stands twice"},
    BadCase{"sum_of_text", with_field("a", "type = \"text\"\nsum = true"), "sum is for"},
    BadCase{"long_dimension", with_field("a", "type = \"text\"\ndimension = true"), "dimension is for"},
    BadCase{"personal_dimension", with_field("a", "type = \"text\"\nmax_chars = 40\ndimension = true\npersonal = { mask = \"name\" }"), "sealed"},
    BadCase{"unknown_mask", with_field("a", "type = \"text\"\npersonal = { mask = \"nose\" }"), "name phone"},
    BadCase{"min_above_max", with_field("a", "type = \"integer\"\nmin = 5\nmax = 4"), "larger than max"},
    BadCase{"default_that_does_not_fit", with_field("a", "type = \"integer\"\ndefault = \"x\""), "default"},
    BadCase{"derived_without_rule", with_field("a", "type = \"integer\"\nderived = true"), "no rule computes"},
    BadCase{"check_of_unknown_field", with_field("a", "type = \"integer\"\n[[check]]\nrule = \"b > 1\"\nmessage = { zh = \"x\", en = \"x\" }"), "must start with a field"},
    BadCase{"check_of_other_type", with_field("a", "type = \"integer\"\n[[check]]\nrule = \"a > on_day\"\nmessage = { zh = \"x\", en = \"x\" }"), "different types"},
    BadCase{"check_without_operator", with_field("a", "type = \"integer\"\n[[check]]\nrule = \"a\"\nmessage = { zh = \"x\", en = \"x\" }"), "must read"},
    BadCase{"filter_over_no_dimension", with_field("a", "type = \"text\"\n[[filter]]\nname = \"f\"\ntitle = { zh = \"x\", en = \"x\" }\nwhere = ['a = \"1\"']"), "no dimension"},
    BadCase{"meter_without_table", "name = \"a\"\ntitle = { zh = \"a\", en = \"a\" }\nkind = \"meter\"\ndate = \"d\"\n", "\"meter\" is missing"}),
  [](const auto& one) { return std::string{one.param.name}; });


struct ValueCase {
  const char* type;
  const char* text;
  const char* printed;  // "!" = refused
};

TEST(Values, AreReadAsPeopleWriteThem) {
  const ValueCase cases[] = {
      {"type = \"integer\"", "1,200", "1200"}, {"type = \"integer\"", "1.5", "!"}, {"type = \"integer\"", "1000000000000000", "!"},
      {"type = \"quantity\"\nscale = 1", "12.50", "12.5"}, {"type = \"quantity\"\nscale = 1", "12.55", "!"},
      {"type = \"money\"", "￥12", "12.00"}, {"type = \"money\"", "1.234", "!"},
      {"type = \"date\"", "2026年3月9日", "2026-03-09"}, {"type = \"date\"", "2026-02-29", "!"},
      {"type = \"time\"", "9:05", "09:05"}, {"type = \"time\"", "25:00", "!"},
      {"type = \"ratio\"", "95.5%", "0.9550"}, {"type = \"ratio\"", "0.955", "0.9550"}, {"type = \"ratio\"", "多", "!"},
      {"type = \"choice\"\nchoices = [{ value = \"1\", title = { zh = \"电脑\", en = \"PC\" }, aliases = [\"电脑端\"] }]", " 电脑端 ", "1"},
      {"type = \"choice\"\nchoices = [\"A区\"]", "Ａ区", "A区"}, {"type = \"choice\"\nchoices = [\"A区\"]", "G区", "!"},
      {"type = \"text\"\nmax_chars = 3", "四个汉字", "!"}, {"type = \"text\"", "a\xE2\x80\xAE" "b", "!"}, {"type = \"file\"", "abc", "!"},
  };
  for (const auto& one : cases) {
    const auto definition = parse_definition(with_field("a", one.type));
    ASSERT_TRUE(definition) << one.type << definition.error().message.en;
    const Field& field = definition->fields[1];
    const auto value = parse_value(field, one.text);
    EXPECT_EQ(value ? print_value(field, *value) : "!", one.printed) << one.type << " " << one.text;
    if (value) {
      EXPECT_EQ(parse_value(field, print_value(field, *value)), *value);
    }
  }
}

// R-REG-17: no number lies beyond ±10^14 stored units, at the edge.
TEST(Values, StayWithinBounds) {
  Field field;
  field.name = "n";
  field.type = FieldType::integer;
  const auto edge = parse_value(field, "100000000000000");
  ASSERT_TRUE(edge);
  EXPECT_EQ(std::get<std::int64_t>(*edge), max_units);
  EXPECT_FALSE(parse_value(field, "100000000000001"));
}

TEST(RowsFile, LinesComeBackAsTheyWere) {  // R-REG-40
  const auto mailing = parse_definition(tests::case_toml);
  const RowsHeader header = rows_header(*mailing, EntryId{7});
  const auto read = RowsHeader::parse(header.line());
  ASSERT_TRUE(read);
  EXPECT_EQ(read->columns, header.columns);
  const RowsCodec codec{*mailing, *read};
  Values values(mailing->fields.size());
  values[mailing->index("waybill")] = std::string{"a\tb\\c\nd\re"};
  values[mailing->index("fee")] = std::int64_t{-1250};
  values[mailing->index("phone")] = std::string{"\0\x01sealed", 8};
  std::string line;
  codec.append_line(line, values);
  EXPECT_EQ(line, "\\N\ta\\tb\\\\c\\nd\\re\t\\N\tAAFzZWFsZWQ=\t-1250\t\\N\t\\N\t\\N");
  Values again;
  ASSERT_TRUE(codec.parse_line(line, again));
  EXPECT_EQ(again, values);
  for (const auto* bad : {"", "\\N", "\\N\t\\x\t\\N\t\\N\t1\t\\N\t\\N\t\\N", "\\N\t\\N\t\\N\t\\N\tx\t\\N\t\\N\t\\N", "\\N\t\\N\t\\N\t*\t1\t\\N\t\\N\t\\N",
                          "\\N\t\\N\t\\N\t\\N\t1\t\\N\t\\N\t\\N\t\\N"})
    EXPECT_FALSE(codec.parse_line(bad, again)) << bad;
}
// clang-format on

}  // namespace
}  // namespace hallbook::registers
