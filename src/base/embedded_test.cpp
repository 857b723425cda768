#include "base/embedded.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace hallbook {

TEST(Embedded, HoldsEveryByteOfAShippedFile) {
  const auto files = embedded_files("definitions/registers/mailing.toml");
  ASSERT_EQ(files.size(), 1u);
  std::ifstream in{HALLBOOK_SOURCE "/definitions/registers/mailing.toml", std::ios::binary};
  EXPECT_EQ(std::string(files.front().text), std::string(std::istreambuf_iterator<char>{in}, {}));
}

TEST(Embedded, FindsByPrefixInOrder) {
  const auto files = embedded_files("db/migrations/");
  ASSERT_GE(files.size(), 2u);
  EXPECT_TRUE(std::ranges::is_sorted(files, {}, &EmbeddedFile::path));
}

}  // namespace hallbook
