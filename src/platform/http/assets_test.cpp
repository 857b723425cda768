#include "platform/http/assets.h"

#include <gtest/gtest.h>

namespace hallbook::http {
namespace {

constexpr Asset files[] = {
    {.path = "/index.html",
     .type = "text/html; charset=utf-8",
     .etag = "i1",
     .immutable = false,
     .identity = "page",
     .gzip = "gz",
     .brotli = ""},
    {.path = "/assets/app-1.js",
     .type = "text/javascript",
     .etag = "a1",
     .immutable = true,
     .identity = "app",
     .gzip = "gz",
     .brotli = "br"},
    {.path = "/icon.svg",
     .type = "image/svg+xml",
     .etag = "s1",
     .immutable = false,
     .identity = "svg",
     .gzip = "",
     .brotli = ""},
};

std::string header_of(const Response& response, std::string_view name) {
  for (const auto& [one, value] : response.headers)
    if (one == name) return value;
  return {};
}

std::optional<Response> ask(const char* path, std::map<std::string, std::string, std::less<>> headers = {},
                            Method method = Method::get) {
  Request request;
  request.method = method;
  request.path = path;
  request.headers = std::move(headers);
  return Assets{files}.answer(request);
}

TEST(Assets, AnswerInTheBestFormThatIsTaken) {  // R-HTTP-21
  const auto brotli = ask("/assets/app-1.js", {{"accept-encoding", "gzip, deflate, br"}});
  EXPECT_EQ(brotli->body, "br");
  EXPECT_EQ(header_of(*brotli, "content-encoding"), "br");
  EXPECT_EQ(header_of(*brotli, "vary"), "accept-encoding");
  EXPECT_EQ(header_of(*brotli, "etag"), "\"a1-br\"");
  EXPECT_EQ(header_of(*brotli, "cache-control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(ask("/assets/app-1.js", {{"accept-encoding", "br;q=0, gzip;q=0.5"}})->body, "gz");
  const auto plain = ask("/assets/app-1.js");
  EXPECT_EQ(plain->body, "app");
  EXPECT_EQ(header_of(*plain, "content-encoding"), "");
  EXPECT_EQ(header_of(*plain, "vary"), "accept-encoding");
  EXPECT_EQ(header_of(*ask("/icon.svg"), "vary"), "");
  EXPECT_EQ(ask("/icon.svg", {{"accept-encoding", "br, gzip"}})->body, "svg");
}

TEST(Assets, SayThatTheReaderHasItAlready) {  // R-HTTP-21
  for (const char* tags : {"\"a1-gzip\"", "W/\"a1-gzip\"", "\"x\", \"a1-gzip\"", "*"}) {
    const auto answer = ask("/assets/app-1.js", {{"accept-encoding", "gzip"}, {"if-none-match", tags}});
    EXPECT_EQ(answer->status, 304) << tags;
    EXPECT_EQ(answer->body, "");
    EXPECT_EQ(header_of(*answer, "etag"), "\"a1-gzip\"");
  }
  EXPECT_EQ(ask("/assets/app-1.js", {{"if-none-match", "\"a1-gzip\""}})->status, 200);  // the plain form is another
}

TEST(Assets, APageAddressIsThePage) {  // R-HTTP-21
  for (const char* path : {"/", "/index.html", "/registers/mailing", "/registers/a/"}) {
    const auto answer = ask(path);
    ASSERT_TRUE(answer) << path;
    EXPECT_EQ(answer->body, "page");
    EXPECT_EQ(header_of(*answer, "cache-control"), "no-cache");
  }
  EXPECT_TRUE(ask("/projects/2026.1", {{"accept", "text/html,*/*;q=0.8"}}));
  for (const char* path :
       {"/projects/2026.1", "/assets/gone-2.js", "/assets/gone", "/api", "/api/v1/nothing", "/favicon.ico"})
    EXPECT_FALSE(ask(path)) << path;
  EXPECT_FALSE(ask("/assets/gone-2.js", {{"accept", "text/html"}}));
  EXPECT_FALSE(ask("/", {}, Method::post));
  EXPECT_TRUE(ask("/", {}, Method::head));
}

TEST(Assets, ReadAcceptEncoding) {
  EXPECT_TRUE(accepts_encoding("gzip;q=1.0, br", "br"));
  EXPECT_TRUE(accepts_encoding("gzip;q=0.001", "gzip"));
  for (const char* header : {"", "gzip;q=0", "gzip;q=0.000", "xgzip", "identity"})
    EXPECT_FALSE(accepts_encoding(header, "gzip")) << header;
}

}  // namespace
}  // namespace hallbook::http
