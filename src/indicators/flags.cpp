// Source: R-EVA-17.
#include "indicators/flags.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"

namespace hallbook::indicators {
namespace {

// Words or a value settle these; once they are there, nothing is left to look at.
constexpr std::array<std::string_view, 4> settled_otherwise{"value_missing", "unmet_without_reason",
                                                            "over_fulfilled_needs_reason", "execution_needs_reason"};

bool same_flag(const FlagName& a, const FlagName& b) { return a.finding == b.finding && a.indicator == b.indicator; }

}  // namespace

bool only_to_be_seen(std::string_view finding, bool needs_decision) {
  return !needs_decision && std::ranges::find(settled_otherwise, finding) == settled_otherwise.end();
}

// R-EVA-17: what came with the plan was seen by nobody of the unit.
std::vector<FlagName> unseen_flags(const Evaluation& evaluation) {
  std::vector<FlagName> unseen;
  for (const auto& finding : evaluation.findings) {
    if (!only_to_be_seen(finding.code, finding.needs_decision)) continue;
    const auto* decision = evaluation.project.decision(finding.code, finding.indicator);
    FlagName flag{finding.code, finding.indicator};
    const auto known = [&](const FlagName& other) { return same_flag(flag, other); };
    if ((decision == nullptr || decision->proposed) && std::ranges::none_of(unseen, known))
      unseen.push_back(std::move(flag));
  }
  return unseen;
}

Result<int> note_flags(journal::Books& books, UnitId unit, const journal::Actor& actor, Instant at,
                       const Evaluation& evaluation, std::vector<FlagName> flags, const std::string& by,
                       const std::string& reason) {
  if (trim(reason).empty())
    return refuse(
        RefusalCode::invalid,
        {"请写一句理由：看过以后为什么可以照此公开", "say in a sentence why this may be published as it stands"},
        "reason");
  const auto unseen = unseen_flags(evaluation);
  if (flags.empty()) flags = unseen;
  for (const auto& flag : flags) {
    if (std::ranges::none_of(unseen, [&](const FlagName& other) { return same_flag(flag, other); }))
      return refuse(
          RefusalCode::conflict,
          {fmt::format("没有待看的标记“{}”（指标 {}）：可能已有人看过，或数变了；请刷新", flag.finding, flag.indicator),
           fmt::format("there is no flag “{}” (indicator {}) to be seen: somebody has seen it, or the figures changed; "
                       "reload",
                       flag.finding, flag.indicator)},
          "flags");
    dossier::Decision decision;
    decision.finding = flag.finding;
    decision.indicator = flag.indicator;
    decision.chosen = "noted";
    decision.by = by;
    decision.reason = trim(reason);
    if (auto done = dossier::decide(books, unit, actor, at, evaluation.project.code, decision); !done)
      return std::unexpected{done.error()};
  }
  return static_cast<int>(flags.size());
}

}  // namespace hallbook::indicators
