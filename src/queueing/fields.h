#pragma once
// Reads the members of a JSON object with limits, and finds the keys that nobody asked for. The first problem is kept,
// with the path of its key ("demand.profile[3]"); what is read after it has no meaning.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "queueing/value.h"

namespace hallbook::queueing {

using Problem = std::optional<Refusal>;

/// Keeps the first one.
void note(Problem& problem, std::string path, std::string zh, std::string en);

struct Range {
  double low, high;
  bool low_excluded = false;
};

class Fields {
 public:
  /// Anything but an object is a problem.
  Fields(const Value& value, std::string path, Problem& problem);
  Fields(const Fields&) = delete;
  Fields& operator=(const Fields&) = delete;
  ~Fields();

  const Value* find(std::string_view key);  // marks the key as known; nullptr when absent
  bool has(std::string_view key) { return find(key) != nullptr; }
  double number(std::string_view key, Range range, std::optional<double> otherwise = {});
  int whole(std::string_view key, int low, int high, std::optional<int> otherwise = {});
  std::string text(std::string_view key, std::optional<std::string> otherwise = {});
  bool flag(std::string_view key, bool otherwise);
  std::vector<double> numbers(std::string_view key, Range range);  // absent: empty
  const Value::Array& array(std::string_view key);               // absent: empty
  /// Position of the member's text in `names`, or `otherwise` (no default: a problem that lists the names).
  std::size_t choice(std::string_view key, const std::vector<std::string_view>& names,
                     std::optional<std::size_t> otherwise = {});

  /// Call last: an unknown key is a problem that names it and the known ones.
  void done();

  std::string path(std::string_view key) const;
  Problem& problem() { return problem_; }

 private:
  /// Kept until done(): a misspelt key is told as unknown, with the right spelling among the known ones.
  void missing(std::string_view key);
  void tell_missing();
  const Value& value_;
  std::string path_;
  Problem& problem_;
  std::vector<std::string> known_;
  std::string missing_;
};

/// A number in range, or a problem at `path`.
double number_in(const Value& value, Range range, const std::string& path, Problem& problem);

}  // namespace hallbook::queueing
