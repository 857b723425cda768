#include "queueing/erlang.h"

#include <cmath>

#include "queueing/erlang_a.h"
#include "queueing/exact_domain.h"

namespace hallbook::queueing {
namespace {

/// Each step shrinks the relative error it inherits (factor 1 - B), so the recursion is stable for any load.
double loss(int windows, double load) {
  double b = 1;
  for (int k = 1; k <= windows; ++k) b = load * b / (k + load * b);
  return b;
}

double delay(int windows, double load) {
  const double b = loss(windows, load);
  return b / (1 - load / windows * (1 - b));
}

Result<> check_load(double load) { return exact::check_number(load, "load", exact::Zero::allowed, exact::load_most); }

Result<> check(const ErlangQuestion& question) {
  if (auto fine = exact::check_windows(question.windows); !fine) return fine;
  if (auto fine = check_load(question.load); !fine) return fine;
  if (question.within)
    if (auto fine = exact::check_number(*question.within, "within", exact::Zero::allowed, 1e9); !fine) return fine;
  if (question.model == ErlangModel::c) return exact::check_stable(question.load, question.windows);
  if (question.model == ErlangModel::b) return {};
  if (auto fine = exact::check_number(question.patience, "patience", exact::Zero::refused, exact::patience_most); !fine)
    return fine;
  if (question.patience >= exact::patience_least) return {};
  return refuse(RefusalCode::invalid,
                {"耐心过短：不足百万分之一个办理时长", "the patience is below a millionth of a service time"},
                "patience");
}

ErlangAnswer answer_b(const ErlangQuestion& question) {
  ErlangAnswer answer;
  answer.p_wait = answer.blocked = loss(question.windows, question.load);
  answer.occupancy = question.load * (1 - answer.blocked) / question.windows;
  answer.p_within = answer.served_within = 1 - answer.blocked;  // nobody waits: served at once or never
  return answer;
}

ErlangAnswer answer_c(const ErlangQuestion& question) {
  const double spare = question.windows - question.load;
  ErlangAnswer answer;
  answer.p_wait = delay(question.windows, question.load);
  answer.mean_wait = answer.mean_wait_served = answer.p_wait / spare;
  answer.occupancy = question.load / question.windows;
  answer.mean_queue = question.load * answer.mean_wait;
  if (question.within)
    answer.p_within = answer.served_within = answer.p_within_served =
        1 - answer.p_wait * std::exp(-spare * *question.within);
  return answer;
}

}  // namespace

Result<double> erlang_b(int windows, double load) {
  if (auto fine = check({ErlangModel::b, windows, load, 0, {}}); !fine) return std::unexpected{fine.error()};
  return loss(windows, load);
}

Result<double> erlang_c(int windows, double load) {
  if (auto fine = check({ErlangModel::c, windows, load, 0, {}}); !fine) return std::unexpected{fine.error()};
  return delay(windows, load);
}

Result<ErlangAnswer> erlang(const ErlangQuestion& question) {
  if (auto fine = check(question); !fine) return std::unexpected{fine.error()};
  switch (question.model) {
    case ErlangModel::b: return answer_b(question);
    case ErlangModel::c: return answer_c(question);
    case ErlangModel::a: return exact::answer_a(question, loss(question.windows, question.load));
  }
  return answer_c(question);
}

}  // namespace hallbook::queueing
