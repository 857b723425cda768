#include "indicators/measure_unit.h"

namespace hallbook::indicators {

namespace {

void multiply_in(std::map<std::string, int>& powers, const std::map<std::string, int>& other, int sign) {
  for (const auto& [name, power] : other) {
    const auto sum = powers[name] + sign * power;
    if (sum == 0)
      powers.erase(name);
    else
      powers[name] = sum;
  }
}

/// Entries times a price per thing: the entries are the things.
void settle_entries(std::map<std::string, int>& powers) {
  const auto entries = powers.find(MeasureUnit::entry);
  if (entries == powers.end() || entries->second != 1) return;
  for (const auto& [name, power] : powers)
    if (power == -1 && name != "元") {
      powers.erase(std::string{name});
      powers.erase(MeasureUnit::entry);
      return;
    }
}

}  // namespace

MeasureUnit::MeasureUnit(const std::string& name) {
  if (name.empty() || name == "ratio") return;
  const auto slash = name.find('/');
  powers_[name.substr(0, slash)] = 1;
  if (slash != std::string::npos) multiply_in(powers_, {{name.substr(slash + 1), 1}}, -1);
}

bool MeasureUnit::is_entry() const { return powers_.size() == 1 && powers_.contains(entry) && powers_.at(entry) == 1; }

bool MeasureUnit::is_counting() const {
  return powers_.size() == 1 && powers_.begin()->second == 1 && powers_.begin()->first != "元";
}

MeasureUnit operator*(const MeasureUnit& a, const MeasureUnit& b) {
  auto product = a;
  multiply_in(product.powers_, b.powers_, 1);
  settle_entries(product.powers_);
  return product;
}

MeasureUnit operator/(const MeasureUnit& a, const MeasureUnit& b) {
  auto quotient = a;
  multiply_in(quotient.powers_, b.powers_, -1);
  return quotient;
}

bool MeasureUnit::fits(const MeasureUnit& other) const {
  return *this == other || (is_entry() && other.is_counting()) || (other.is_entry() && is_counting());
}

bool MeasureUnit::answers(const MeasureUnit& other) const {
  if (fits(other)) return true;
  auto plain = *this;
  const auto entries = plain.powers_.find(entry);
  if (entries == plain.powers_.end() || entries->second != -1 || plain.powers_.size() < 2) return false;
  plain.powers_.erase(entries);
  return plain.fits(other);
}

std::string MeasureUnit::words(const char* none_word, const char* entries) const {
  if (powers_.empty()) return none_word;
  std::string above, below;
  for (const auto& [name, power] : powers_) {
    auto& side = power > 0 ? above : below;
    for (int i = 0; i < (power > 0 ? power : -power); ++i)
      side += (side.empty() ? "" : "·") + (name == entry ? std::string{entries} : name);
  }
  return (above.empty() ? "1" : above) + (below.empty() ? "" : "/" + below);
}

std::string MeasureUnit::zh() const { return words("无单位（比率）", "条"); }
std::string MeasureUnit::en() const { return words("no unit (a ratio)", "entries"); }

}  // namespace hallbook::indicators
