#pragma once
// Units of measure as products: 张, 元/张, none for ratios. Counted entries have the unit "entry", which passes for any
// counting unit (件, 人次 …) but never for money. Source: docs/rules/formulas.md, R-FOR-06.
#include <map>
#include <string>

namespace hallbook::indicators {

class MeasureUnit {
 public:
  static constexpr const char* entry = "entry";
  MeasureUnit() = default;  // a plain number or a ratio
  explicit MeasureUnit(const std::string& name);  // "", "ratio" = none; "元/张" = 元 · 张⁻¹

  bool none() const { return powers_.empty(); }
  bool is_entry() const;
  friend MeasureUnit operator*(const MeasureUnit& a, const MeasureUnit& b);
  friend MeasureUnit operator/(const MeasureUnit& a, const MeasureUnit& b);
  friend bool operator==(const MeasureUnit&, const MeasureUnit&) = default;
  /// May they be added or compared? Entries fit every single counting unit.
  bool fits(const MeasureUnit& other) const;
  /// Does a value of this unit answer a target in `other`? As fits(), and a mean per entry counts as its measure.
  bool answers(const MeasureUnit& other) const;
  std::string zh() const;
  std::string en() const;

 private:
  std::string words(const char* none, const char* entries) const;
  bool is_counting() const;
  std::map<std::string, int> powers_;
};

}  // namespace hallbook::indicators
