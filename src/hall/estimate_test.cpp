// Estimation against halls whose truth is known (G13), and against hand-made records.
#include <gtest/gtest.h>

#include "hall/estimate_steps.h"
#include "hall/own_days.h"
#include "hall/ticket_reading.h"
#include "queueing/evaluate.h"
#include "tests/files/temp_folder.h"
#include "tests/hall/synthetic.h"

namespace hallbook::hall {
namespace {

Records records_of(const std::vector<synthetic::Row>& rows, std::string_view headings = synthetic::headings) {
  const tests::TempFolder folder;
  const auto file = folder.path() / "tickets.csv";
  synthetic::write_csv(file.string(), rows, headings);
  auto raw = read_ticket_file(file, {});
  if (!raw) throw std::runtime_error{raw.error().message.en};
  auto records = repair(std::move(*raw), {}, make_date(2028, 1, 1));
  if (!records) throw std::runtime_error{records.error().message.en};
  return std::move(*records);
}

/// Windows and what they serve as the simulated hall has them, without inferring staffing.
Presence windows_of(const Records& records, const synthetic::Hall& hall) {
  Presence presence;
  presence.hours = records.hours;
  for (std::size_t window = 0; window < hall.windows.size(); ++window) {
    WindowPresence one;
    one.window = records.windows.find(std::to_string(window + 1));
    for (const int item : hall.windows[window].items)
      one.items.push_back(records.items.find(fmt::format("事项{:02}", item + 1)));
    std::ranges::sort(one.items);
    if (one.window != Names::none) presence.windows.push_back(std::move(one));
  }
  return presence;
}

struct Year {
  synthetic::Hall hall = [] {
    auto made = synthetic::twelve_items();
    made.day_cv = 0.12;
    for (std::size_t window = 28; window < 40; ++window) made.windows[window].factor = 1.15;
    return made;
  }();
  synthetic::Log log = synthetic::simulate(hall, 250, 4);
  Records records = records_of(synthetic::rows_of(log));
  Arrivals arrivals = estimate_arrivals(records, true);
  Handling handling = estimate_handling(records, arrivals, windows_of(records, hall), {});
};
const Year& year() {
  static const Year made;
  return made;
}

TEST(Estimate, RatesComeBackFromOneYear) {  // G13; R-QUE-80
  const Year& known = year();
  ASSERT_EQ(known.arrivals.items.size(), 12u);
  std::vector<double> counted(12);
  for (const auto& ticket : known.log.tickets) counted[static_cast<std::size_t>(ticket.item)] += 1.0 / 250;
  double drawn_days = 0;
  for (const double total : known.arrivals.day_totals) drawn_days += total / 250;
  for (std::size_t item = 0; item < 12; ++item) {
    const auto number =
        static_cast<std::size_t>(std::stoi(known.records.items.name(known.arrivals.items[item]).substr(6)) - 1);
    // Against what came (nothing is lost), and against the law it was drawn from, at the busyness that was drawn.
    EXPECT_NEAR(known.arrivals.per_day(item), counted[number], 1e-6 * counted[number]);
    const double law = known.hall.items[number].share * drawn_days;
    EXPECT_NEAR(known.arrivals.per_day(item), law, 0.03 * law + 1.5 * std::sqrt(law / 250)) << number;
  }
  double worst = 0;  // half-hours of the day
  for (std::size_t slot = 0; slot < 16; ++slot) {
    double rate = 0;
    for (std::size_t item = 0; item < 12; ++item) rate += known.arrivals.mean_rate(item, slot);
    worst = std::max(worst, std::abs(rate / (drawn_days * known.hall.profile[slot]) - 1));
  }
  EXPECT_LT(worst, 0.05);
}

TEST(Estimate, DaysAreSeenToDiffer) {  // R-QUE-81, R-QUE-83
  const Arrivals& arrivals = year().arrivals;
  EXPECT_NEAR(arrivals.day_factor_cv, 0.12, 0.02);
  EXPECT_GT(arrivals.tests.dispersion, 5);
  EXPECT_EQ(arrivals.model, ArrivalModel::gamma_days);
  EXPECT_TRUE(arrivals.tests.poisson_inside);
  for (const Effect& effect : arrivals.effects) EXPECT_FALSE(effect.used) << effect.name;
  for (const double factor : arrivals.weekday_factors) EXPECT_NEAR(factor, 1, 0.06);
}

TEST(Estimate, HandlingComesBackFromOneYear) {  // G13; R-QUE-84, R-QUE-85
  const Year& known = year();
  for (const ItemHandling& item : known.handling.items) {
    const auto number = static_cast<std::size_t>(std::stoi(known.records.items.name(item.item).substr(6)) - 1);
    const double truth = known.hall.items[number].mean_min;
    // 2 %, or two standard errors of items with few cases.
    const double allowed = std::max(0.02, 2 * 0.8 / std::sqrt(static_cast<double>(item.cases))) * truth;
    EXPECT_NEAR(queueing::mean_of(item.law), truth, allowed) << number;
    EXPECT_NEAR(item.cv, 0.8, 0.08);
  }
  const ComprehensivePenalty& penalty = known.handling.penalty;
  EXPECT_TRUE(penalty.verdict);
  EXPECT_NEAR(penalty.factor.value, 1.15, 0.02);
  EXPECT_LT(penalty.factor.low, 1.15);
  EXPECT_GT(penalty.factor.high, 1.15);
  EXPECT_FALSE(known.handling.queue_matters);
}

TEST(Estimate, PatienceComesBackFromOneYear) {  // G13; R-QUE-86
  const Patience patience = estimate_patience(year().records);
  EXPECT_TRUE(patience.known);
  EXPECT_NEAR(patience.median_min.value, 60 * std::log(2), 0.1 * 60 * std::log(2));
  EXPECT_LT(patience.median_min.low, 60 * std::log(2));
  EXPECT_GT(patience.median_min.high, 60 * std::log(2));
  EXPECT_EQ(patience.shape, 1);
  for (std::size_t at = 1; at < patience.curve.size(); ++at)
    EXPECT_LE(patience.curve[at].stays, patience.curve[at - 1].stays + 1e-12);
}

TEST(Estimate, ArrivalTestsHoldTheirLevelAndSeeBunching) {  // R-QUE-82
  synthetic::Draw draw{17};
  int uniform = 0, lewis = 0, seen = 0;
  for (int round = 0; round < 400; ++round) {
    std::vector<double> at, pairs;
    for (int n = 0; n < 40; ++n) at.push_back(draw.uniform());
    for (int n = 0; n < 20; ++n) {
      pairs.push_back(draw.uniform());
      pairs.push_back(std::min(1.0, pairs.back() + 0.0005 * draw.uniform()));
    }
    std::ranges::sort(at), std::ranges::sort(pairs);
    uniform += uniform_p(at) < 0.05, lewis += lewis_p(at) < 0.05, seen += lewis_p(pairs) < 0.05;
  }
  EXPECT_NEAR(uniform, 20, 14);  // 5 % of 400, three standard errors
  EXPECT_NEAR(lewis, 20, 14);
  EXPECT_GT(seen, 360);
}

TEST(Estimate, PoissonDaysAreCalledPoisson) {  // R-QUE-83
  auto hall = synthetic::twelve_items({2, 1, 1, 2, 1, 1}, 3);
  hall.tickets_per_day = 190;
  const auto log = synthetic::simulate(hall, 60, 21);
  EXPECT_EQ(estimate_arrivals(records_of(synthetic::rows_of(log)), true).model, ArrivalModel::poisson);
  synthetic::Log three;
  for (const auto& ticket : log.tickets)
    if (ticket.day < 3) three.tickets.push_back(ticket);
  const Records few = records_of(synthetic::rows_of(three));
  EXPECT_EQ(estimate_arrivals(few, true).model, ArrivalModel::unknown);
  const DataError error = data_error(few);
  EXPECT_EQ(error.resamples, 0);  // R-QUE-88
  EXPECT_TRUE(std::isnan(error.tickets_per_day.low));
}

TEST(Estimate, DataErrorIsThatOfTheDays) {  // R-QUE-88
  const DataError error = data_error(year().records);
  const double half = (error.tickets_per_day.high - error.tickets_per_day.low) / 2;
  // One day's deviation: Poisson and the day factor together; 250 days.
  const double wanted = 1.96 * std::sqrt((760 + 0.12 * 0.12 * 760 * 760) / 250);
  EXPECT_NEAR(half, wanted, 0.35 * wanted);
  EXPECT_LT(error.share_within_15.low, error.share_within_15.value);
}

TEST(Estimate, AppointmentsAreCounted) {  // R-QUE-87
  std::vector<synthetic::Row> rows;
  double offset = 0;
  for (int n = 0; n < 200; ++n) {
    synthetic::Row row;
    row.number = std::to_string(n), row.date = iso(synthetic::day_of_log(n / 20));
    const double slot = 9 * 3600 + n % 20 * 1200;
    const bool came = n % 5 != 0;
    const int early = 290 + n * 7 % 23;  // odd seconds: nothing is rounded
    if (came) {
      row.taken = synthetic::clock(slot - early), row.called = row.started = synthetic::clock(slot + n * 11 % 59);
      row.ended = synthetic::clock(slot + 400 + n * 13 % 61);
      offset -= early / 60.0 / 160;
    }
    row.item = "x", row.window = "1";
    row.priority = "预约", row.outcome = came ? "办理" : "过号", row.next = synthetic::clock(slot);
    rows.push_back(row);
  }
  const auto figures = appointment_figures(
      records_of(rows, "票号,日期,取号时间,叫号时间,开始办理时间,办理结束时间,业务类型,窗口,取号方式,结果,预约时间\n"));
  EXPECT_EQ(figures.booked, 200u);
  EXPECT_EQ(figures.came, 160u);
  EXPECT_NEAR(figures.show_probability, 0.8, 1e-9);
  EXPECT_NEAR(figures.offset_mean_min, offset, 1e-6);
  EXPECT_TRUE(figures.used);
}

TEST(Estimate, AnEmpiricalLawKeepsTheMeanAndTheAtoms) {  // R-QUE-84
  synthetic::Draw draw{5};
  std::vector<float> sample;
  for (int n = 0; n < 5000; ++n)
    sample.push_back(n % 10 == 0 ? 30.0F : static_cast<float>(600 * draw.lognormal(1, 0.8)));
  double sum = 0;
  for (const float value : sample) sum += value;
  const auto law = empirical_law(sample);
  EXPECT_NEAR(queueing::mean_of(law), sum / 5000 / 60, 1e-9);
  EXPECT_NEAR(law.quantiles_min[5], 0.5, 0.02);  // a tenth of the visits are half a minute
  EXPECT_TRUE(std::ranges::is_sorted(law.quantiles_min));
}

TEST(Estimate, TheScenarioHasTheWindowsAsTheyWereStaffed) {  // R-QUE-89
  auto hall = synthetic::twelve_items({2, 1, 1, 2, 1, 1}, 3);
  hall.tickets_per_day = 190;
  const auto log = synthetic::simulate(hall, 60, 22);
  TicketReport report;
  report.records = records_of(synthetic::rows_of(log));
  report.waits = wait_statistics(report.records);
  report.presence = infer_presence(report.records);
  Estimation parts;
  parts.arrivals = estimate_arrivals(report.records, true);
  parts.handling = estimate_handling(report.records, parts.arrivals, report.presence, {});
  parts.patience = estimate_patience(report.records);
  const auto scenario = scenario_of(report, {}, parts);
  EXPECT_EQ(scenario.hall.items.size(), 12u);
  EXPECT_EQ(scenario.hall.zones.size(), 6u);
  ASSERT_EQ(scenario.layout.windows.size(), 11u);
  EXPECT_EQ(scenario.hall.opens_at, "09:00");
  EXPECT_EQ(scenario.hall.close_min, 480);
  double tickets = 0;
  for (const auto& rates : scenario.demand.rates)
    for (const double rate : rates) tickets += rate;
  EXPECT_NEAR(tickets, 190, 8);
  std::size_t comprehensive = 0, breaks = 0;
  for (const auto& window : scenario.layout.windows) {
    comprehensive += window.kind == queueing::WindowKind::comprehensive;
    breaks += window.breaks.size();
    EXPECT_EQ(window.open.front().from_min, 0) << window.id;
    EXPECT_TRUE(std::isinf(window.open.back().to_min)) << window.id;
  }
  EXPECT_EQ(comprehensive, 3u);
  EXPECT_GE(breaks, 8u);
}

TEST(Estimate, StaffThatTakesTurnsIsCountedOnce) {  // R-QUE-89
  // Six windows of one kind, four of them staffed each day, taking turns: nobody is there on three days of four.
  auto hall = synthetic::twelve_items({0, 0, 0, 0, 0, 0}, 6);
  hall.tickets_per_day = 60;
  hall.roster = [](int window, int day) {
    return (window + day) % 6 < 4 ? std::vector<synthetic::Open>{{synthetic::opens, synthetic::closes}}
                                  : std::vector<synthetic::Open>{};
  };
  TicketReport report;
  report.records = records_of(synthetic::rows_of(synthetic::simulate(hall, 60, 26)));
  report.waits = wait_statistics(report.records);
  report.presence = infer_presence(report.records);
  const auto estimation = estimate(report, {});
  ASSERT_TRUE(estimation) << estimation.error().message.en;
  double staffed = 0;
  for (const auto& window : estimation->scenario.layout.windows) {
    for (const auto& open : window.open) staffed += std::min(open.to_min, 480.0) - open.from_min;
    for (const auto& rest : window.breaks) staffed -= rest.to_min - rest.from_min;
  }
  EXPECT_NEAR(staffed / 480, 4, 0.25);
  EXPECT_FALSE(estimation->closed_at);
}

TEST(Estimate, AMomentWithoutAnybodyClosesTheHall) {  // R-QUE-89
  auto hall = synthetic::twelve_items({0, 0, 0, 0, 0, 0}, 6);
  hall.tickets_per_day = 80;
  hall.roster = [](int, int) {
    return std::vector<synthetic::Open>{{synthetic::opens, 12 * 3600}, {13 * 3600, synthetic::closes}};
  };
  TicketReport report;
  report.records = records_of(synthetic::rows_of(synthetic::simulate(hall, 60, 27)));
  report.waits = wait_statistics(report.records);
  report.presence = infer_presence(report.records);
  const auto estimation = estimate(report, {});
  ASSERT_TRUE(estimation) << estimation.error().message.en;
  EXPECT_TRUE(estimation->scenario.layout.closes_for_break);
  ASSERT_TRUE(estimation->closed_at);
  EXPECT_GE(*estimation->closed_at, 180);  // at 12:00 they finish first, so the last one leaves later
  EXPECT_LE(*estimation->closed_at, 220);
  bool told = false;
  for (const Text& text : estimation->unknown)
    told = told || text.en.find("no window was staffed") != std::string::npos;
  EXPECT_TRUE(told);
}

Result<Estimation> estimated(const synthetic::Log& log, TicketReport& report) {
  report.records = records_of(synthetic::rows_of(log));
  report.waits = wait_statistics(report.records);
  report.presence = infer_presence(report.records);
  return estimate(report, {});
}

TEST(Estimate, TheScenarioGivesBackWhatWasRecorded) {  // R-QUE-89
  auto hall = synthetic::twelve_items({2, 1, 1, 2, 1, 1}, 3);
  hall.tickets_per_day = 170;
  TicketReport report;
  const auto estimation = estimated(synthetic::simulate(hall, 120, 23), report);
  ASSERT_TRUE(estimation) << estimation.error().message.en;
  const auto again = queueing::read_scenario(queueing::write_scenario(estimation->scenario));
  ASSERT_TRUE(again) << again.error().message.en;
  EXPECT_EQ(*again, estimation->scenario);
  const double recorded = estimation->error.mean_wait_min.value;
  EXPECT_NEAR(estimation->simulated.mean_wait_min.value, recorded, 0.25 * recorded);
  EXPECT_NEAR(estimation->simulated.share_within_15.value, estimation->error.share_within_15.value, 0.05);
  const auto own = own_days(report.records, estimation->scenario);
  ASSERT_TRUE(own) << own.error().message.en;
  const auto& days = own->days;
  ASSERT_EQ(days.size(), 120u);
  std::size_t citizens = 0;
  for (const auto& day : days) citizens += day.size();
  EXPECT_EQ(citizens, report.records.tickets.size());
  const auto replayed =
      queueing::replay(estimation->scenario, estimation->scenario.layout, estimation->scenario.target, days);
  ASSERT_TRUE(replayed) << replayed.error().message.en;
  EXPECT_NEAR(replayed->mean_wait_min.value, recorded, 0.25 * recorded);
}

TEST(OwnDays, AreReplayedUnderOtherLayoutsWithTheirDataError) {  // R-QUE-88
  auto hall = synthetic::twelve_items({2, 1, 1, 2, 1, 1}, 3);
  hall.tickets_per_day = 170;
  hall.day_cv = 0.15;
  TicketReport report;
  const auto estimation = estimated(synthetic::simulate(hall, 60, 28), report);
  ASSERT_TRUE(estimation) << estimation.error().message.en;
  const auto& scenario = estimation->scenario;
  const auto own = own_days(report.records, scenario);
  ASSERT_TRUE(own) << own.error().message.en;
  EXPECT_EQ(own->tickets + own->left_out, report.records.tickets.size());
  std::vector<queueing::Layout> layouts{scenario.layout, scenario.layout};
  layouts.back().windows.pop_back();
  layouts.back().name = "one less";
  const auto figures = own_figures(scenario, layouts, *own);
  ASSERT_EQ(figures.size(), 2u);
  const auto replayed = queueing::replay(scenario, layouts, scenario.target, own->days).value();
  for (std::size_t at = 0; at < 2; ++at) {
    EXPECT_NEAR(figures[at].mean_wait_min.value, replayed.reports[at].mean_wait_min.value, 1e-9);
    EXPECT_NEAR(figures[at].share_within.value, replayed.reports[at].share_within.value, 1e-9);
    EXPECT_EQ(figures[at].resamples, 100);
    // Two roads to the same error over days: bootstrap and the delta method.
    const double half = (figures[at].mean_wait_min.high - figures[at].mean_wait_min.low) / 2;
    EXPECT_NEAR(half / replayed.reports[at].mean_wait_min.half_width(), 1, 0.3);
  }
  EXPECT_GT(figures[1].wait_change.low, 0);  // one window less is worse, and surely so on the same days
  EXPECT_LT(figures[1].share_change.high, 0);
  EXPECT_LT(figures[1].wait_change.high - figures[1].wait_change.low,
            figures[1].mean_wait_min.high - figures[1].mean_wait_min.low);
  auto other = scenario;
  for (auto& item : other.hall.items) item.id = "?" + item.id;
  const auto refused = own_days(report.records, other);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().field, "records");
}

TEST(Estimate, ThreeDaysSayWhatCannotBeKnown) {  // R-QUE-83, R-QUE-85
  auto hall = synthetic::twelve_items({1, 1, 1, 1, 1, 1}, 2);
  hall.tickets_per_day = 120;
  TicketReport report;
  const auto estimation = estimated(synthetic::simulate(hall, 3, 24), report);
  ASSERT_TRUE(estimation) << estimation.error().message.en;
  EXPECT_EQ(estimation->arrivals.model, ArrivalModel::unknown);
  EXPECT_FALSE(estimation->handling.penalty.verdict);
  EXPECT_GE(estimation->handling.penalty.break_even, 1);
  EXPECT_EQ(estimation->error.resamples, 0);
  ASSERT_GE(estimation->unknown.size(), 4u);
  EXPECT_NE(estimation->unknown.front().en.find("only 3 days"), std::string::npos);
  EXPECT_NE(estimation->unknown.front().zh.find("只有 3 天"), std::string::npos);
  const std::string zh = to_text(*estimation, report, Lang::zh), en = to_text(*estimation, report, Lang::en);
  EXPECT_EQ(std::ranges::count(zh, '\n'), std::ranges::count(en, '\n'));
  EXPECT_EQ(to_value(*estimation, report, Lang::en).find("not_known")->array().size(), estimation->unknown.size());
}

TEST(Estimate, AStrayItemDoesNotSpoilTheScenario) {  // R-QUE-89
  auto hall = synthetic::twelve_items({1, 1, 1, 1, 1, 1}, 2);
  hall.tickets_per_day = 120;
  auto rows = synthetic::rows_of(synthetic::simulate(hall, 20, 29));
  rows[50].item = "稀有";
  TicketReport report;
  report.records = records_of(rows);
  report.waits = wait_statistics(report.records);
  report.presence = infer_presence(report.records);
  const auto estimation = estimate(report, {});
  ASSERT_TRUE(estimation) << estimation.error().message.en;
  EXPECT_EQ(estimation->orphans, std::vector<std::string>{"稀有"});
  const auto& items = estimation->scenario.hall.items;
  const auto stray = static_cast<int>(std::ranges::find(items, "稀有", &queueing::Item::id) - items.begin());
  for (const auto& window : estimation->scenario.layout.windows)
    EXPECT_EQ(std::ranges::binary_search(window.items, stray), window.id == rows[50].window) << window.id;
}

TEST(Estimate, RefusesRecordsWithoutWindows) {
  auto rows = synthetic::rows_of(synthetic::simulate(synthetic::twelve_items({1, 1, 1, 1, 1, 1}, 2), 1, 25));
  for (auto& row : rows) row.window = "";
  TicketReport report;
  report.records = records_of(rows);
  report.presence = infer_presence(report.records);
  const auto estimation = estimate(report, {});
  ASSERT_FALSE(estimation);
  EXPECT_EQ(estimation.error().field, "window");
}

}  // namespace
}  // namespace hallbook::hall
