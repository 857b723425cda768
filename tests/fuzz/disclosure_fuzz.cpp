// Any bytes: read, check, write, read again; what is written is stable. And as a plan.
#include "base/ensure.h"
#include "dossier/disclosure.h"
#include "dossier/plan.h"
#include "dossier/project_text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hallbook;
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  if (size > 0 && bytes.front() == '#') {
    (void)dossier::read_plan(bytes);
    return 0;
  }
  const auto project = dossier::read_disclosure(bytes);
  if (!project) return 0;
  const auto findings = dossier::check_project(*project);
  (void)dossier::findings_text(*project, findings, Lang::zh);
  (void)dossier::project_text(*project, Lang::en);
  (void)dossier::to_json(*project, Lang::zh).canonical();
  const std::string out = dossier::write_disclosure(*project);
  const auto again = dossier::read_disclosure(out);
  ensure(again.has_value(), "what was written reads back");
  ensure(dossier::write_disclosure(*again) == out, "written once is written for good");
  ensure(again->indicators.size() == project->indicators.size(), "the same indicators");
  dossier::Project by_hand = *project;
  by_hand.document.clear();
  (void)dossier::write_disclosure(by_hand);
  return 0;
}
