#include "platform/log/log.h"

#include <gtest/gtest.h>

namespace hallbook::log {

TEST(Log, OneEntryIsOneLineWhateverItHolds) {
  EXPECT_EQ(line_of(Level::warning, "T", "a\nb\x1b[2J\x7f 好"), "T warning a\\x0ab\\x1b[2J\\x7f 好\n");
}

TEST(Log, NamesTheLevel) {
  EXPECT_EQ(line_of(Level::info, "T", "x"), "T info x\n");
  EXPECT_EQ(line_of(Level::error, "T", "x"), "T error x\n");
}

}  // namespace hallbook::log
