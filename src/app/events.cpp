#include "app/events.h"

#include "dossier/projects.h"
#include "funds/funds.h"
#include "identity/user_events.h"
#include "indicators/evaluation.h"
#include "registers/checks.h"
#include "service/service_events.h"

namespace hallbook::app {

std::vector<journal::EventKind> all_event_kinds() {
  std::vector<journal::EventKind> kinds = identity::event_kinds();
  for (const auto& more : {registers::event_kinds(), dossier::event_kinds(), funds::event_kinds(),
                           service::event_kinds(), indicators::event_kinds()})
    kinds.insert(kinds.end(), more.begin(), more.end());
  return kinds;
}

}  // namespace hallbook::app
