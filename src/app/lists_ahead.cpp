#include "app/lists_ahead.h"

#include "identity/unit.h"
#include "platform/db/read_once.h"
#include "platform/log/log.h"
#include "registers/registers.h"

namespace hallbook::app {
namespace {

void read_all(journal::DataDir& data, const std::stop_token& stop) try {
  auto tx = data.read();
  const db::ReadOnce once{tx};
  for (const auto& unit : identity::units(tx))
    for (const auto& definition : registers::all_registers(tx, unit.id)) {
      if (stop.stop_requested()) return;
      registers::read_ahead(tx, unit.id, definition);
    }
} catch (const std::exception& fault) {
  log::error("reading lists ahead: {}", fault.what());
}

}  // namespace

ListsAhead::ListsAhead(journal::DataDir& data)
    : thread_{[&data](const std::stop_token& stop) { read_all(data, stop); }} {}

}  // namespace hallbook::app
