#include "platform/files/disk.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "platform/files/stream.h"
#include "tests/files/temp_folder.h"

namespace hallbook::files {
namespace {

using tests::TempFolder;

std::size_t names_in(const std::filesystem::path& folder) {
  return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator{folder}, {}));
}

TEST(Disk, WritesWholeAndReadsBack) {
  const TempFolder folder;
  const auto file = folder / "a.txt";
  write_file(file, "first");
  write_file(file, "second");
  EXPECT_EQ(read_file(file, 6).value(), "second");
  EXPECT_EQ(names_in(folder.path()), 1u);  // no temporary name is left
}

TEST(Disk, RefusesWhatItCannotRead) {
  const TempFolder folder;
  EXPECT_EQ(read_file(folder / "none", 10).error().code, RefusalCode::not_found);
  EXPECT_EQ(read_file(folder.path(), 10).error().code, RefusalCode::invalid);
  write_file(folder / "a", "1234567");
  EXPECT_EQ(read_file(folder / "a", 6).error().code, RefusalCode::over_limit);
  EXPECT_TRUE(read_file(folder / "a", 7).has_value());
}

TEST(Disk, WriteThrowsAndLeavesTheOldFile) {
  const TempFolder folder;
  EXPECT_THROW(write_file(folder / "no" / "file", "x"), std::system_error);
  std::filesystem::create_directory(folder / "taken");
  EXPECT_THROW(write_file(folder / "taken", "x"), std::system_error);
  EXPECT_EQ(names_in(folder.path()), 1u);
}

TEST(Disk, CompressionRoundTripAndCaps) {
  std::string bytes;
  for (int i = 0; i < 100'000; ++i) bytes += std::to_string(i);
  const auto packed = compress(bytes);
  EXPECT_LT(packed.size(), bytes.size());
  EXPECT_EQ(decompress(packed, bytes.size()), bytes);
  EXPECT_EQ(decompress(compress(""), 0), "");
  EXPECT_FALSE(decompress(packed, bytes.size() - 1));               // over the cap
  EXPECT_FALSE(decompress(std::string_view{packed}.substr(0, packed.size() - 1), bytes.size()));
  EXPECT_FALSE(decompress("not zstd at all", 100));
  EXPECT_FALSE(decompress("", 100));
}

TEST(Stream, LinesRoundTrip) {
  const TempFolder folder;
  std::vector<std::string> lines{"", "a", std::string(200'000, 'x'), "汉字", ""};
  for (int i = 0; i < 50'000; ++i) lines.push_back("line " + std::to_string(i * 7919));
  lines.push_back("no newline behind it");
  CompressedWriter writer{folder / "rows.part"};
  for (std::size_t i = 0; i < lines.size(); ++i) writer.add(lines[i] + (i + 1 < lines.size() ? "\n" : ""));
  writer.finish(folder / "rows");
  EXPECT_EQ(names_in(folder.path()), 1u);

  auto reader = CompressedLines::open(folder / "rows");
  ASSERT_TRUE(reader);
  std::string_view line;
  for (const auto& expected : lines) {
    ASSERT_TRUE(reader->next(line).value());
    ASSERT_EQ(line, expected);
  }
  EXPECT_FALSE(reader->next(line).value());
}

TEST(Stream, NothingRemainsWithoutFinish) {
  const TempFolder folder;
  {
    CompressedWriter{folder / "rows.part"}.add("half");
  }
  EXPECT_EQ(names_in(folder.path()), 0u);
}

TEST(Stream, RefusesDamage) {
  const TempFolder folder;
  CompressedWriter writer{folder / "p"};
  for (int i = 0; i < 5000; ++i) writer.add(std::to_string(i * 31) + "\n");
  writer.finish(folder / "good");
  const auto good = read_file(folder / "good", 1 << 20).value();

  const auto outcome = [&](std::string bytes, std::size_t max_line = 100) -> std::string {
    write_file(folder / "bad", bytes);
    auto reader = CompressedLines::open(folder / "bad", max_line);
    std::string_view line;
    while (true) {
      const auto more = reader->next(line);
      if (!more) return std::string{code_name(more.error().code)};
      if (!*more) return "end";
    }
  };
  EXPECT_EQ(outcome(good), "end");
  EXPECT_EQ(outcome(good.substr(0, good.size() - 1)), "invalid");
  EXPECT_EQ(outcome(""), "invalid");
  auto flipped = good;
  flipped[good.size() / 2] = static_cast<char>(flipped[good.size() / 2] ^ 0x10);
  EXPECT_EQ(outcome(flipped), "invalid");
  EXPECT_EQ(outcome(good, 5), "over_limit");
  EXPECT_EQ(outcome(good, 6), "end");
  EXPECT_EQ(CompressedLines::open(folder / "none").error().code, RefusalCode::not_found);
}

// A disk that takes no more bytes in the middle of a file: nothing half remains.
TEST(Stream, AFullDiskThrowsAndLeavesNothing) {
  const TempFolder folder;
  write_file(folder / "kept", "old");
  const tests::SmallDisk full{64 * 1024};
  EXPECT_THROW(write_file(folder / "kept", std::string(100'000, 'x')), std::system_error);
  EXPECT_EQ(read_file(folder / "kept", 10).value(), "old");
  CompressedWriter writer{folder / "rows.part"};
  std::uint64_t noise = 1;
  EXPECT_THROW(
      for (int i = 0; i < 100'000; ++i) {
        noise = noise * 6364136223846793005u + 1442695040888963407u;
        writer.add({reinterpret_cast<const char*>(&noise), sizeof noise});
      },
      std::system_error);
}

}  // namespace
}  // namespace hallbook::files
