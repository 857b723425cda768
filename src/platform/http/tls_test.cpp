// TLS: versions, endings, keys under a pass phrase.
#include "platform/http/tls_fixture.h"

namespace hallbook::http {
namespace {

TEST(Tls, AnswersInBothVersionsAndEndsProperly) {  // R-HTTP-20
  const Running running{with_certificate()};
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    TlsClient client{running.port(), version};
    ASSERT_TRUE(client.shaken);
    EXPECT_EQ(SSL_version(client.ssl), version);
    const std::string answer =
        client.ask("POST /a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 70000\r\n\r\n" +
                   std::string(70'000, 'x'));
    EXPECT_EQ(status_in(answer), 200);
    EXPECT_NE(answer.find("\r\nstrict-transport-security: "), std::string::npos);
    EXPECT_NE(answer.find(std::string(70'000, 'x')), std::string::npos);
    EXPECT_EQ(SSL_get_shutdown(client.ssl), SSL_RECEIVED_SHUTDOWN);  // the end was said, not cut
  }
}

TEST(Tls, RefusesOldVersionsAndPlainText) {  // R-HTTP-20
  const Running running{with_certificate()};
  EXPECT_FALSE((TlsClient{running.port(), TLS1_1_VERSION}.shaken));
  Client plain{running.port()};
  plain.send(get("/"));
  EXPECT_EQ(plain.read_all().find("HTTP/"), std::string::npos);
  EXPECT_TRUE((TlsClient{running.port(), TLS1_3_VERSION}.shaken));
}

TEST(Tls, AKeyUnderAPassPhraseIsRefusedNotAskedFor) {  // R-HTTP-20
  ServerOptions options = with_certificate("secret");
  options.port = 0;
  const auto server = Server::start(options, {Running::plan, Running::echo});
  ASSERT_FALSE(server);
  EXPECT_EQ(server.error().field, "certificate");
}

}  // namespace
}  // namespace hallbook::http
