// Flags noted as seen, over HTTP. Source: docs/rules/evaluation.md, R-EVA-17.
#include "indicators/asked.h"
#include "indicators/flags.h"
#include "indicators/indicators_api.h"
#include "platform/http/fields.h"

namespace hallbook::indicators {
namespace {

Result<std::vector<FlagName>> flags_of(const http::Fields& body) {
  const auto rows = body.objects("flags");
  if (!rows) return std::unexpected{rows.error()};
  if (rows->empty()) return refuse(RefusalCode::invalid, {"没有选中标记", "no flag is chosen"}, "flags");
  std::vector<FlagName> flags;
  for (const auto& row : *rows) {
    if (auto only = row.only({"finding", "indicator"}); !only) return std::unexpected{only.error()};
    const auto finding = row.text("finding");
    const auto indicator = row.number_or("indicator", 0);
    if (!finding) return std::unexpected{finding.error()};
    if (!indicator) return std::unexpected{indicator.error()};
    flags.push_back({*finding, static_cast<int>(std::clamp<std::int64_t>(*indicator, 0, 100'000))});
  }
  return flags;
}

}  // namespace

Result<http::Response> post_seen(const http::Request& request, identity::Context& context) {
  const auto body = http::Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  if (auto only = body->only({"as_of", "flags", "reason"}); !only) return std::unexpected{only.error()};
  const auto as_of = body->day("as_of");
  if (!as_of) return std::unexpected{as_of.error()};
  const auto reason = body->text("reason");
  if (!reason) return std::unexpected{reason.error()};
  auto flags = flags_of(*body);
  if (!flags) return std::unexpected{flags.error()};
  return context.write(request, [&](journal::Books& books) -> Result<http::Response> {
    const auto found = asked(books.tx, context, request.param("code"), *as_of);
    if (!found) return std::unexpected{found.error()};
    const auto evaluation = found->evaluator.evaluate(books.tx, found->as_of);
    const auto seen = note_flags(books, context.unit.id, context.actor(), context.at, evaluation, *flags,
                                 context.who ? context.who->display_name : "", *reason);
    if (!seen) return std::unexpected{seen.error()};
    return http::ok(Json::Object{
        {"project", evaluation.project.code}, {"seen", *seen}, {"seq", journal::head(books.tx, context.unit.id).seq}});
  });
}

}  // namespace hallbook::indicators
