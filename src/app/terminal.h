#pragma once
// What a terminal shows: aligned tables (CJK characters are two columns wide) and progress.
#include <chrono>
#include <string>
#include <vector>

#include "base/result.h"
#include "identity/unit.h"

namespace hallbook::app {

/// Columns on a terminal: East Asian wide characters count two.
std::size_t width(std::string_view utf8);

class Table {
 public:
  explicit Table(std::vector<Text> head) : head_{std::move(head)} {}
  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
  std::string text(Lang lang) const;

 private:
  std::vector<Text> head_;
  std::vector<std::vector<std::string>> rows_;
};

/// "【示例数据】…\n" for sample units, else "".
std::string sample_line(const identity::Unit& unit, Lang lang);

/// A bar on stderr once a step took longer than a second, and only on a terminal.
class ProgressBar {
 public:
  explicit ProgressBar(std::string what);
  void show(std::uint64_t done, std::uint64_t total);
  void clear();

 private:
  std::string what_;
  std::chrono::steady_clock::time_point started_;
  std::chrono::steady_clock::time_point shown_;
  bool visible_ = false;
};

}  // namespace hallbook::app
