// Lists from columns in memory against the same lists by SQL, over random entries, changes and questions: R-API-10 to
// R-API-13, docs/decisions/0030.
#include "registers/list_columns.h"

#include <fmt/format.h>

#include <limits>

#include "base/rng.h"
#include "registers/columns_store.h"
#include "registers/listing.h"
#include "registers/source_rows.h"
#include "registers/transfer_fixture.h"

namespace hallbook::registers {
namespace {

constexpr int imported_rows = 9'300;  // three pages of columns

class ListColumns : public TransferTest {
 protected:
  std::string pick(std::initializer_list<std::string_view> of) {
    return std::string{*(of.begin() + rng.below(of.size()))};
  }
  std::string any_window() { return pick({"A01", "A02", "a2", "B10", "B9", "窗口三", "", "_"}); }
  std::string any_item() {
    return pick({"营业执照办理", "Business Licence", "business licence (renewal)", "变更 100%", "养老保险_续", ""});
  }
  std::string any_day() { return iso(plus_days(make_date(2026, 1, 1), static_cast<int>(rng.below(300)))); }

  std::int64_t import(const Definition& cases, const std::string& name, int rows) {
    std::string text = "办件编号,数据来源,事项名称,受理部门,窗口,区域,申请渠道,办结日期,承诺时限,办件量\n";
    for (int i = 0; i < rows; ++i)
      text += fmt::format("{}-{:05},{},{},{},{},{},{},{},{},{}\n", name, rng.chance(1, 50) ? i : 99'999 - i,
                          pick({"政务平台", "大厅"}), any_item(), pick({"市场监督管理局", "Public Security", ""}),
                          any_window(), pick({"A区", "B区", ""}), pick({"窗口", "网上", ""}), any_day(),
                          pick({"", "0", "1", "5", "20", "365"}), pick({"1", "1", "2", "0", "700"}));
    const auto done = import_file(*data, acting(), cases, file(name + ".csv", text), {});
    EXPECT_TRUE(done && done->seq > 0) << (done ? "" : done.error().message.en);
    return done ? done->seq : 0;
  }

  /// An entry is corrected, made void or recorded; refusals (a void one is corrected) change nothing and are fine.
  void change_something(const Definition& cases) {
    Values values(cases.fields.size(), keep());
    values[cases.index("window")] = any_window();
    values[cases.index("handled")] = static_cast<std::int64_t>(rng.below(9));
    if (is_empty(values[cases.index("window")]) || std::get<std::string>(values[cases.index("window")]).empty())
      values[cases.index("window")] = std::monostate{};
    const EntryId entry{rng.between(1, imported_rows)};
    (void)data->write([&](journal::Books& books) -> Result<> {
      switch (rng.below(3)) {
        case 0: return void_entry(books, acting(), cases, entry, "重复");
        case 1:
          if (auto made = correct(books, acting(), cases, entry, values, "写错"); !made)
            return std::unexpected{made.error()};
          return {};
        default:
          for (auto& value : values)
            if (value == keep()) value = std::monostate{};
          values[cases.index("finished_on")] = any_day();
          fill_defaults(cases, values);
          if (auto made = record(books, acting(), cases, values); !made) return std::unexpected{made.error()};
          return {};
      }
    });
  }

  ListingText any_question(const Definition& cases) {
    ListingText asked;
    const auto& sort = cases.fields[rng.below(cases.fields.size())].name;
    if (rng.chance(4, 5)) asked["sort"] = (rng.chance(1, 2) ? "-" : "") + sort;
    if (rng.chance(1, 4)) asked["from"] = any_day();
    if (rng.chance(1, 4)) asked["to"] = any_day();
    if (rng.chance(1, 4)) asked["f.window"] = any_window() + "," + any_window();
    if (rng.chance(1, 4)) asked["f.zone"] = pick({"A区", "", "B区,"});
    if (rng.chance(1, 4)) asked["f.promised_days"] = pick({"1..20", "..5", "6..", "0", ",5"});
    if (rng.chance(1, 6)) asked["f.applied_on"] = pick({"..2026-06-30", "2026-01-01..", ""});
    if (rng.chance(1, 4)) asked["q"] = pick({"营业", "LICENCE", "%", "_", "a 02", "77", "大厅", "窗", "护照", "4100"});
    return asked;
  }

  static std::string text_of(const list_store::Total& total) {
    return fmt::format("{} rows, sums {}", total.rows, fmt::join(total.sums, " "));
  }

