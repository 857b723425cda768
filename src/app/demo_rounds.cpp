// The sample's rounds: the last three weeks of its year but for one day that was forgotten and the last one, which is left
// to whoever tries the page; and matters in every state.
#include "app/demo_rounds.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "service/matters.h"
#include "service/rounds.h"

namespace hallbook::app {
namespace {

constexpr int days_of_rounds = 14, forgotten = 9;

template <class T>
T done_or_broken(Result<T> result) {
  ensure(result.has_value(), result ? "" : result.error().message.en);
  return std::move(*result);
}

struct SampleFailure {
  int round = 0;  // 0 = the first day
  std::string_view item, window, kind;
  bool corrected = false;
};
constexpr SampleFailure sample_failures[] = {
    {0, "desk_things", "B04", "private", false}, {1, "dress", "B02", "badge", true},
    {2, "exits", "", "blocked", false},          {3, "desk_papers", "B07", "screen", false},
    {4, "no_play", "B03", "phone", true},        {5, "desk_things", "B04", "plant", false},
    {7, "toilets", "", "supplies", false},       {8, "desk_device", "B05", "rating", false},
    {10, "words", "B01", "greeting", true},      {11, "guides", "", "machines", false}};

service::RoundContent sample_round(const service::Checklist& list, Date day, int number) {
  service::RoundContent content{
      fmt::format("{:032x}", number + 1), list.name, list.digest, list.turns.front().name, day, {}};
  for (const auto& item : list.items) {
    service::Answer answer{item.name, service::Verdict::pass, {}, {}, false};
    for (const auto& failure : sample_failures) {
      if (failure.round != number || failure.item != item.name) continue;
      answer.verdict = service::Verdict::fail;
      if (!failure.window.empty()) answer.windows.emplace_back(failure.window);
      answer.kinds.emplace_back(failure.kind);
      answer.corrected = failure.corrected;
    }
    content.answers.push_back(std::move(answer));
  }
  return content;
}

struct SampleStep {
  std::int64_t matter = 0;
  int day = 0;
  service::Step step = service::Step::assign;
  std::string_view by, to, note;
};
using service::Step;
// 1 closed after a return, 2 closed and reopened, 3 verified, 4 being fixed and overdue, 5 fixed, 6 assigned, 7 found.
constexpr SampleStep sample_steps[] = {{1, 0, Step::assign, "chen", "zhang", ""},
                                       {1, 1, Step::fix, "zhang", "", "已收走"},
                                       {1, 1, Step::send_back, "li", "", "没有改好"},
                                       {1, 2, Step::fix, "zhang", "", "已放进储物柜"},
                                       {1, 2, Step::verify, "li", "", ""},
                                       {1, 3, Step::close, "chen", "", ""},
                                       {2, 2, Step::assign, "chen", "li", ""},
                                       {2, 2, Step::fix, "li", "", "已清走"},
                                       {2, 3, Step::verify, "chen", "", ""},
                                       {2, 3, Step::close, "chen", "", ""},
                                       {2, 8, Step::reopen, "chen", "", "又出现"},
                                       {3, 3, Step::assign, "li", "zhang", ""},
                                       {3, 4, Step::fix, "zhang", "", "已设自动锁屏"},
                                       {3, 5, Step::verify, "li", "", ""},
                                       {4, 5, Step::assign, "li", "zhang", ""},
                                       {5, 7, Step::assign, "chen", "li", ""},
                                       {5, 8, Step::fix, "li", "", "已补齐"},
                                       {6, 8, Step::assign, "chen", "zhang", ""}};

}  // namespace

void fill_rounds(journal::Books& books, UnitId unit, int year, const WorkCalendar& calendar) {
  std::vector<Date> days;
  for (Date day = make_date(year, 12, 30); days.size() < days_of_rounds; day = plus_days(day, -1))
    if (done_or_broken(calendar.is_workday(day))) days.insert(days.begin(), day);
  const auto list = service::checklist_in_force(books.tx, unit);
  for (int number = 0; number < days_of_rounds; ++number) {
    const Date day = days[static_cast<std::size_t>(number)];
    const auto as = [&](std::string_view person) {
      return service::Acting{unit,
                             {fmt::format("user:{}", person)},
                             Instant{std::chrono::sys_days{day} + std::chrono::hours{2}},
                             std::string{person}};
    };
    if (number != forgotten) done_or_broken(service::send_round(books, as("sun"), sample_round(list, day, number)));
    for (const auto& step : sample_steps)
      if (step.day == number)
        done_or_broken(service::step_matter(books, as(step.by), step.matter,
                                            {step.step, "", std::string{step.to}, std::string{step.note}}));
  }
}

}  // namespace hallbook::app
