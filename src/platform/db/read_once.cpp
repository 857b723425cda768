#include "platform/db/read_once.h"

#include "platform/log/log.h"

namespace hallbook::db {
namespace {

constexpr std::int64_t few_pages = -1000;  // KiB: the inner pages of the largest table, and the one being read

void set_kept_pages(Connection& connection, std::int64_t pages) {
  connection.script("PRAGMA cache_size = " + std::to_string(pages));
}

}  // namespace

ReadOnce::ReadOnce(ReadTx& tx) : connection_{tx.connection()} {
  before_ = tx.one_int64("PRAGMA cache_size").value_or(0);
  set_kept_pages(connection_, few_pages);
}

ReadOnce::~ReadOnce() {
  try {
    set_kept_pages(connection_, before_);
  } catch (const std::exception& fault) {  // then it reads more often
    log::error("cache_size: {}", fault.what());
  }
}

}  // namespace hallbook::db
