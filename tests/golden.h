#pragma once
// Compares text with a file under version control; ./dev golden rewrites the file, git diff reviews it.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

namespace hallbook::testing {

/// `file` is relative to the source root, e.g. "tests/golden/evaluation.json".
inline void expect_golden(const std::filesystem::path& file, const std::string& actual) {
  const auto path = std::filesystem::path{HALLBOOK_SOURCE} / file;
  if (std::getenv("HALLBOOK_UPDATE_GOLDEN") != nullptr) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream{path, std::ios::binary} << actual;
    return;
  }
  std::ifstream in{path, std::ios::binary};
  ASSERT_TRUE(in) << "no golden file; run ./dev golden: " << file;
  const std::string expected{std::istreambuf_iterator<char>{in}, {}};
  EXPECT_EQ(expected, actual) << "golden: " << file;
}

}  // namespace hallbook::testing
