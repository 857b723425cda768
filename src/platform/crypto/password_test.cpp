// R-IDN-10: argon2id as it is kept; R-IDN-25: one-time codes by the vectors of RFC 6238.
#include <gtest/gtest.h>

#include <thread>

#include "platform/crypto/password.h"
#include "platform/crypto/totp.h"

namespace hallbook::crypto {

TEST(Password, IsHashedWithArgon2idAt64MiBThreePasses) {
  PasswordHasher hasher{1, 0};
  const auto kept = hasher.hash("Chun-tian-26");
  ASSERT_TRUE(kept);
  EXPECT_TRUE(kept->starts_with("$argon2id$v=19$m=65536,t=3,p=1$")) << *kept;
  EXPECT_TRUE(hasher.matches("Chun-tian-26", *kept).value());
  EXPECT_FALSE(hasher.matches("Chun-tian-27", *kept).value());
}

TEST(Password, NeverMatchesNothing) {
  PasswordHasher hasher{1, 0, {64, 1}};
  EXPECT_FALSE(hasher.matches("", "").value());
  EXPECT_FALSE(hasher.matches("anything", "").value());
  EXPECT_NE(hasher.hash("same").value(), hasher.hash("same").value());
  EXPECT_TRUE(hasher.matches("", hasher.hash("").value()).value());
  EXPECT_THROW(static_cast<void>(hasher.matches("x", "$argon2id$broken")), std::runtime_error);
}

TEST(Password, HashesOnlySoManyAtOnceAndTurnsTheRestAway) {
  PasswordHasher hasher{1, 1, {8 * 1024, 2}};
  std::atomic<int> done{0}, turned_away{0};
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 16; ++i)
      threads.emplace_back([&] {
        const auto hash = hasher.hash("x");
        if (hash)
          ++done;
        else if (hash.error().code == RefusalCode::unavailable)
          ++turned_away;
      });
  }
  EXPECT_EQ(done + turned_away, 16);
  EXPECT_GE(done, 1);
  EXPECT_TRUE(hasher.hash("x"));  // every place was given back
}

// RFC 6238 appendix B, SHA-1.
TEST(Totp, GivesTheCodesOfTheRfc) {
  const std::string secret = "12345678901234567890";
  const std::pair<std::int64_t, const char*> vectors[] = {{59, "94287082"},
                                                          {1'111'111'109, "07081804"},
                                                          {1'111'111'111, "14050471"},
                                                          {1'234'567'890, "89005924"},
                                                          {2'000'000'000, "69279037"},
                                                          {20'000'000'000, "65353130"}};
  for (const auto& [at, code] : vectors) {
    EXPECT_EQ(totp_code(secret, totp_step(at), 8), code) << at;
    EXPECT_EQ(totp_code(secret, totp_step(at)), std::string{code}.substr(2)) << at;
  }
}

TEST(Totp, AcceptsOneStepAroundAndEachCodeOnce) {
  const std::string secret = "12345678901234567890";
  const std::int64_t now = 1'234'567'890;
  const std::int64_t step = totp_step(now);
  const auto code = [&](std::int64_t at) { return totp_code(secret, at); };
  for (const std::int64_t off : {-1, 0, 1}) EXPECT_EQ(totp_accepts(secret, code(step + off), now, 0), step + off);
  for (const std::int64_t off : {-2, 2}) EXPECT_FALSE(totp_accepts(secret, code(step + off), now, 0));
  EXPECT_FALSE(totp_accepts(secret, code(step), now, step));
  EXPECT_FALSE(totp_accepts(secret, code(step - 1), now, step));
  EXPECT_EQ(totp_accepts(secret, code(step + 1), now, step), step + 1);
  for (const char* bad : {"", "12345", "1234567", "abcdef"}) EXPECT_FALSE(totp_accepts(secret, bad, now, 0));
}

TEST(Totp, IsShownAsAppsReadIt) {  // RFC 4648 section 10
  const std::pair<const char*, const char*> vectors[] = {{"", ""},
                                                         {"f", "MY"},
                                                         {"fo", "MZXQ"},
                                                         {"foo", "MZXW6"},
                                                         {"foob", "MZXW6YQ"},
                                                         {"fooba", "MZXW6YTB"},
                                                         {"foobar", "MZXW6YTBOI"}};
  for (const auto& [bytes, text] : vectors) EXPECT_EQ(base32(bytes), text);
  EXPECT_EQ(new_totp_secret().size(), 20u);
  EXPECT_NE(new_totp_secret(), new_totp_secret());
  EXPECT_EQ(totp_uri("foobar", "Hallbook", "li wen"),
            "otpauth://totp/Hallbook:li%20wen?secret=MZXW6YTBOI&issuer=Hallbook&algorithm=SHA1&digits=6&period=30");
}

}  // namespace hallbook::crypto
