// Deadlines, caps, event streams and the end: what a server does with clients that take their time.
#include <future>
#include <semaphore>

#include "platform/http/http_fixture.h"

namespace hallbook::http {
namespace {

using namespace std::chrono_literals;

ServerOptions impatient() {
  ServerOptions options;
  options.limits.head_deadline = 300ms;
  options.limits.keep_alive = 300ms;
  options.limits.body_deadline = 300ms;
  return options;
}

/// Sends one byte whenever 20 ms passed without an answer; false when the server never ended it.
bool drip_until_closed(Client& client, char byte) {
  for (int i = 0; i < 400 && !client.ended; ++i) {
    client.read_some(20);
    client.send({&byte, 1});
  }
  return client.ended;
}

TEST(Patience, HalfOpenAndIdleConnectionsAreClosed) {  // R-HTTP-15
  const Running running{impatient()};
  std::vector<std::unique_ptr<Client>> silent;
  for (int i = 0; i < 20; ++i) silent.push_back(std::make_unique<Client>(running.port()));
  for (int i = 0; i < 10; ++i) EXPECT_EQ(running.status(get("/others")), 200);
  Client idle{running.port()};
  idle.send(get("/once"));
  EXPECT_EQ(status_in(idle.read_answer()), 200);
  for (const auto& client : silent) EXPECT_EQ(client->read_all(), "");
  EXPECT_EQ(idle.read_all(), "");
  EXPECT_TRUE(idle.ended && silent.front()->ended);
}

TEST(Patience, DrippingDoesNotMoveTheDeadline) {  // R-HTTP-15
  const Running running{impatient()};
  Client head{running.port()}, body{running.port()}, chunks{running.port()};
  head.send("GET / HTTP/1.1\r\nX: ");
  body.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\n");
  chunks.send("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n1000\r\n");
  EXPECT_TRUE(drip_until_closed(head, 'a'));
  EXPECT_TRUE(drip_until_closed(body, 'a'));
  EXPECT_TRUE(drip_until_closed(chunks, 'a'));
  EXPECT_EQ(status_in(head.got), 408);
  EXPECT_EQ(status_in(body.got), 408);
}

TEST(Patience, AReaderThatDoesNotReadIsCut) {  // R-HTTP-15
  ServerOptions options = impatient();
  std::string large(40'000'000, 'x');  // more than the kernel keeps for a connection
  const Running running{options, [&](const Request&) {
                          Response response;
                          response.body = large;
                          return response;
                        }};
  Client client{running.port()};
  client.send(get("/"));
  ASSERT_TRUE(client.read_until("\r\n\r\n"));
  // 300 ms and a second per 64 KiB would be long; so the server is stopped, and gives it no more than the grace.
  running.server->stop(300ms);
  EXPECT_LT(client.read_all().size(), large.size());
}

/// Silent ones that still wait in another thread's queue would later find the first that speaks to be the oldest.
void all_in(const Running& running, std::uint64_t connections) {
  while (running.server->figures().connections < connections) std::this_thread::yield();
}

TEST(Patience, OneAddressCannotTakeAllPlaces) {  // R-HTTP-16
  ServerOptions options;
  options.limits.connections_per_address = 3;
  const Running running{options};
  std::vector<std::unique_ptr<Client>> silent;
  for (int i = 0; i < 8; ++i) silent.push_back(std::make_unique<Client>(running.port()));
  all_in(running, silent.size());
  // The silent ones make room, the oldest first, whichever thread is theirs.
  for (int i = 0; i < 5; ++i) EXPECT_EQ(running.status(get("/")), 200) << i;
}

TEST(Patience, RoomIsMadeOnEveryThread) {  // R-HTTP-16
  ServerOptions options;
  options.io_threads = 3;
  options.limits.connections = 4;
  const Running running{options};
  std::vector<std::unique_ptr<Client>> idle;
  for (int i = 0; i < 4; ++i) idle.push_back(std::make_unique<Client>(running.port()));
  all_in(running, idle.size());
  for (int i = 0; i < 40; ++i) {
    idle.push_back(std::make_unique<Client>(running.port()));
    idle.back()->send(get("/"));
    EXPECT_EQ(status_in(idle.back()->read_answer()), 200) << i;
  }
  EXPECT_EQ(running.server->figures().refused, 0);
}

Response stream_of(const Request& request) {
  Response response;
  response.events = true;
  response.topic = request.query_or("topic");
  return response;
}

TEST(Events, ReachTheStreamsOfTheirTopic) {  // R-HTTP-18
  const Running running{{}, stream_of};
  Client all{running.port()}, hall{running.port()}, other{running.port()};
  all.send(get("/events"));
  hall.send(get("/events?topic=hall"));
  other.send(get("/events?topic=other"));
  for (Client* client : {&all, &hall, &other}) ASSERT_TRUE(client->read_until("retry: 3000\n\n"));
  EXPECT_NE(all.got.find("content-type: text/event-stream\r\n"), std::string::npos);
  EXPECT_EQ(running.server->figures().event_streams, 3);
  running.server->publish("head", "{\"seq\":1}", "hall");
  running.server->publish("note", "two\nlines");
  EXPECT_TRUE(all.read_until("event: head\ndata: {\"seq\":1}\n\nevent: note\ndata: two\ndata: lines\n\n"));
  EXPECT_TRUE(hall.read_until("event: head\ndata: {\"seq\":1}\n\nevent: note\ndata: two\ndata: lines\n\n"));
  EXPECT_TRUE(other.read_until("retry: 3000\n\nevent: note\n"));
}

TEST(Events, CommentLinesKeepAStreamAndItsTimeEndsIt) {  // R-HTTP-18
  ServerOptions options;
  options.limits.event_comment = 100ms;
  options.limits.event_stream = 700ms;
  const Running running{options, stream_of};
  Client client{running.port()};
  client.send(get("/events"));
  EXPECT_TRUE(client.read_until("\n\n:\n\n:\n\n"));
  client.read_all();
  EXPECT_TRUE(client.ended);
}

TEST(Events, ASlowReaderIsDropped) {  // R-HTTP-18
  ServerOptions options;
  options.limits.event_queue_bytes = 1000;
  const Running running{options, stream_of};
  Client client{running.port()};
  client.send(get("/events"));
  ASSERT_TRUE(client.read_until("retry: 3000\n\n"));
  running.server->publish("large", std::string(2000, 'x'));
  EXPECT_EQ(client.read_all().find("xxx"), std::string::npos);
  EXPECT_TRUE(client.ended);
}

TEST(Stop, FinishesWhatRunsAndClosesWhatWaits) {  // R-HTTP-22
  std::binary_semaphore entered{0}, leave{0};
  const Running running{{}, [&](const Request& request) {
                          if (request.path == "/events") return stream_of(request);
                          if (request.path == "/slow") {
                            entered.release();
                            leave.acquire();
                          }
                          return Running::echo(request);
                        }};
  Client slow{running.port()}, idle{running.port()}, half{running.port()}, events{running.port()};
  events.send(get("/events"));
  ASSERT_TRUE(events.read_until("retry"));
  idle.send(get("/"));
  idle.read_answer();
  half.send("GET / HT");
  slow.send(get("/slow"));
  entered.acquire();
  const std::uint16_t port = running.port();
  auto stopping = std::async(std::launch::async, [&] { running.server->stop(); });
  EXPECT_EQ(idle.read_all(), "");
  EXPECT_EQ(half.read_all(), "");
  events.read_all();
  EXPECT_TRUE(events.ended);
  // Each thread closes its own door; the last one may still be about to.
  bool open = true;
  for (const auto until = std::chrono::steady_clock::now() + 4s; open && std::chrono::steady_clock::now() < until;)
    open = Client{port}.connected();
  EXPECT_FALSE(open) << "new ones are refused while the slow one is still served";
  leave.release();
  const std::string answer = slow.read_all();
  EXPECT_EQ(status_in(answer), 200);
  EXPECT_NE(answer.find("connection: close"), std::string::npos);
  EXPECT_EQ(stopping.wait_for(4s), std::future_status::ready);
}

}  // namespace
}  // namespace hallbook::http
