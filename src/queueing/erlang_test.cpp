#include "queueing/erlang.h"

#include <gtest/gtest.h>

#include <cmath>

#include "queueing/staffing.h"

namespace hallbook::queueing {
namespace {

void expect_close(double got, double want, double relative, const std::string& what) {
  EXPECT_LE(std::abs(got - want), relative * std::abs(want)) << what << ": " << got << " instead of " << want;
}

struct Row {
  int windows;
  double load, want;
};

// From the defining sums in 60-digit arithmetic (mpmath); 0.5 / 1.5 and 9/11 … by hand.
TEST(ErlangB, AgreesWithTheDefiningSum) {
  for (const Row& row :
       {Row{1, 0.5, 1.0 / 3}, Row{2, 2, 0.4}, Row{10, 8, 0.12166106425295151004}, Row{100, 95, 0.048804206178677821302},
        Row{2000, 1990, 0.014635161143300299668}, Row{2000, 2100, 0.054945448821653622367},
        Row{30, 1, 1.3869009421120462916e-33}, Row{200, 60, 4.7390634402580602302e-46}})
    expect_close(erlang_b(row.windows, row.load).value(), row.want, 1e-12, "B of " + std::to_string(row.windows));
}

// R-QUE-32: load 0.9 per window, from docs (closed forms for c = 1, 2); the others in 60-digit arithmetic.
TEST(ErlangC, AgreesWithTheDefiningSum) {
  for (const Row& row : {Row{1, 0.5, 0.5}, Row{2, 1.8, 0.85263157894736842105}, Row{5, 4.5, 0.76249322073293561633},
                         Row{10, 9, 0.66873152410769699951}, Row{20, 18, 0.55076900481611758062},
                         Row{30, 27, 0.47140836994698914219}, Row{500, 480, 0.26651251996236413408},
                         Row{2000, 1980, 0.54607411789723719657}, Row{2000, 1800, 1.969210748587389963e-6}})
    expect_close(erlang_c(row.windows, row.load).value(), row.want, 1e-11, "C of " + std::to_string(row.windows));
}

TEST(ErlangC, WaitsOfOneWindowAreTheClosedForm) {
  const auto answer = erlang({ErlangModel::c, 1, 0.5, 0, 2.0}).value();
  EXPECT_DOUBLE_EQ(answer.mean_wait, 1);  // rho / (1 - rho)
  EXPECT_DOUBLE_EQ(answer.mean_queue, 0.5);
  EXPECT_NEAR(answer.p_within, 1 - 0.5 * std::exp(-1.0), 1e-15);
  EXPECT_DOUBLE_EQ(answer.occupancy, 0.5);
}

struct RowA {
  int windows;
  double load, patience, within;
  double p_wait, mean_wait, mean_wait_served, abandoned, p_within, served_within, p_within_served;
};

// Sums over states and integrals of the waiting density in 40-digit arithmetic (mpmath), written apart from the code.
const RowA rows_a[] = {
    {1, 0.5, 1, 0.5, 0.393469340287366576, 0.213061319425266847, 0.128022017658586912, 0.213061319425266847,
     0.841333489975426757, 0.711609130212255298, 0.904275196756802402},
    {10, 9, 4, 0.5, 0.520991344424441367, 0.198214761922574494, 0.191391244287993877, 0.0495536904806436236,
     0.851149718193197995, 0.81278821158944669, 0.855164782533035653},
    {10, 15, 2, 1, 0.980677905001823036, 0.671713446058761711, 0.771545872313581648, 0.335856723029380856,
     0.777099518744151378, 0.473594059580641937, 0.713090196050562652},
    {45, 44, 3.3, 0.83, 0.581558843990353909, 0.109891672399525792, 0.108311037083066135, 0.0333005067877350884,
     0.99913038961448316, 0.96585076675068545, 0.999122036923016053},
    {40, 52, 3.3, 0.83, 0.999360583920249539, 0.76166446751424025, 0.853512341642537379, 0.230807414398254621,
     0.563602202326498737, 0.3639924594392235, 0.473213686991625577},
    {500, 500, 10, 0.1, 0.76257740329544345, 0.0857237812809956292, 0.0856987287211607658, 0.00857237812809956292,
     0.636578155959351541, 0.631035054280830331, 0.636491298365665858},
    {2000, 2100, 5, 0.2, 0.999999617896191099, 0.238095252906265679, 0.243700841044425798, 0.0476190505812531357,
     0.220267551634265698, 0.182051382186233966, 0.19115395189009482},
    {3, 6, 0.001, 0.001, 0.591610038747852431, 0.000589845791475472465, 4.29499358363034349e-6, 0.589845791475472465,
     0.783008318109912365, 0.409505893122093809, 0.998419337437092382},
    {4, 3.5, 1000, 2, 0.735238416035608501, 1.42927386034666533, 1.42857159712837163, 0.00142927386034666533,
     0.73553884611750875, 0.734616970481873258, 0.735668442156128965},
};

TEST(ErlangA, AgreesWithSumsAndIntegrals) {
  for (const RowA& row : rows_a) {
    const auto answer = erlang({ErlangModel::a, row.windows, row.load, row.patience, row.within}).value();
    const std::string at = " at c " + std::to_string(row.windows);
    expect_close(answer.p_wait, row.p_wait, 1e-11, "p_wait" + at);
    expect_close(answer.mean_wait, row.mean_wait, 1e-11, "mean_wait" + at);
    expect_close(answer.mean_wait_served, row.mean_wait_served, 1e-10, "mean_wait_served" + at);
    expect_close(answer.abandoned_share, row.abandoned, 1e-11, "abandoned" + at);
    expect_close(answer.p_within, row.p_within, 1e-11, "p_within" + at);
    expect_close(answer.served_within, row.served_within, 1e-11, "served_within" + at);
    expect_close(answer.p_within_served, row.p_within_served, 1e-11, "p_within_served" + at);
  }
}

// Patience as long as a handling time makes M/M/c+M the infinite station M/M/∞: the number present is Poisson(a).
TEST(ErlangA, PatienceOfOneServiceTimeIsPoisson) {
  const auto answer = erlang({ErlangModel::a, 3, 2.5, 1, {}}).value();
  EXPECT_NEAR(answer.p_wait, 1 - std::exp(-2.5) * (1 + 2.5 + 2.5 * 2.5 / 2), 1e-14);
}

TEST(ErlangA, LongPatienceApproachesErlangC) {
  const auto patient = erlang({ErlangModel::a, 20, 18, 1e6, 0.4}).value();
  const auto endless = erlang({ErlangModel::c, 20, 18, 0, 0.4}).value();
  EXPECT_NEAR(patient.mean_wait, endless.mean_wait, 1e-4);
  EXPECT_NEAR(patient.p_within, endless.p_within, 1e-4);
}

struct Refused {
  const char* name;
  ErlangQuestion question;
  const char* field;
};

TEST(Erlang, RefusesWhatCannotBe) {
  // R-QUE-30 and R-QUE-31
  const Refused rows[] = {
      {"no window", {ErlangModel::b, 0, 1, 0, {}}, "windows"},
      {"negative", {ErlangModel::b, -3, 1, 0, {}}, "windows"},
      {"too many", {ErlangModel::b, 100'001, 1, 0, {}}, "windows"},
      {"negative load", {ErlangModel::b, 1, -1, 0, {}}, "load"},
      {"enormous load", {ErlangModel::b, 1, 1e7, 0, {}}, "load"},
      {"no number", {ErlangModel::b, 1, std::nan(""), 0, {}}, "load"},
      {"full", {ErlangModel::c, 10, 10, 0, {}}, "load"},
      {"no patience", {ErlangModel::a, 10, 10, 0, {}}, "patience"},
      {"endless", {ErlangModel::a, 10, 10, INFINITY, {}}, "patience"},
      {"backwards", {ErlangModel::c, 10, 9, 0, -1.0}, "within"},
  };
  for (const Refused& row : rows) {
    const auto answer = erlang(row.question);
    ASSERT_FALSE(answer) << row.name;
    EXPECT_EQ(answer.error().field, row.field) << row.name;
    EXPECT_FALSE(answer.error().message.zh.empty());
  }
}

TEST(Staffing, FindsTheLeastNumberOfWindows) {
  // R-QUE-33: the answer meets the target and one window less does not; 9 windows for C(c, 6) <= 0.2 by hand.
  struct Case {
    ErlangQuestion question;
    const char* target;
  };
  const Case cases[] = {{{ErlangModel::c, 0, 6, 0, {}}, "p_wait<=0.2"},
                        {{ErlangModel::c, 0, 1980, 0, 0.1}, "p_within>=0.95"},
                        {{ErlangModel::b, 0, 95, 0, {}}, "blocked<=0.01"},
                        {{ErlangModel::a, 0, 52, 3.3, 0.83}, "p_within_served>=0.95"},
                        {{ErlangModel::a, 0, 52, 3.3, {}}, "mean_wait<=0.2"}};
  for (const Case& one : cases) {
    const auto target = read_staffing_target(one.target).value();
    const auto staffing = least_windows(one.question, target).value();
    EXPECT_TRUE(meets(staffing.answer, target)) << one.target;
    ErlangQuestion less = one.question;
    less.windows = staffing.windows - 1;
    const auto answer = erlang(less);
    EXPECT_TRUE(!answer || !meets(*answer, target)) << one.target;
  }
  EXPECT_EQ(least_windows(cases[0].question, read_staffing_target("p_wait<=0.2").value())->windows, 9);
}

TEST(Staffing, RefusesTargetsThatCannotBeReadOrReached) {
  for (const char* text : {"", "p_wait", "p_wait>=0.2", "p_within<=0.9", "speed<=1", "p_wait<=x", "mean_wait<=0.5 min"})
    EXPECT_FALSE(read_staffing_target(text)) << text;
  EXPECT_FALSE(least_windows({ErlangModel::c, 0, 6, 0, {}}, {Measure::p_within, 0.9}));     // within what?
  EXPECT_FALSE(least_windows({ErlangModel::c, 0, 6, 0, {}}, {Measure::p_wait, 1.5}));
  EXPECT_FALSE(least_windows({ErlangModel::b, 0, 2e5, 0, {}}, {Measure::blocked, 0.0}));    // 100,000 are not enough
}

}  // namespace
}  // namespace hallbook::queueing
