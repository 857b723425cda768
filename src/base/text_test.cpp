#include "base/text.h"

#include <gtest/gtest.h>

#include "base/digest.h"
#include "base/ensure.h"
#include "base/utf8.h"

namespace hallbook {
namespace {

TEST(Text, Utf8IsStrict) {
  for (const std::string_view good : {"", "a", "中", "😀", "\xF4\x8F\xBF\xBF", "\xEF\xBF\xBF"})
    EXPECT_TRUE(is_utf8(good));
  for (const std::string_view bad : {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80",
                                     "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE4\xB8", "a\xFF", "\xC2"})
    EXPECT_FALSE(is_utf8(bad));
}

TEST(Text, CountsTrimsAndSplits) {
  EXPECT_EQ(count_characters("a中😀"), 3u);
  EXPECT_EQ(first_characters("a中😀", 2), "a中");
  EXPECT_EQ(first_characters("中", 9), "中");
  EXPECT_EQ(trim("\xEF\xBB\xBF \t\r\n\u3000\u00A0中 文\u3000 "), "中 文");
  EXPECT_EQ(trim(" \u3000 "), "");
  EXPECT_EQ(split("a,,b,", ','), (std::vector<std::string>{"a", "", "b", ""}));
  EXPECT_EQ(split("", ','), std::vector<std::string>{""});
}

TEST(Text, HalfWidth) {
  EXPECT_EQ(to_half_width("１２．５％"), "12.5%");
  EXPECT_EQ(to_half_width("ＡＢｃ　（！～）"), "ABc (!~)");
  EXPECT_EQ(to_half_width("﹤﹥﹦﹪﹣−𝟗"), "<>=%--9");
  EXPECT_EQ(to_half_width("中文￥、。\xff"), "中文￥、。\xff");
}

TEST(Text, QuoteIsShortAndClean) {
  EXPECT_EQ(quote("  a\nb\u202Ec\xff "), "a·b·c·");
  EXPECT_EQ(quote(std::string(50, 'x')), std::string(40, 'x') + "…");
}

TEST(Text, WhatARegisterMayStore) {  // R-TXT-01
  struct Case {
    std::string text;
    std::size_t most;
    bool lines;
    bool good;
  };
  for (const auto& c : {Case{"张三", 2, false, true}, Case{"张三", 1, false, false}, Case{"", 0, false, true},
                        Case{"a\nb", 9, false, false}, Case{"a\nb\tc", 9, true, true}, Case{"a\rb", 9, true, false},
                        Case{std::string{"a\0b", 3}, 9, true, false}, Case{"\x7F", 9, true, false},
                        Case{"\u0085", 9, true, false}, Case{"\xff", 9, true, false}, Case{"001\u202E", 9, true, false},
                        Case{"\u202A", 9, true, false}, Case{"\u2066", 9, true, false}, Case{"\u2069", 9, true, false},
                        Case{"\u200F", 9, true, false}, Case{"\u061C", 9, true, false}, Case{"😀", 1, false, true}}) {
    const auto result = check_text(c.text, c.most, c.lines);
    EXPECT_EQ(result.has_value(), c.good) << c.text;
    if (!result) {
      EXPECT_FALSE(result.error().message.zh.empty() || result.error().message.en.empty());
    }
  }
  EXPECT_EQ(check_text("123", 2).error().code, RefusalCode::over_limit);
}

TEST(Text, Masks) {  // R-MSK-01
  struct Case {
    std::string_view value;
    Mask mask;
    std::string_view shown;
  };
  for (const auto& c :
       {Case{"张三", Mask::name, "张*"}, Case{"欧阳小明", Mask::name, "欧*"}, Case{"张", Mask::name, "*"},
        Case{"13812341234", Mask::phone, "138****1234"}, Case{"67416926", Mask::phone, "*****926"},
        Case{"12345", Mask::phone, "*****"}, Case{"昆明市呈贡区呈祥街515号", Mask::address, "昆明市呈贡区****"},
        Case{"呈祥街5号", Mask::address, "呈祥****"}, Case{"530121199001011234", Mask::id_number, "530***********1234"},
        Case{"530121", Mask::id_number, "******"}, Case{"任何", Mask::all, "****"}, Case{"", Mask::all, ""},
        Case{"", Mask::name, ""}})
    EXPECT_EQ(masked(c.value, c.mask), c.shown) << c.value;
  EXPECT_EQ(mask_named("phone"), Mask::phone);
  EXPECT_EQ(mask_named("id_number"), Mask::id_number);
  EXPECT_EQ(mask_named("nothing"), std::nullopt);
}

TEST(Gb18030, EveryCodePointComesBack) {
  int refused = 0;
  for (char32_t c = 0; c <= 0x10FFFF; c += c < 0x11000 ? 1 : 61) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string utf8;
    append_utf8(utf8, c);
    ASSERT_EQ(count_characters(utf8), 1u);
    const auto bytes = utf8_to_gb18030(utf8);
    // The standard moved some private-use positions to real characters; those code points are refused.
    const bool private_use = c >= 0xE000 && c <= 0xF8FF;
    if (!bytes && private_use) {
      ++refused;
      continue;
    }
    ASSERT_TRUE(bytes) << std::hex << static_cast<unsigned>(c);
    ASSERT_EQ(gb18030_to_utf8(*bytes), utf8) << std::hex << static_cast<unsigned>(c);
  }
  EXPECT_LE(refused, 30);
}

TEST(Gb18030, KnownBytes) {
  const std::pair<std::string_view, std::string_view> known[] = {{"中文", "\xD6\xD0\xCE\xC4"},
                                                                 {"abc", "abc"},
                                                                 {"€", "\xA2\xE3"},
                                                                 {"￥", "\xA3\xA4"},
                                                                 {"㐀", "\x81\x39\xEE\x39"},
                                                                 {"😀", "\x94\x39\xFC\x36"},
                                                                 {"\U00010000", "\x90\x30\x81\x30"},
                                                                 {"龘", "\xFD\x93"},
                                                                 {"﹦", "\xA9\x84"}};
  for (const auto& [utf8, bytes] : known) {
    EXPECT_EQ(gb18030_to_utf8(bytes), utf8);
    EXPECT_EQ(utf8_to_gb18030(utf8), bytes) << utf8;
  }
}

TEST(Gb18030, BadBytesAreNamed) {
  const std::pair<std::string_view, std::size_t> bad[] = {{"ab\xFF", 2},       {"\xD6", 0},     {"ab\xD6\xD0\xCE", 4},
                                                          {"\x81\x30\x81", 0}, {"\xD6\x20", 0}, {"\x84\x39\xFF\x30", 0},
                                                          {"a\x80", 1}};
  for (const auto& [bytes, at] : bad) {
    EXPECT_FALSE(gb18030_to_utf8(bytes));
    EXPECT_EQ(gb18030_error_at(bytes), at);
  }
  EXPECT_FALSE(utf8_to_gb18030("\xED\xA0\x80"));
  EXPECT_EQ(gb18030_error_at("\xD6\xD0"), std::nullopt);
  std::string large;
  for (int i = 0; i < 5000; ++i) large += "中a";
  EXPECT_EQ(gb18030_to_utf8(utf8_to_gb18030(large).value()), large);
}

TEST(Digest, HexBackAndForth) {
  Digest digest;
  digest.bytes[0] = 0xAB;
  digest.bytes[31] = 0x01;
  EXPECT_EQ(Digest::from_hex(digest.hex()), digest);
  EXPECT_EQ(digest.hex().substr(0, 4), "ab00");
  EXPECT_EQ(Digest::from_bytes(digest.view()), digest);
  EXPECT_FALSE(Digest::from_hex(digest.hex().substr(1)));
  EXPECT_FALSE(Digest::from_hex("AB" + digest.hex().substr(2)));
  EXPECT_FALSE(Digest::from_hex("g" + digest.hex().substr(1)));
  EXPECT_THROW((void)Digest::from_bytes("short"), BrokenInvariant);
}

}  // namespace
}  // namespace hallbook
