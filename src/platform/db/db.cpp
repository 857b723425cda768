#include "platform/db/db.h"

#include "base/ensure.h"
#include "platform/log/log.h"

namespace hallbook::db {

Date Row::date(std::size_t column) const {
  const auto day = parse_iso_date(text(column));
  ensure(day.has_value(), "a date column holds no ISO day");
  return *day;
}

Digest Row::digest(std::size_t column) const { return Digest::from_bytes(blob(column)); }

void Statement::bind_value(int index, const Value& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value))
    bind(index, *integer);
  else if (const auto* text = std::get_if<std::string>(&value))
    bind_text(index, *text);
  else if (const auto* bytes = std::get_if<Bytes>(&value))
    bind_blob(index, bytes->data);
  else
    bind_null(index);
}

ReadTx::ReadTx(std::shared_ptr<Connection> connection, bool begin) : connection_{std::move(connection)} {
  if (!begin) return;
  connection_->exec("BEGIN", {});
  ends_ = true;
}

ReadTx::ReadTx(ReadTx&& other) noexcept
    : connection_{std::move(other.connection_)}, ends_{std::exchange(other.ends_, false)} {}

ReadTx::~ReadTx() {
  if (!ends_ || !connection_) return;
  try {
    connection_->exec("COMMIT", {});
  } catch (
      const std::exception& e) {  // a reader has nothing to lose; the pool drops a connection still in a transaction
    log::warning("end of a read transaction: {}", e.what());
  }
}

void ReadTx::copy_row(const Row& row, std::vector<std::vector<Value>>& rows) {
  auto& copy = rows.emplace_back();
  copy.reserve(row.size());
  for (std::size_t column = 0; column < row.size(); ++column) copy.push_back(row.value(column));
}

}  // namespace hallbook::db
