#pragma once
// Score schemes: definitions/schemes/*.toml. How 100 points spread over groups and indicators, and the grades.
// Source: docs/rules/scoring.md, R-SCH-01 to R-SCH-06.
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/rational.h"
#include "base/result.h"

namespace hallbook::indicators {

struct SchemeGroup {
  std::string level1;  // "产出": an indicator's level 1 begins with it
  Rational points;
  std::map<int, Rational> shares;  // by indicator number; empty = equal
};
struct Grade {
  Text name;
  Rational from;  // points of 100; half-open, the first that fits from the top
};
/// What a person judges within when the target is no number (定性).
struct Band {
  Text name;
  Rational from;  // share of the weight in percent; half-open, the first that fits from the top
};
struct Scheme {
  std::string name;
  Text title;
  Rational execution;
  std::vector<SchemeGroup> groups;
  std::vector<Grade> grades;  // from the top
  std::vector<Band> bands;    // from the top; the usual ones when the scheme names none
  Rational fewest_answers{30};  // satisfaction from fewer is flagged, R-EVA-18
  bool rescale_empty_groups = false;
  bool rescale_not_applicable = false;

  Rational total() const;
};

/// Refuses: unknown keys, points that do not sum to 100, grades not from the top down to 0.
Result<Scheme> parse_scheme(std::string_view toml);

struct WeightedRow {
  int no = 0;
  std::string level1;
  std::optional<Rational> own;  // a weight of its own, from the document or the plan
  bool applies = true;
};
struct Spread {
  std::map<int, Rational> weights;            // rows that do not apply have none
  std::vector<std::string> empty_groups;      // points that nobody has
  std::vector<int> without_group;             // rows of a level the scheme does not know: weight 0
};
/// Refuses a row that does not apply when the scheme does not allow that, and own weights above a group's points.
Result<Spread> spread_points(const Scheme& scheme, const std::vector<WeightedRow>& rows);

/// The band of a share in percent, 0 to 100.
const Band& band_of(const std::vector<Band>& bands, const Rational& percent);

/// The grade of points out of `out_of` (scaled to 100).
const Grade& grade_of(const Scheme& scheme, const Rational& points, const Rational& out_of);

}  // namespace hallbook::indicators
