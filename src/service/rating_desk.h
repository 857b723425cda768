#pragma once
// Where a citizen rates: GET and POST /rate/TOKEN, without a session. What is sent becomes a row of the register `ratings`.
// Source: docs/rules/service.md, R-SRV-20 to R-SRV-24; trust.md C23.
#include <deque>
#include <map>
#include <mutex>

#include "identity/unit.h"
#include "journal/data_dir.h"
#include "platform/http/message.h"

namespace hallbook::service {

inline constexpr std::string_view rating_root = "/rate/";
inline constexpr std::uint64_t most_rating_bytes = 16 * 1024;  // of a form: 500 characters, percent-encoded

/// R-SRV-23: how many ratings one network may send in ten minutes.
struct RatingLimit {
  std::size_t most = 30;
  std::chrono::minutes span{10};
  std::size_t most_networks = 20'000;
};

class RatingDesk {
 public:
  using Today = std::function<Date(const identity::Unit& unit, Instant at)>;
  RatingDesk(journal::DataDir& data, const Clock& clock, Today today, RatingLimit limit = {});

  /// Of any request below rating_root.
  http::Response answer(const http::Request& request);

 private:
  http::Response show(const http::Request& request, std::string_view token);
  http::Response take(const http::Request& request, std::string_view token);
  bool too_many(std::string_view remote, Instant at);

  journal::DataDir& data_;
  const Clock& clock_;
  const Today today_;
  const RatingLimit limit_;
  std::mutex mutex_;
  std::map<std::string, std::deque<Instant>> sent_;  // by network
};

}  // namespace hallbook::service
