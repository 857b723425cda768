#include "journal/compare_store.h"

#include <fmt/format.h>

#include "base/ensure.h"

namespace hallbook::journal::store {
namespace {

constexpr std::size_t page_rows = 1000;

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : ", ") + ('"' + name + '"');
  return text;
}

}  // namespace

int compare(const db::Value& a, const db::Value& b) {
  if (a.index() != b.index()) return a.index() < b.index() ? -1 : 1;
  const auto sign = [](const auto& left, const auto& right) { return left < right ? -1 : right < left ? 1 : 0; };
  if (const auto* integer = std::get_if<std::int64_t>(&a)) return sign(*integer, std::get<std::int64_t>(b));
  if (const auto* text = std::get_if<std::string>(&a)) return sign(*text, std::get<std::string>(b));
  if (const auto* bytes = std::get_if<db::Bytes>(&a)) return sign(bytes->data, std::get<db::Bytes>(b).data);
  return 0;
}

// Names come from the database's own catalogue, never from input.
TablePages::TablePages(db::ReadTx& tx, const db::TableShape& shape) : tx_{tx} {
  ensure(!shape.key.empty(), "a table without a primary key cannot be compared");
  std::string places;
  for (std::size_t i = 0; i < shape.key.size(); ++i) {
    places += fmt::format("{}${}", i == 0 ? "" : ", ", i + 1);
    const auto column = std::find(shape.columns.begin(), shape.columns.end(), shape.key[i]);
    key_columns_.push_back(static_cast<std::size_t>(column - shape.columns.begin()));
  }
  const std::string select = fmt::format("SELECT {} FROM \"{}\"", joined(shape.columns), shape.name);
  const std::string order = fmt::format("ORDER BY {} LIMIT {}", joined(shape.key), page_rows);
  first_sql_ = fmt::format("{} {}", select, order);
  next_sql_ = fmt::format("{} WHERE ({}) > ({}) {}", select, joined(shape.key), places, order);
}

void TablePages::next_page() {
  std::vector<db::Value> last;
  if (started_)
    for (const auto* value : key(page_.back())) last.push_back(*value);
  page_.clear();
  at_ = 0;
  tx_.each_with(started_ ? next_sql_ : first_sql_, last, [&](const db::Row& row) {
    auto& copy = page_.emplace_back();
    copy.reserve(row.size());
    for (std::size_t column = 0; column < row.size(); ++column) copy.push_back(row.value(column));
  });
  passed_ += page_.size();
  started_ = true;
}

const TableRow* TablePages::row() {
  if (at_ < page_.size()) return &page_[at_];
  if (started_ && page_.size() < page_rows) return nullptr;
  next_page();
  return page_.empty() ? nullptr : &page_.front();
}

std::vector<const db::Value*> TablePages::key(const TableRow& row) const {
  std::vector<const db::Value*> values;
  for (const std::size_t column : key_columns_) values.push_back(&row[column]);
  return values;
}

}  // namespace hallbook::journal::store
