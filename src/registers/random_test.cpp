// Random sequences of verbs against a naive recomputation; verify, replay and as-of agree; 64 clerks at one stock.
#include <thread>

#include "base/rng.h"
#include "identity/adoption.h"
#include "journal/verify.h"
#include "tests/registers/hall.h"

namespace hallbook::registers {
namespace {

using tests::Hall;

class Random : public Hall {
 protected:
  std::string day(Rng& rng) { return iso(plus_days(make_date(2026, 1, 1), static_cast<int>(rng.below(120)))); }
  tests::Cells cells(Rng& rng, const Definition& definition);
  std::vector<std::string> kept_;  // backing of the cells
  std::string_view keep_text(std::string text) { return kept_.emplace_back(std::move(text)); }

  /// Sum of a measure (or count) over entries listed one by one.
  std::int64_t naive(const Definition& definition, const std::string& measure, std::int64_t at_seq) {
    std::int64_t total = 0;
    auto tx = data_->read();
    ListOptions options;
    options.at_seq = at_seq;
    each_entry(tx, acting_.unit, definition, options, [&](const EntryVersion& entry) {
      if (measure.empty()) return void(++total);
      const auto* number = std::get_if<std::int64_t>(&entry.values[definition.index(measure)]);
      total += number ? *number : 0;
    });
    return total;
  }
};

tests::Cells Random::cells(Rng& rng, const Definition& definition) {
  const auto pick = [&](std::initializer_list<std::string_view> of) { return *(of.begin() + rng.below(of.size())); };
  const auto number = [&](std::uint64_t below) { return keep_text(std::to_string(rng.below(below))); };
  const std::string_view on = keep_text(day(rng));
  switch (definition.kind) {
    case Kind::meter:
      return {{"read_on", on},
              {"device", pick({"D1", "D2"})},
              {"zone", pick({"B区", "F区", ""})},
              {"reading", number(500)},
              {"event", pick({"抄表", "清零"})}};
    case Kind::stock:
      return {{"on_day", on},
              {"item", pick({"笔", "纸"})},
              {"spec", pick({"", "A4"})},
              {"action", pick({"入库", "领用", "退回", "调整", "盘点"})},
              {"amount", number(9)}};
    case Kind::voucher: {
      const auto from = rng.below(40);
      return {{"on_day", on},
              {"book", pick({"A", "B"})},
              {"action", pick({"入库", "领用", "核销", "作废"})},
              {"from_no", keep_text(std::to_string(from))},
              {"to_no", keep_text(std::to_string(from + rng.below(6)))}};
    }
    case Kind::catalogue:
      return {
          {"code", pick({"x", "y"})}, {"valid_from", on}, {"valid_to", rng.chance(1, 2) ? keep_text(day(rng)) : ""}};
    case Kind::case_file:
    case Kind::count: break;
  }
  return {{"sent_on", on},
          {"waybill", number(30)},
          {"fee", number(100)},
          {"zone", pick({"A区", "B区", "C区", ""})},
          {"recipient", pick({"张三", ""})}};
}

TEST_F(Random, VerbsKeepRollupsSeriesAndReplayEqual) {
  Rng rng{20261124};
  std::vector<Definition> definitions;
  for (const auto toml : tests::all_toml) definitions.push_back(adopt(toml));
  std::vector<std::pair<std::int64_t, std::vector<std::int64_t>>> past;  // seq → totals then
  const auto measure = [](const Definition& definition) {
    return definition.measures().empty() ? std::string{} : definition.measures().front()->name;
  };
  std::size_t done = 0, refused = 0;
  for (int step = 0; step < 500; ++step) {
    const Definition& definition = definitions[rng.below(definitions.size())];
    kept_.clear();
    kept_.reserve(16);
    const auto one = cells(rng, definition);
    const std::int64_t entry = rng.between(1, 30);
    bool fine = false;
    switch (rng.below(5)) {
      case 0: fine = correct(definition, entry, one).has_value(); break;
      case 1: fine = void_entry(definition, entry).has_value(); break;
      default: fine = record(definition, one).has_value();
    }
    ++(fine ? done : refused);
    if (step % 100 != 99) continue;
    past.emplace_back(seq(), std::vector<std::int64_t>{});
    for (const auto& each : definitions) {
      EXPECT_EQ(count(each), naive(each, "", 0));
      EXPECT_EQ(sum(each, measure(each)), measure(each).empty() ? 0 : naive(each, measure(each), 0)) << each.name;
      past.back().second.push_back(sum(each, measure(each)));
    }
  }
  EXPECT_GT(done, 100U);
  EXPECT_GT(refused, 50U);
  for (const auto& [at, totals] : past)  // R-REG-18: as it stood
    for (std::size_t i = 0; i < definitions.size(); ++i)
      EXPECT_EQ(sum(definitions[i], measure(definitions[i]), {}, at), totals[i]);
  EXPECT_TRUE(verify().sound()) << tests::text_of(verify());

  auto empty = db::Database::open({folder_ / "replayed.db", true}, journal::migrations());
  ASSERT_TRUE(empty);
  auto kinds = event_kinds();
  kinds.push_back(journal::event_kind<identity::UnitFounded>({"建立单位", "unit founded"}));
  journal::Report report;
  auto truth = data_->read();
  journal::replay(truth, **empty, data_->evidence(), kinds, {}, report);
  auto found = (*empty)->read();
  const std::vector<std::string> except{"entry_key"};
  journal::compare_tables(truth, found, {}, except, report);
  EXPECT_TRUE(report.sound()) << tests::text_of(report);
}

TEST_F(Random, SixtyFourClerksNeverIssueMoreThanThereIs) {  // R-REG-27
  const auto supplies = adopt(tests::stock_toml);
  ASSERT_TRUE(record(supplies, {{"on_day", "2026-01-01"}, {"item", "笔"}, {"action", "入库"}, {"amount", "40"}}));
  std::atomic<int> issued = 0;
  {
    std::vector<std::jthread> clerks;
    for (int i = 0; i < 64; ++i)
      clerks.emplace_back([&] {
        if (record(supplies, {{"on_day", "2026-01-02"}, {"item", "笔"}, {"action", "领用"}, {"amount", "1"}})) ++issued;
      });
  }
  EXPECT_EQ(issued, 40);
  EXPECT_EQ(sum(supplies, "change"), 0);
  EXPECT_TRUE(verify().sound());
}

TEST_F(Random, BackdatedEntriesRecomputeTheSeries) {  // R-REG-16: months, and days around them
  const auto copies = adopt(tests::meter_toml);
  ASSERT_TRUE(record(copies, {{"read_on", "2026-01-01"}, {"device", "D1"}, {"zone", "B区"}, {"reading", "100"}}));
  ASSERT_TRUE(record(copies, {{"read_on", "2026-03-01"}, {"device", "D1"}, {"zone", "F区"}, {"reading", "300"}}));
  const std::int64_t before = seq();
  ASSERT_TRUE(record(copies, {{"read_on", "2026-02-01"}, {"device", "D1"}, {"zone", "B区"}, {"reading", "250"}}));
  EXPECT_EQ(sum(copies, "sheets", {{"zone", false, {"B区"}}}), 150);
  EXPECT_EQ(sum(copies, "sheets", {{"zone", false, {"F区"}}}), 50);
  EXPECT_EQ(sum(copies, "sheets", {{"zone", false, {"F区"}}}, before), 200);
  EXPECT_FALSE(record(copies, {{"read_on", "2026-02-15"}, {"device", "D1"}, {"reading", "301"}}));
  auto tx = data_->read();
  const auto months = totals(tx, acting_.unit, {&copies, "sheets", {}, 0}, year_of(2026), PeriodKind::month);
  ASSERT_EQ(months.size(), 12U);
  EXPECT_EQ(months[1].sum, 150);
  EXPECT_EQ(months[2].sum, 50);
  std::int64_t listed = 0;
  each_source_row(tx, acting_.unit, {&copies, "sheets", {}, before}, year_of(2026),
                  [&](const SourceRow& row) { listed += row.amount; });
  EXPECT_EQ(listed, 200);
  const auto part =
      totals(tx, acting_.unit, {&copies, "sheets", {}, 0}, {make_date(2026, 1, 15), make_date(2026, 3, 1)});
  EXPECT_EQ(part.at(0).sum, 200);
  EXPECT_EQ(span_of_entries(tx, acting_.unit, copies), (Period{make_date(2026, 1, 1), make_date(2026, 3, 1)}));
}

}  // namespace
}  // namespace hallbook::registers
