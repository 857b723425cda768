// The definition files that the program ships are all accepted.
#include <gtest/gtest.h>

#include "platform/files/disk.h"
#include "registers/definition.h"

namespace hallbook::registers {

TEST(ShippedDefinitions, AreAllAccepted) {
  std::size_t count = 0;
  for (const auto& file : std::filesystem::directory_iterator{HALLBOOK_SOURCE "/definitions/registers"}) {
    const auto text = files::read_file(file.path(), 1 << 20);
    ASSERT_TRUE(text);
    const auto definition = parse_definition(*text);
    ASSERT_TRUE(definition) << file.path() << ": " << definition.error().message.zh << "\n"
                            << definition.error().message.en;
    EXPECT_EQ(definition->name + ".toml", file.path().filename());
    ++count;
  }
  EXPECT_GE(count, 13U);
}

}  // namespace hallbook::registers