  Rng rng{20261130};
};

TEST_F(ListColumns, GiveTheSamePagesAsSql) {
  const auto cases = adopt("cases");
  import(cases, "one", imported_rows);
  for (int i = 0; i < 150; ++i) change_something(cases);
  auto tx = data->read();
  const auto columns = columns_store::load(tx, unit, cases, nullptr);
  ASSERT_EQ(columns->pages.size(), 3U);
  std::size_t rows = 0, empty = 0;
  for (int i = 0; i < 90; ++i) {
    const auto asked = any_question(cases);
    auto query = read_listing(cases, asked);
    ASSERT_TRUE(query) << query.error().message.en;
    ASSERT_TRUE(list_columns::can_answer(cases, *query));
    query->limit = 1 + rng.below(60);
    std::string told;
    for (const auto& [name, value] : asked) told += name + "=" + value + " ";
    for (int number = 0; number < 3; ++number) {  // three pages, each behind the last one
      std::vector<std::pair<std::int64_t, int>> by_sql, by_columns;
      std::optional<list_store::Listed> last;
      list_store::each_by_sql(tx, unit, cases, *query, [&](list_store::Listed& entry) {
        by_sql.emplace_back(entry.id.value, entry.version);
        last = entry;
      });
      for (const auto& hit : list_columns::page(*columns, cases, *query))
        by_columns.emplace_back(hit.id.value, hit.version);
      ASSERT_EQ(by_columns, by_sql) << told << "page " << number;
      rows += by_sql.size();
      if (!last) break;
      ListingText next = asked;
      next["after"] = place_behind(cases, *query, *last);
      const auto limit = query->limit;
      query = read_listing(cases, next);
      ASSERT_TRUE(query) << query.error().message.en;
      query->limit = limit;
    }
    const auto total = list_store::total_by_sql(tx, unit, cases, *query);
    EXPECT_EQ(text_of(list_columns::total(*columns, cases, *query)), text_of(total)) << told;
    empty += total.rows == 0;
    for (const std::string_view by : {"day", "month", "zone", "source"}) {
      const auto left = list_store::parts_by_sql(tx, unit, cases, *query, by);
      const auto right = list_columns::parts(*columns, cases, *query, by);
      ASSERT_EQ(left.size(), right.size()) << told << by;
      for (std::size_t part = 0; part < left.size(); ++part)
        EXPECT_EQ(right[part].key + text_of(right[part].total), left[part].key + text_of(left[part].total)) << told;
    }
  }
  EXPECT_GT(rows, 2'000U);  // the questions are no empty ones
  EXPECT_LT(empty, 45U);
}

TEST_F(ListColumns, AreReadAnewWhereARowWasWritten) {
  const auto cases = adopt("cases");
  import(cases, "one", imported_rows);
  std::shared_ptr<const Columns> before;
  std::int64_t imported = 0;
  for (int round = 0; round < 30; ++round) {
    if (round == 10) imported = import(cases, "two", 4'500);
    if (round == 20) {
      ASSERT_TRUE(data->write([&](auto& books) { return withdraw_import(books, acting(), cases, imported, "导错"); }));
    }
    change_something(cases);
    auto tx = data->read();
    const auto now = columns_store::load(tx, unit, cases, before.get());
    const auto anew = columns_store::load(tx, unit, cases, nullptr);
    auto query = read_listing(cases, {{"sort", "window"}});
    query->limit = 20'000;
    std::vector<std::pair<std::int64_t, int>> kept, fresh;
    for (const auto& hit : list_columns::page(*now, cases, *query)) kept.emplace_back(hit.id.value, hit.version);
    for (const auto& hit : list_columns::page(*anew, cases, *query)) fresh.emplace_back(hit.id.value, hit.version);
    ASSERT_EQ(kept, fresh) << round;
    ASSERT_EQ(text_of(list_columns::total(*now, cases, *query)), text_of(list_columns::total(*anew, cases, *query)));
    std::size_t same = 0;
    for (std::size_t i = 0; before && i < before->pages.size(); ++i) same += before->pages[i] == now->pages[i];
    if (round != 0 && round != 10 && round != 20) {
      EXPECT_GE(same, 2U) << "pages that nobody wrote are taken over";
    }
    before = now;
  }
}

TEST_F(ListColumns, AReaderSeesItsOwnSnapshotWhateverOthersKept) {
  const auto cases = adopt("cases");
  import(cases, "one", imported_rows);
  const auto first_page = [&](db::ReadTx& tx) {
    auto query = read_listing(cases, {{"sort", "-handled"}, {"f.window", "A01"}});
    query->limit = 10;
    std::vector<std::int64_t> ids;
    list_store::each(tx, unit, cases, *query, [&](list_store::Listed& entry) { ids.push_back(entry.id.value); });
    return std::pair{ids, list_store::total(tx, unit, cases, *query).rows};
  };
  auto old = data->read();
  const auto then = first_page(old);
  ASSERT_EQ(then.first.size(), 10U);
  ASSERT_TRUE(data->write(
      [&](auto& books) { return void_entry(books, acting(), cases, EntryId{then.first.front()}, "重复"); }));
  auto now = data->read();
  const auto after = first_page(now);
  EXPECT_NE(after.first.front(), then.first.front());
  EXPECT_EQ(after.second, then.second - 1);
  EXPECT_EQ(first_page(old), then) << "the older reader still sees what it saw";
  EXPECT_EQ(first_page(now), after);
}

TEST(SortableValues, SortAsTheyAre) {
  const std::int64_t numbers[] = {std::numeric_limits<std::int64_t>::min(), -300, -1, 0, 1, 255, 256,
                                  std::numeric_limits<std::int64_t>::max()};
  std::string before;
  for (const auto number : numbers) {
    const auto now = sortable(FieldValue{number});
    EXPECT_LT(before, now) << number;
    EXPECT_EQ(number_of(now), number);
    before = now;
  }
  EXPECT_EQ(sortable(FieldValue{}), "");
}

}  // namespace
}  // namespace hallbook::registers
