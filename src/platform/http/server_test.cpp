#include <fstream>
#include <future>
#include <semaphore>

#include "platform/http/http_fixture.h"

namespace hallbook::http {
namespace {

using namespace std::chrono_literals;

TEST(Server, AnswersOneAfterTheOtherOnOneConnection) {
  const Running running;
  Client client{running.port()};
  for (int i = 0; i < 3; ++i) {
    client.send(get("/a/" + std::to_string(i)));
    EXPECT_EQ(body_in(client.read_answer()),
              R"({"body":"","bytes":0,"method":"GET","path":"/a/)" + std::to_string(i) + R"(","remote":"127.0.0.1"})");
  }
  client.send(get("/last", "Connection: close\r\n"));
  EXPECT_NE(client.read_all().find("connection: close"), std::string::npos);
  EXPECT_EQ(running.server->figures().requests, 4);
  EXPECT_EQ(running.server->figures().connections, 1);
}

TEST(Server, AnswersWhatWasSentAheadInOrder) {
  const Running running;
  Client client{running.port()};
  std::string all;
  for (int i = 0; i < 50; ++i)
    all += "POST /" + std::to_string(i) + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\nab";
  client.send(all);
  for (int i = 0; i < 50; ++i)
    EXPECT_NE(client.read_answer().find("\"path\":\"/" + std::to_string(i) + "\""), std::string::npos);
}

TEST(Server, ReadsAMessageThatComesByteByByte) {
  const Running running;
  Client client{running.port()};
  for (const char byte :
       get("/a", "Transfer-Encoding: chunked\r\n") + "3\r\nabc\r\n10\r\n0123456789abcdef\r\n0\r\n\r\n")
    ASSERT_TRUE(client.send({&byte, 1}));
  EXPECT_NE(client.read_answer().find(R"("body":"abc0123456789abcdef")"), std::string::npos);
}

TEST(Server, KeepsConnectionsOfHttp10OnlyWhenAsked) {
  const Running running;
  Client closes{running.port()}, stays{running.port()};
  closes.send("GET /a HTTP/1.0\r\nHost: localhost\r\n\r\n");
  EXPECT_EQ(status_in(closes.read_all()), 200);
  stays.send("GET /a HTTP/1.0\r\nHost: localhost\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_NE(stays.read_answer().find("connection: keep-alive"), std::string::npos);
}

TEST(Server, AnswersHeadWithoutABody) {
  const Running running;
  Client client{running.port()};
  client.send("HEAD /a HTTP/1.1\r\nHost: localhost\r\n\r\n" + get("/b"));
  const std::string head = client.read_answer(false);
  EXPECT_NE(head.find("content-length: 70"), std::string::npos) << head;
  EXPECT_NE(client.read_answer().find("/b"), std::string::npos);  // right behind it
}

TEST(Server, SaysContinueWhenItWillTakeTheBody) {  // R-HTTP-14
  const Running running;
  Client client{running.port()};
  client.send("POST /a HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
  ASSERT_TRUE(client.read_until("HTTP/1.1 100 Continue\r\n\r\n"));
  client.got.clear();
  client.send("abc");
  EXPECT_NE(client.read_answer().find(R"("body":"abc")"), std::string::npos);
  Client refused{running.port()};
  refused.send("POST /none HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
  EXPECT_EQ(status_in(refused.read_all()), 413);
}

TEST(Server, ARefusalReachesAClientThatStillSends) {  // R-HTTP-14
  const Running running;
  Client client{running.port()};
  client.send("POST /none HTTP/1.1\r\nHost: localhost\r\nContent-Length: 8000000\r\n\r\n");
  EXPECT_TRUE(client.send(std::string(8'000'000, 'x')));
  client.end();
  EXPECT_EQ(status_in(client.read_all()), 413);
}

TEST(Server, StreamsAnUploadToAFileAndDeletesIt) {  // R-HTTP-14
  std::filesystem::path file;
  bool right = false;
  std::string sent(5'000'000, '\0');
  for (std::size_t i = 0; i < sent.size(); ++i) sent[i] = static_cast<char>(i * 31 >> 3);
  const Running running{{}, [&](const Request& request) {
                          if (request.upload.empty()) return Running::echo(request);
                          file = request.upload;
                          std::ifstream in{file, std::ios::binary};
                          right = std::string{std::istreambuf_iterator<char>{in}, {}} == sent;
                          return Running::echo(request);
                        }};
  Client client{running.port()};
  client.send("PUT /upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000000\r\n\r\n");
  client.send(sent);
  EXPECT_NE(client.read_answer().find(R"("body":"","bytes":5000000)"), std::string::npos);
  EXPECT_TRUE(right);
  client.send(get("/next"));  // the file is gone when the next is answered
  client.read_answer();
  EXPECT_FALSE(file.empty());
  EXPECT_FALSE(std::filesystem::exists(file));
}

TEST(Server, LeavesNoFileOfAnUploadThatBreaksOff) {
  ServerOptions options;
  options.upload_folder = std::filesystem::path{testing::TempDir()} / "broken-uploads";
  std::filesystem::create_directories(options.upload_folder);
  {
    const Running running{options};
    Client client{running.port()};
    client.send("PUT /upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000000\r\n\r\n" +
                std::string(1'000'000, 'a'));
    client.end();
    EXPECT_EQ(client.read_all(), "");
  }
  EXPECT_TRUE(std::filesystem::is_empty(options.upload_folder));
}

TEST(Server, SendsAFileAndRemovesIt) {
  const auto file = std::filesystem::path{testing::TempDir()} / "export.csv";
  std::ofstream{file} << std::string(300'000, 'x');
  const Running running{{}, [&](const Request&) {
                          Response response;
                          response.file = file;
                          response.delete_file = true;
                          return response;
                        }};
  Client client{running.port()};
  client.send(get("/", "Connection: close\r\n"));
  EXPECT_EQ(body_in(client.read_all()), std::string(300'000, 'x'));
  EXPECT_FALSE(std::filesystem::exists(file));
}

TEST(Server, TurnsWhatAHandlerThrowsIntoANumber) {  // R-HTTP-19
  const Running running{{}, [](const Request& request) -> Response {
                          if (request.path == "/memory") throw std::bad_alloc{};
                          throw std::runtime_error{"secret of the house"};
                        }};
  Client client{running.port()};
  client.send(get("/", "Accept-Language: en\r\n"));
  const std::string answer = client.read_answer();
  EXPECT_EQ(status_in(answer), 500);
  EXPECT_EQ(answer.find("secret"), std::string::npos);
  EXPECT_NE(answer.find("tell the administrator its number"), std::string::npos);
  client.send(get("/memory"));
  EXPECT_EQ(status_in(client.read_answer()), 503);  // and the connection still stands
}

TEST(Server, LetsNoHeaderOfAHandlerEndItself) {  // R-HTTP-08
  const Running running{{}, [](const Request& request) {
                          Response response;
                          response.headers.emplace_back("x-name", request.query_or("name"));
                          return response;
                        }};
  Client client{running.port()};
  client.send(get("/?name=a%0d%0aset-cookie:b") + get("/?name=a"));
  const std::string answer = client.read_answer();
  EXPECT_EQ(status_in(answer), 500);
  EXPECT_EQ(answer.find("set-cookie"), std::string::npos);
  EXPECT_NE(client.read_answer().find("x-name: a\r\n"), std::string::npos);
}

TEST(Server, RefusesWhenNoWorkerIsFree) {  // R-HTTP-17
  ServerOptions options;
  options.limits.workers = 1;
  options.limits.queue = 0;
  std::binary_semaphore entered{0}, leave{0};
  const Running running{options, [&](const Request& request) {
                          if (request.path == "/slow") {
                            entered.release();
                            leave.acquire();
                          }
                          return Running::echo(request);
                        }};
  Client slow{running.port()}, other{running.port()};
  slow.send(get("/slow"));
  entered.acquire();
  other.send(get("/other"));
  const std::string answer = other.read_answer();
  EXPECT_EQ(status_in(answer), 503);
  EXPECT_NE(answer.find("retry-after: 2"), std::string::npos);
  leave.release();
  EXPECT_EQ(status_in(slow.read_answer()), 200);
  other.send(get("/other"));
  EXPECT_EQ(status_in(other.read_answer()), 200);
}

TEST(Server, TakesANameOnlyFromTheProxyItKnows) {  // R-HTTP-23
  const std::string forwarded = "X-Forwarded-For: 10.1.1.1, 10.2.2.2\r\n";
  ServerOptions options;
  options.proxy = "127.0.0.1";
  const Running behind{options}, open;
  Client proxied{behind.port()}, direct{open.port()};
  proxied.send(get("/", forwarded));
  EXPECT_NE(proxied.read_answer().find(R"("remote":"10.2.2.2")"), std::string::npos);
  direct.send(get("/", forwarded));
  EXPECT_NE(direct.read_answer().find(R"("remote":"127.0.0.1")"), std::string::npos);
}

TEST(Server, RefusesAnAddressInUseAndABadCertificate) {
  const Running running;
  ServerOptions options;
  options.port = running.port();
  const auto second = Server::start(options, {Running::plan, Running::echo});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, RefusalCode::unavailable);
  EXPECT_NE(second.error().message.en.find(std::to_string(running.port())), std::string::npos);
  options.port = 0;
  options.certificate = options.private_key = "/nowhere.pem";  // R-HTTP-20
  EXPECT_FALSE(Server::start(options, {Running::plan, Running::echo}));
  options.certificate.clear();
  options.address = "hall";
  EXPECT_FALSE(Server::start(options, {Running::plan, Running::echo}));
}

}  // namespace
}  // namespace hallbook::http
