// Which files a paper takes: the name's ending and the first bytes must say the same.
#include "platform/files/paper_format.h"

#include <gtest/gtest.h>

namespace hallbook::files {
namespace {

// R-FND-17, R-FIL-40
TEST(PaperFiles, AreKnownByNameAndContent) {
  using namespace std::string_view_literals;
  const auto type = [](std::string_view name, std::string_view first_bytes) {
    const auto format = paper_format(name, first_bytes);
    return format ? std::string{format->content_type} + (format->shown ? " shown" : " saved") : std::string{};
  };
  EXPECT_EQ(type("报价单.PDF", "%PDF-1.7"), "application/pdf shown");
  EXPECT_EQ(type("验收.jpeg", "\xFF\xD8\xFF\xE0"sv), "image/jpeg shown");
  EXPECT_EQ(type("验收.png", "\x89PNG\r\n\x1a\n"sv), "image/png shown");
  EXPECT_EQ(type("发票.ofd", "PK\x03\x04rest"sv), "application/ofd saved");
  EXPECT_EQ(type("发票.xml", "<?xml"), "application/xml saved");
  EXPECT_EQ(type("清单.xlsx", "PK\x03\x04rest"sv),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet saved");
  for (const auto& [name, bytes] :
       {std::pair{"报价单.pdf", "<html>"}, std::pair{"报价单.html", "<html>"}, std::pair{"run.exe", "MZ"},
        std::pair{"run.pdf.exe", "%PDF-1.7"}, std::pair{"清单.xlsx", "%PDF-1.7"}, std::pair{"pdf", "%PDF-1.7"},
        std::pair{"报价单.pdf", ""}})
    EXPECT_EQ(type(name, bytes), "") << name;
}

}  // namespace
}  // namespace hallbook::files
