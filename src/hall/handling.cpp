#include "hall/handling.h"

#include <algorithm>
#include <map>

#include "hall/handling_model.h"

namespace hallbook::hall {
namespace {

constexpr double hurry = 0.05;  // handling that changes by more with the queue is worth a warning

std::vector<std::string> families_of(const Records& records, const TicketMap& map) {
  std::vector<std::string> families;
  for (const auto& name : records.items.all()) {
    const auto known = map.items.find(name);
    families.push_back(known == map.items.end() ? std::string{} : known->second.family);
  }
  return families;
}

struct Sample {
  std::vector<float> handling;  // seconds, start to end
  std::vector<float> window;    // seconds, call to end, at a window of factor 1
  double logs = 0;
};

std::vector<Sample> samples_of(const Records& records, const SpeedModel& model) {
  std::vector<Sample> samples(records.items.size());
  for (const Ticket& ticket : records.tickets) {
    if (!ticket.handling_known || ticket.item == Names::none) continue;
    Sample& sample = samples[ticket.item];
    sample.handling.push_back(static_cast<float>(ticket.handling()));
    sample.window.push_back(static_cast<float>((ticket.ended - ticket.called) / model.factor(ticket.window)));
    sample.logs += std::log(std::max(1.0, ticket.handling()));
  }
  return samples;
}

double mean_of(const std::vector<float>& values) {
  double sum = 0;
  for (const float value : values) sum += value;
  return values.empty() ? unknown_time : sum / static_cast<double>(values.size());
}

/// The family's cases together, scaled so that its items' means are one.
std::vector<float> family_shape(const std::vector<Sample>& samples, const std::vector<std::string>& families,
                                const std::string& family) {
  std::vector<float> shape;
  for (std::size_t item = 0; item < samples.size(); ++item) {
    if (families[item] != family || samples[item].window.size() < 5) continue;
    const double mean = mean_of(samples[item].window);
    for (const float value : samples[item].window) shape.push_back(static_cast<float>(value / mean));
  }
  return shape;
}

/// Mean and spread of log means over a family's items, for drawing rare items to it.
struct FamilyMean {
  double log_mean = std::log(600.0), between = 0.25, within = 0.5;
};
FamilyMean family_mean(const std::vector<Sample>& samples, const std::vector<std::string>& families,
                       const std::string& family) {
  double weight = 0, sum = 0, squares = 0;
  for (std::size_t item = 0; item < samples.size(); ++item) {
    const Sample& sample = samples[item];
    if (families[item] != family || sample.window.empty()) continue;
    const double log_mean = std::log(std::max(1.0, mean_of(sample.window))),
                 w = std::min(200.0, static_cast<double>(sample.window.size()));
    weight += w, sum += w * log_mean, squares += w * log_mean * log_mean;
  }
  FamilyMean mean;
  if (weight == 0) return mean;
  mean.log_mean = sum / weight;
  mean.between = std::max(0.01, squares / weight - mean.log_mean * mean.log_mean);
  return mean;
}

ItemHandling item_handling(std::uint16_t item, const std::vector<Sample>& samples,
                           const std::vector<std::string>& families) {
  const Sample& sample = samples[item];
  ItemHandling result;
  result.item = item;
  result.cases = sample.handling.size();
  result.mean_min = mean_of(sample.handling) / 60;
  const double window_mean = mean_of(sample.window);
  double squares = 0;
  for (const float value : sample.handling) squares += (value / 60 - result.mean_min) * (value / 60 - result.mean_min);
  const auto n = static_cast<double>(result.cases);
  if (result.cases > 1) result.cv = std::sqrt(squares / (n - 1)) / result.mean_min;
  if (result.cases >= few_cases) {
    const double error = 1.96 * result.cv * result.mean_min / std::sqrt(n);
    result.mean_drawn = {result.mean_min, result.mean_min - error, result.mean_min + error};
    result.law = empirical_law(sample.window);
    return result;
  }
  result.drawn = true;
  const FamilyMean family = family_mean(samples, families, families[item]);
  const double own = result.cases > 0 ? std::log(std::max(1.0, window_mean)) : family.log_mean;
  const double trust = n * family.between / (n * family.between + family.within);
  const double log_mean = trust * own + (1 - trust) * family.log_mean;
  const double error = 1.96 * std::sqrt(family.between * (1 - trust));
  const double mean = std::exp(log_mean) / 60;
  result.mean_drawn = {mean, mean * std::exp(-error), mean * std::exp(error)};
  auto shape = family_shape(samples, families, families[item]);
  if (shape.empty()) shape.push_back(1);
  for (float& value : shape) value *= 60;  // empirical_law takes seconds: the shape has mean 1 minute
  result.law = empirical_law(std::move(shape));
  const double made = queueing::mean_of(result.law);
  for (double& value : result.law.quantiles_min) value *= mean / made;
  return result;
}

/// R-QUE-85: slope of the residuals of log handling on how many wait at the call.
void regress_on_queue(const Records& records, const SpeedModel& model, Handling& handling) {
  std::vector<double> called;
  double n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0;
  std::vector<float> lengths;
  for (std::size_t begin = 0, end = 0; begin < records.tickets.size(); begin = end) {
    called.clear();
    while (end < records.tickets.size() && records.tickets[end].day == records.tickets[begin].day) {
      if (records.tickets[end].wait_known) called.push_back(records.tickets[end].called);
      ++end;
    }
    std::ranges::sort(called);
    std::size_t taken = 0;
    std::vector<std::size_t> order;  // tickets of the day stand by ticket time
    for (std::size_t at = begin; at < end; ++at)
      if (records.tickets[at].handling_known && records.tickets[at].item != Names::none) order.push_back(at);
    std::ranges::sort(order, {}, [&](std::size_t at) { return records.tickets[at].called; });
    for (const std::size_t at : order) {
      const Ticket& ticket = records.tickets[at];
      while (taken + begin < end && records.tickets[begin + taken].taken <= ticket.called) ++taken;
      const auto gone = static_cast<std::size_t>(std::ranges::upper_bound(called, ticket.called) - called.begin());
      const double queue = std::min(60.0, static_cast<double>(taken > gone ? taken - gone : 0));
      const double rest = std::log(std::max(1.0, ticket.handling())) - model.expected_log(ticket);
      lengths.push_back(static_cast<float>(queue));
      n += 1, sx += queue, sy += rest, sxx += queue * queue, sxy += queue * rest;
    }
  }
  if (n < 1000) return;
  const double variance = sxx / n - sx / n * sx / n;
  if (variance < 0.25) return;
  const double slope = (sxy / n - sx / n * sy / n) / variance;
  const auto far = lengths.begin() + static_cast<std::ptrdiff_t>(n * 0.9);
  std::ranges::nth_element(lengths, far);
  handling.with_queue = std::expm1(slope * *far);
  handling.queue_matters = std::abs(handling.with_queue) > hurry;
}

}  // namespace

std::vector<bool> comprehensive_windows(const Records& records, const Presence& presence, const TicketMap& map) {
  std::vector<std::uint64_t> tickets(records.items.size());
  std::uint64_t all = 0;
  for (const Ticket& ticket : records.tickets)
    if (ticket.item != Names::none) ++tickets[ticket.item], ++all;
  const auto common = [&](std::uint16_t item) { return tickets[item] * 100 >= all; };
  std::size_t commons = 0;
  for (std::size_t item = 0; item < tickets.size(); ++item) commons += common(static_cast<std::uint16_t>(item));
  std::vector<bool> comprehensive;
  for (const WindowPresence& window : presence.windows) {
    const auto known = map.windows.find(records.windows.name(window.window));
    const auto role = known == map.windows.end() ? WindowRole::learned : known->second.role;
    const auto served = static_cast<std::size_t>(std::ranges::count_if(window.items, common));
    comprehensive.push_back(role == WindowRole::learned ? commons >= 4 && served * 2 > commons
                                                        : role == WindowRole::comprehensive);
  }
  return comprehensive;
}

Handling estimate_handling(const Records& records, const Arrivals& arrivals, const Presence& presence,
                           const TicketMap& map) {
  Handling handling;
  const SpeedModel model{records, presence, comprehensive_windows(records, presence, map)};
  handling.windows = model.windows();
  handling.penalty = model.penalty();
  handling.window_spread = model.spread();
  const auto samples = samples_of(records, model);
  const auto families = families_of(records, map);
  for (const std::uint16_t item : arrivals.items) handling.items.push_back(item_handling(item, samples, families));
  double gap = 0, count = 0;
  for (const Ticket& ticket : records.tickets)
    if (ticket.handling_known) gap += ticket.started - ticket.called, count += 1;
  handling.call_to_start_s = count > 0 ? gap / count : 0;
  regress_on_queue(records, model, handling);
  return handling;
}

}  // namespace hallbook::hall
