#include "app/shipped.h"

#include "base/embedded.h"
#include "base/ensure.h"
#include "identity/adoption.h"

namespace hallbook::app {
namespace {

std::string stem(std::string_view path) {
  path.remove_prefix(path.rfind('/') + 1);
  return std::string{path.substr(0, path.rfind('.'))};
}

}  // namespace

WorkCalendar shipped_calendar() {
  WorkCalendar calendar;
  for (const auto& file : embedded_files("definitions/calendars/")) {
    const auto loaded = calendar.load(file.text);
    ensure(loaded.has_value(), "a shipped calendar does not load");
  }
  return calendar;
}

Result<> adopt_shipped(journal::Books& books, const registers::Acting& acting) {
  for (const auto& file : embedded_files("definitions/registers/"))
    if (auto adopted = registers::adopt_register(books, acting, file.text); !adopted)
      return std::unexpected{adopted.error()};
  struct Folder {
    std::string_view path, kind;
  };
  for (const Folder folder : {Folder{"definitions/schemes/", "scheme"}, Folder{"definitions/prices/", "prices"},
                              Folder{"definitions/calendars/", "calendar"}})
    for (const auto& file : embedded_files(folder.path))
      journal::append(books, acting.unit, acting.actor, acting.at,
                      identity::DefinitionAdopted{std::string{folder.kind}, stem(file.path), std::string{file.text}});
  return {};
}

}  // namespace hallbook::app
