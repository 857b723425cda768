#include "hall/own_days.h"

namespace hallbook::hall {

using queueing::Value;

namespace {

void put_own(Value& value, const std::string& name, const Range& range) {
  value[name] = range.value;
  value[name + "_interval"] = Value::Array{range.low, range.high};
}

}  // namespace

Value to_value(const OwnDays& own, std::span<const OwnFigures> figures) {
  Value value, layouts{Value::Array{}}, changes{Value::Array{}};
  value["days"] = own.days.size();
  value["tickets"] = static_cast<std::int64_t>(own.tickets);
  value["tickets_left_out"] = static_cast<std::int64_t>(own.left_out);
  value["resamples"] = figures.empty() ? 0 : figures.front().resamples;
  for (const OwnFigures& of : figures) {
    Value one;
    one["layout"] = of.layout;
    put_own(one, "mean_wait_min", of.mean_wait_min);
    put_own(one, "share_within", of.share_within);
    put_own(one, "abandoned_share", of.abandoned_share);
    put_own(one, "late", of.late);
    layouts.push_back(std::move(one));
    if (&of == &figures.front()) continue;
    Value change;
    change["base"] = figures.front().layout;
    change["other"] = of.layout;
    put_own(change, "mean_wait_min", of.wait_change);
    put_own(change, "share_within", of.share_change);
    put_own(change, "abandoned_share", of.abandoned_change);
    put_own(change, "late", of.late_change);
    changes.push_back(std::move(change));
  }
  value["layouts"] = std::move(layouts);
  value["differences"] = std::move(changes);
  return value;
}

}  // namespace hallbook::hall
