#include "base/rng.h"
#include "registers/kinds.h"
#include "registers/transfer_fixture.h"

namespace hallbook::registers {
namespace {

using ExportTest = TransferTest;

/// A value of the field that its rules take; empty now and then where that is allowed.
FieldValue any_value(Rng& rng, const Field& field, int row) {
  if (!field.required && rng.below(4) == 0) return {};
  switch (field.type) {
    case FieldType::choice: return field.choices[rng.below(field.choices.size())].value;
    case FieldType::date: return iso(plus_days(make_date(2026, 1, 1), row));
    case FieldType::integer:
    case FieldType::quantity:
    case FieldType::money: return static_cast<std::int64_t>(rng.below(20) + 1);
    case FieldType::time: return static_cast<std::int64_t>(rng.below(86'400));
    default: {
      static const char* texts[] = {"张三", "a,b",     "引\"号\"", "=A1+1",  "-5",  "+86", "@x",
                                    "0012", "'quoted", "甲　乙",   "两\n行", "1E5", "1.50"};
      return std::string{texts[rng.below(std::size(texts))]} + "#" + std::to_string(row);
    }
  }
}

/// Series kinds follow their rules; the others take anything.
void fit_kind(const Definition& definition, int row, Values& values) {
  const auto set = [&](const std::string& field, FieldValue value) {
    if (!field.empty()) values[definition.index(field)] = std::move(value);
  };
  const KindRules& rules = definition.rules;
  for (const auto& key : rules.key)
    if (is_series_kind(definition.kind) && definition.field(key)->type == FieldType::text)
      set(key, "K" + std::to_string(row % 3));
  if (definition.kind == Kind::meter) {
    set(rules.counter, std::int64_t{1000 + row * 10});
    set(rules.reset, std::string{"正常"});
    set(rules.start, {});
  } else if (definition.kind == Kind::stock) {
    set(rules.action, rules.actions.at(row < 3 ? "receive" : row % 4 ? "issue" : "return"));
    set(rules.amount, std::int64_t{row < 3 ? 1'000'000 : 100 + row});
  } else if (definition.kind == Kind::voucher) {
    set(rules.action, rules.actions.at(row < 3 ? "in" : "out"));
    set(rules.from_no, std::int64_t{row < 3 ? 1 : row * 10});
    set(rules.to_no, std::int64_t{row < 3 ? 1000 : row * 10 + row % 10});
  } else if (definition.kind == Kind::catalogue) {
    set("code", "C" + std::to_string(row));
    set(rules.valid_to, {});
  }
  for (const Check& check :
       definition.checks)  // the later day is never before the earlier one: all days of a row are one
    if (definition.field(check.left)->type == FieldType::date)
      set(check.left, values[definition.index(definition.date_field)]);
}

class RoundTrip : public TransferTest, public testing::WithParamInterface<std::string_view> {};

TEST_P(RoundTrip, AnExportGivesTheSameRowsAgain) {  // R-IMP-20
  const auto definition = adopt(GetParam());
  Rng rng{7};
  for (int row = 0; row < 30; ++row) {
    Values values(definition.fields.size());
    for (std::size_t at = 0; at < values.size(); ++at)
      if (!definition.fields[at].derived) values[at] = any_value(rng, definition.fields[at], row);
    fit_kind(definition, row, values);
    const auto made = data->write([&](journal::Books& books) { return record(books, acting(), definition, values); });
    ASSERT_TRUE(made) << row << " " << made.error().message.en;
  }
  const auto before = entries(*data, definition);
  ASSERT_EQ(before.size(), 30u);
  int number = 0;
  for (const char* name : {"a.csv", "a.xlsx"}) {
    for (const Lang lang : {Lang::zh, Lang::en}) {
      const auto path = root / "files" / (std::to_string(++number) + name);
      const auto written = export_register(*data, unit, definition, path, {{}, lang, true, {}});
      ASSERT_TRUE(written) << written.error().message.en;
      EXPECT_EQ(*written, 30u);
      auto other = open_new("other" + std::to_string(number));
      ASSERT_EQ(new_unit(*other), unit);
      adopt_in(*other, GetParam());
      const auto back = import_file(*other, acting_for(*other), definition, path, {});
      ASSERT_TRUE(back) << back.error().message.en;
      ASSERT_EQ(back->stored, 30u) << path
                                   << (back->problems.empty()
                                           ? ""
                                           : back->problems[0].column + " " + back->problems[0].refusal.message.en);
      EXPECT_EQ(entries(*other, definition), before) << path;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Shipped, RoundTrip, testing::ValuesIn(shipped_names));

TEST_F(ExportTest, MasksUnlessRevealed) {  // R-IMP-21
  const auto definition = adopt("mailing");
  const auto source =
      file("m.csv", "寄出日期,结果物,收件人,联系电话,收件地址\n2026-01-05,执照,张三,13812341234,呈祥街515号惠景园\n");
  ASSERT_TRUE(import_file(*data, acting(), definition, source, {}));
  const auto masked_file = root / "files" / "masked.csv", clear_file = root / "files" / "clear.csv";
  ASSERT_TRUE(export_register(*data, unit, definition, masked_file, {}));
  ASSERT_TRUE(export_register(*data, unit, definition, clear_file, {{}, Lang::zh, true, {}}));
  EXPECT_EQ(read_all(masked_file).find("13812341234"), std::string::npos);
  EXPECT_NE(read_all(masked_file).find("138****1234"), std::string::npos);
  EXPECT_NE(read_all(clear_file).find("13812341234"), std::string::npos);
  // A masked export is no source for another unit.
  auto other = open_new("other");
  new_unit(*other);
  adopt_in(*other, "mailing");
  const auto back = import_file(*other, acting_for(*other), definition, masked_file, {});
  ASSERT_TRUE(back) << back.error().message.en;
  EXPECT_EQ(back->stored, 0u);
  EXPECT_EQ(back->problems.size(), 3u);
}

TEST_F(ExportTest, NoClearPersonalValueLiesInTheDataDirectory) {  // trust Q24
  const auto definition = adopt("mailing");
  const auto source = file(
      "m.csv", "寄出日期,结果物,收件人,联系电话,收件地址\n2026-01-05,执照,欧阳测试人,13898765432,呈祥街标记七七七号\n");
  ASSERT_TRUE(import_file(*data, acting(), definition, source, {}));
  data.reset();
  for (const auto& one : std::filesystem::recursive_directory_iterator{root / "data"}) {
    if (!one.is_regular_file()) continue;
    const std::string bytes = read_all(one.path());
    for (const auto* clear : {"13898765432", "欧阳测试人", "标记七七七"})
      EXPECT_EQ(bytes.find(clear), std::string::npos) << one.path();
  }
}

TEST_F(ExportTest, AllVersionsCarryTheirState) {  // R-IMP-22
  const auto definition = adopt("training");
  ASSERT_TRUE(
      import_file(*data, acting(), definition, file("a.csv", "培训日期,培训主题,参训人数\n2026-01-05,礼仪,20\n"), {}));
  ASSERT_TRUE(
      data->write([&](journal::Books& books) { return void_entry(books, acting(), definition, EntryId{1}, "重复"); }));
  ExportOptions options;
  options.list.all_versions = true;
  const auto path = root / "files" / "v.csv";
  ASSERT_TRUE(export_register(*data, unit, definition, path, options));
  const auto text = read_all(path);
  EXPECT_NE(text.find("登记状态"), std::string::npos);
  EXPECT_NE(text.find("已作废"), std::string::npos);
  EXPECT_NE(text.find("重复"), std::string::npos);
  EXPECT_FALSE(export_register(*data, unit, definition, root / "files" / "v.pdf", options));
}

}  // namespace
}  // namespace hallbook::registers
