#include <gtest/gtest.h>

#include "platform/files/pdf.h"
#include "tests/files/pdf.h"

namespace hallbook::files {
namespace {

using tests::pdf_of;
using tests::pdf_stream;
using tests::zlib_packed;

constexpr std::string_view embedded = "/Type /EmbeddedFile /Subtype /text#2Fxml";
const std::string deflated = std::string{embedded} + "/Filter/FlateDecode";

// R-INV-02
TEST(PdfAttachments, ReadsWhatIsAttachedAndNothingElse) {
  const std::string page = "BT (1 0 obj <</Type/EmbeddedFile>> stream no endstream) Tj ET";
  struct {
    const char* name;
    std::string pdf;
    std::vector<std::string> want;
  } const cases[] = {
      {"packed", pdf_of(pdf_stream(5, deflated, zlib_packed("<a/>"))), {"<a/>"}},
      {"plain", pdf_of(pdf_stream(5, embedded, "<a/>")), {"<a/>"}},
      {"filter in a list",
       pdf_of(pdf_stream(5, std::string{embedded} + "/Filter [ /FlateDecode ]", zlib_packed("x"))),
       {"x"}},
      {"length elsewhere", pdf_of(pdf_stream(5, deflated, zlib_packed("<a/>"), "6 0 R")), {"<a/>"}},
      {"wrong length", pdf_of(pdf_stream(5, embedded, "<a/>", "9999")), {"<a/>"}},
      {"nested dictionary, strings",
       pdf_of(pdf_stream(5, std::string{embedded} + "/Params<</Size 4/D(a\\)>>)/CheckSum<0aFF>>>", "<a/>")),
       {"<a/>"}},
      {"written again", pdf_of(pdf_stream(5, embedded, "<old/>") + pdf_stream(5, embedded, "<new/>")), {"<new/>"}},
      {"taken away", pdf_of(pdf_stream(5, embedded, "<old/>") + "5 0 obj\nnull\nendobj\n"), {}},
      {"by number", pdf_of(pdf_stream(9, embedded, "b") + pdf_stream(5, embedded, "a")), {"a", "b"}},
      {"text of a page is no object", pdf_of(pdf_stream(4, "", page)), {}},
      {"cut off", pdf_of(pdf_stream(5, embedded, "<a/>")).substr(0, 140), {}},
  };
  for (const auto& each : cases) {
    const auto files = pdf_attachments(each.pdf, "a.pdf");
    ASSERT_TRUE(files.has_value()) << each.name << ": " << files.error().message.en;
    EXPECT_EQ(*files, each.want) << each.name;
  }
}

// R-INV-02
TEST(PdfAttachments, Refuses) {
  const auto bomb = zlib_packed(std::string(1u << 20, 'a'));
  std::string many;
  for (int i = 2; i < 20; ++i) many += pdf_stream(i, embedded, "x");
  const PdfLimits small{.file_bytes = 1u << 20, .objects = 30, .attachments = 10, .inflated_bytes = 1000};
  struct {
    const char* name;
    std::string pdf;
    RefusalCode code;
  } const cases[] = {
      {"no PDF", "PK\x03\x04", RefusalCode::invalid},
      {"encrypted", pdf_of(pdf_stream(5, embedded, "x"), "<</Encrypt 7 0 R>>"), RefusalCode::unavailable},
      {"encrypted by a stream", pdf_of(pdf_stream(5, "/Type/XRef/Encrypt 7 0 R", "x")), RefusalCode::unavailable},
      {"other filter", pdf_of(pdf_stream(5, std::string{embedded} + "/Filter/LZWDecode", "x")), RefusalCode::invalid},
      {"two filters", pdf_of(pdf_stream(5, std::string{embedded} + "/Filter[/ASCIIHexDecode/FlateDecode]", "x")),
       RefusalCode::invalid},
      {"bomb", pdf_of(pdf_stream(5, deflated, bomb)), RefusalCode::over_limit},
      {"two halves of a bomb",
       pdf_of(pdf_stream(5, embedded, std::string(600, 'a')) + pdf_stream(6, embedded, std::string(600, 'a'))),
       RefusalCode::over_limit},
      {"damaged", pdf_of(pdf_stream(5, deflated, "no zlib")), RefusalCode::invalid},
      {"cut short", pdf_of(pdf_stream(5, deflated, zlib_packed("<a>hello hello</a>").substr(0, 9))),
       RefusalCode::invalid},
      {"attachments", pdf_of(many), RefusalCode::over_limit},
      {"objects", pdf_of(many + pdf_stream(30, "", "x") + std::string(pdf_of(many))), RefusalCode::over_limit},
      {"too large", pdf_of(std::string(1u << 20, ' ')), RefusalCode::over_limit},
  };
  for (const auto& each : cases) {
    const auto files = pdf_attachments(each.pdf, "a.pdf", small);
    ASSERT_FALSE(files.has_value()) << each.name;
    EXPECT_EQ(files.error().code, each.code) << each.name << ": " << files.error().message.en;
  }
}

}  // namespace
}  // namespace hallbook::files
