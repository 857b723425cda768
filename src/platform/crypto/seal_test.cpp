#include "platform/crypto/seal.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace hallbook::crypto {
namespace {

std::string counted(int from, int count) {
  std::string bytes;
  for (int i = 0; i < count; ++i) bytes += static_cast<char>(from + i);
  return bytes;
}

std::string hex(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) text += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return text;
}

struct SealCase {
  const char* name;
  Sealing sealing;
  int key_bytes, nonce_bytes;
  const char* plain;
  const char* context;
  const char* want;
};
class SealTest : public testing::TestWithParam<SealCase> {};

}  // namespace

// R-SEA-01, R-SEA-02, R-SEA-03: made apart with `openssl enc -sm4-ctr`, HMAC over `openssl dgst -sm3`, and pyca's AESGCM.
TEST_P(SealTest, GivesTheFixedBytes) {
  const auto& c = GetParam();
  const std::string key = counted(0, c.key_bytes);
  const std::string sealed = seal_with_nonce(c.sealing, key, counted(0xa0, c.nonce_bytes), c.plain, c.context);
  EXPECT_EQ(hex(sealed), c.want);
  EXPECT_EQ(open(key, sealed, c.context), c.plain);
}

INSTANTIATE_TEST_SUITE_P(
    Table, SealTest,
    testing::Values(
        SealCase{"sm4", Sealing::sm4_hmac_sm3, 48, 16, "张三", "mailing/17/recipient",
                 "01a0a1a2a3a4a5a6a7a8a9aaabacadaeaf9370961cb59efb44cf9b10a0c2170a537d4790399e8b01bb5ac06e2a5b4f"
                 "b98805c0b1754376"},
        SealCase{"sm4_empty", Sealing::sm4_hmac_sm3, 48, 16, "", "",
                 "01a0a1a2a3a4a5a6a7a8a9aaabacadaeaf302ae3c6f115a151cec8f97f9731c5037b1bc1d67efaedacf719471dc08c"
                 "0f9a"},
        SealCase{"aes", Sealing::aes256_gcm, 32, 12, "张三", "mailing/17/recipient",
                 "02a0a1a2a3a4a5a6a7a8a9aaab03a4dcc9fd42bc84bd535a0f6ff1b0271137a887e370"}),
    [](const auto& one) { return std::string{one.param.name}; });

TEST(Seal, OpensNothingThatWasTouched) {
  for (const auto sealing : {Sealing::sm4_hmac_sm3, Sealing::aes256_gcm}) {
    const std::string key = new_key(sealing);
    const std::string sealed = seal(sealing, key, "13812341234", "mailing/17/phone");
    EXPECT_EQ(open(key, sealed, "mailing/17/phone"), "13812341234");
    for (std::size_t i = 0; i < sealed.size(); ++i) {
      std::string touched = sealed;
      touched[i] = static_cast<char>(touched[i] ^ 1);
      EXPECT_EQ(open(key, touched, "mailing/17/phone"), std::nullopt) << i;
      EXPECT_EQ(open(key, sealed.substr(0, i), "mailing/17/phone"), std::nullopt) << i;
    }
    EXPECT_EQ(open(key, sealed, "mailing/18/phone"), std::nullopt);  // moved to another entry: R-SEA-04
    EXPECT_EQ(open(new_key(sealing), sealed, "mailing/17/phone"), std::nullopt);
    EXPECT_EQ(open("short", sealed, "mailing/17/phone"), std::nullopt);
    EXPECT_NE(seal(sealing, key, "a", ""), seal(sealing, key, "a", ""));  // a fresh nonce each time
  }
}

TEST(Base64, ReadsBackAndRefusesWhatItWouldNotWrite) {
  for (const auto& [plain, text] : std::vector<std::pair<std::string, std::string>>{
           {"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foobar", "Zm9vYmFy"}, {"\xff\xfe", "//4="}}) {
    EXPECT_EQ(base64(plain), text);
    EXPECT_EQ(from_base64(text), plain);
  }
  for (const char* bad : {"Zg", "Zg=", "Zh==", "Z===", "====", "Zg==Zg==", "Zm9 ", "Zm8=\n", "Zm-_"})
    EXPECT_EQ(from_base64(bad), std::nullopt) << bad;
}

}  // namespace hallbook::crypto
