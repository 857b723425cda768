#pragma once
// Reading the fields of one document of the money. Private to funds/.
#include "base/quantity.h"
#include "base/text.h"
#include "funds/accounts.h"
#include "platform/http/fields.h"

namespace hallbook::funds {

inline constexpr int most_places = 3;  // of a count: kilograms to the gram

/// Takes texts and days out of fields into members, and remembers the first refusal.
class FieldTaker {
 public:
  explicit FieldTaker(const http::Fields& fields) : fields_{fields} {}

  void text(std::string_view name, std::string& to) {
    if (refusal_) return;
    auto read = fields_.text_or(name, "");
    if (!read) return keep_refusal(std::move(read.error()));
    to = trim(*read);
  }
  void day(std::string_view name, Date& to) {
    std::optional<Date> read;
    optional_day(name, read);
    if (read) to = *read;
  }
  void optional_day(std::string_view name, std::optional<Date>& to) {
    if (refusal_) return;
    auto read = fields_.day(name);
    if (!read) return keep_refusal(std::move(read.error()));
    to = *read;
  }
  void number(std::string_view name, std::optional<int>& to) {
    if (refusal_ || !fields_.has(name)) return;
    auto read = fields_.number(name);
    if (!read) return keep_refusal(std::move(read.error()));
    to = static_cast<int>(std::clamp<std::int64_t>(*read, -1, 1'000'000));
  }
  void flag(std::string_view name, bool& to) {
    if (refusal_) return;
    auto read = fields_.flag_or(name, false);
    if (!read) return keep_refusal(std::move(read.error()));
    to = *read;
  }
  /// R-FND-04. Stays as it is when absent.
  void amount(std::string_view name, Money& to) {
    std::string written;
    text(name, written);
    if (refusal_ || written.empty()) return;
    auto read = parse_amount(written, name);
    if (!read) return keep_refusal(std::move(read.error()));
    to = *read;
  }
  void count(std::string_view name, Quantity& to) {
    std::string written;
    text(name, written);
    if (refusal_ || written.empty()) return;
    auto read = parse_quantity(written, most_places);
    if (!read) {
      read.error().field = name;
      return keep_refusal(std::move(read.error()));
    }
    to = *read;
  }
  Result<> done() const {
    if (refusal_) return std::unexpected{*refusal_};
    return {};
  }

 private:
  void keep_refusal(Refusal refusal) { refusal_ = std::move(refusal); }
  const http::Fields& fields_;
  std::optional<Refusal> refusal_;
};

}  // namespace hallbook::funds
