#include "platform/crypto/hash.h"

#include <gtest/gtest.h>

#include <fstream>

#include <string>
#include <vector>

namespace hallbook::crypto {

struct HashCase {
  const char* name;
  HashKind kind;
  std::string text;
  const char* want;
};
class HashTest : public testing::TestWithParam<HashCase> {};

TEST_P(HashTest, GivesTheStandardsVectors) {
  EXPECT_EQ(hash(GetParam().kind, GetParam().text).hex(), GetParam().want);
  Hasher hasher{GetParam().kind};
  for (const char c : GetParam().text) hasher.add({&c, 1});
  EXPECT_EQ(hasher.finish().hex(), GetParam().want);
}

std::string abcd(int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += "abcd";
  return text;
}

// GB/T 32905-2016 annex A (SM3), FIPS 180-4 (SHA-256); the empty SM3 with `openssl dgst -sm3 /dev/null`.
INSTANTIATE_TEST_SUITE_P(Table, HashTest,
                         testing::Values(HashCase{"sm3_a1", HashKind::sm3, "abc",
                                                  "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"},
                                         HashCase{"sm3_a2", HashKind::sm3, abcd(16),
                                                  "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"},
                                         HashCase{"sm3_empty", HashKind::sm3, "",
                                                  "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b"},
                                         HashCase{"sha256_abc", HashKind::sha256, "abc",
                                                  "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}),
                         [](const auto& one) { return std::string{one.param.name}; });

TEST(Hasher, StartsAnewAfterReset) {
  Hasher hasher;
  hasher.add("something else");
  hasher.finish();
  EXPECT_THROW(hasher.add("x"), std::logic_error);
  EXPECT_THROW(hasher.finish(), std::logic_error);
  hasher.reset();
  hasher.add("abc");
  EXPECT_EQ(hasher.finish(), sm3("abc"));
}

// Every length around the borders of the padding, in batches that leave lanes idle and make them overtake each other.
TEST(Sm3Each, GivesWhatOneByOneGives) {
  std::vector<std::string> texts;
  for (std::size_t length = 0; length < 300; ++length)
    texts.push_back(std::string(length * 37 % 300, static_cast<char>(length)));
  const std::vector<std::string_view> views(texts.begin(), texts.end());
  for (const std::size_t count : {0u, 1u, 3u, 4u, 7u, 8u, 9u, 300u}) {
    std::vector<Digest> digests(count);
    sm3_each(std::span{views}.first(count), digests);
    for (std::size_t i = 0; i < count; ++i) EXPECT_EQ(digests[i], sm3(texts[i])) << i << " of " << count;
  }
  std::vector<Digest> too_few(1);
  EXPECT_THROW(sm3_each(views, too_few), std::logic_error);
}

// GM/T 0042-2015 annex D, and two made with RFC 2104 over `openssl dgst -sm3` (docs/rules/sealing.md).
TEST(Sm3OfFile, IsThatOfItsBytes) {
  const auto file = std::filesystem::path{testing::TempDir()} / "sm3-of-file";
  const std::string bytes(600'000, 'x');  // more than two pieces
  std::ofstream{file, std::ios::binary} << bytes;
  EXPECT_EQ(sm3_of_file(file), sm3(bytes));
  std::ofstream{file, std::ios::binary | std::ios::trunc};
  EXPECT_EQ(sm3_of_file(file), sm3(""));
  std::filesystem::remove(file);
  EXPECT_FALSE(sm3_of_file(file));
  EXPECT_FALSE(sm3_of_file(file.parent_path()));  // a folder has no bytes
}

TEST(HmacSm3, GivesTheStandardsVectors) {
  const std::string data =
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopqabcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnop"
      "q";
  std::string key;
  for (char c = 1; c <= 32; ++c) key += c;
  EXPECT_EQ(hmac_sm3(key, data).hex(), "ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a");
  EXPECT_EQ(hmac_sm3(std::string(32, '\x0b'), "Hi There").hex(),
            "c0ba18c68b90c88bc07de794bfc7d2c8d19ec31ed8773bc2b390c9604e0be11e");
  std::string long_key;
  for (int c = 0; c < 100; ++c) long_key += static_cast<char>(c);
  EXPECT_EQ(hmac_sm3(long_key, "long key").hex(), "80e2e45a2f42292ce33b20004a0c9bdfcdcd98d7b21bba7e9f66b775a8a261d1");
}

}  // namespace hallbook::crypto
