#include "app/events.h"

#include "dossier/projects.h"
#include "identity/adoption.h"
#include "identity/unit.h"
#include "indicators/evaluation.h"
#include "registers/checks.h"

namespace hallbook::app {

std::vector<journal::EventKind> all_event_kinds() {
  std::vector<journal::EventKind> kinds{
      journal::event_kind<identity::UnitFounded>({"设立单位", "unit founded"}),
      journal::event_kind<identity::DefinitionAdopted>({"采用定义", "definition adopted"}),
  };
  for (const auto& more : {registers::event_kinds(), dossier::event_kinds(), indicators::event_kinds()})
    kinds.insert(kinds.end(), more.begin(), more.end());
  return kinds;
}

}  // namespace hallbook::app
