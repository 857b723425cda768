// Tables that leave a register over HTTP: the rows of the list as it is filtered. Source: docs/rules/api.md, R-API-21,
// docs/rules/imports.md, R-IMP-24.
#include <fmt/format.h>

#include "base/text.h"
#include "identity/page_files.h"
#include "platform/crypto/hash.h"
#include "platform/crypto/seal.h"
#include "platform/http/fields.h"
#include "registers/entry_files.h"
#include "registers/file_events.h"
#include "registers/registers_api.h"
#include "registers/transfer.h"

namespace hallbook::registers {
namespace {

using http::Request;
using http::Response;
using identity::Context;

/// B19 of the threat model: nobody takes a whole register of telephones away.
constexpr std::size_t most_clear_rows = 200;
constexpr std::size_t longest_listing = 200;

/// The filter as the journal keeps it; what was searched for may be a name and stays out.
std::string listing_text(const std::map<std::string, std::string, std::less<>>& listing) {
  std::string text;
  for (const auto& [name, value] : listing)
    text += fmt::format("{}{}={}", text.empty() ? "" : "&", name, name == "q" ? "*" : value);
  return first_characters(text, longest_listing);
}

struct Leaving {
  bool clear = false;
  std::string reason;
};
/// Writes the file, then the line that says who took it; only then it leaves.
Result<Response> export_rows(const Request& request, Context& context, const Leaving& leaving) {
  const auto definition = [&] {
    auto tx = context.data.read();
    return find_register(tx, context.unit.id, request.param("name"));
  }();
  if (!definition) return std::unexpected{definition.error()};
  if (leaving.clear && !definition->has_personal())
    return refuse(RefusalCode::invalid,
                  {"这本台账没有个人信息，直接导出即可", "this register has no personal fields; export it as it is"},
                  "name");
  const std::string format{request.query_or("format", "xlsx")};
  if (format != "xlsx" && format != "csv")
    return refuse(RefusalCode::invalid, {"导出格式只有 xlsx 和 csv", "the formats are xlsx and csv"}, "format");
  ExportOptions options;
  options.lang = context.lang;
  options.reveal = leaving.clear;
  options.most_rows = leaving.clear ? most_clear_rows : 0;
  options.listing = request.query;
  for (const auto* name : {"after", "format", "reason", "unit"}) options.listing.erase(name);
  options.listing["state"] = request.query_or("state", "current");
  options.list.all_versions = options.listing["state"] == "all";
  const auto file = identity::upload_home(context) /
                    fmt::format("export-{}.{}", crypto::sm3(crypto::random_bytes(16)).hex().substr(0, 16), format);
  const auto written = export_register(context.data, context.unit.id, *definition, file, options);
  if (!written) return std::unexpected{written.error()};
  context.data.write([&](journal::Books& books) {
    journal::append(books, context.unit.id, context.actor(), context.at,
                    RegisterExported{.register_name = definition->name,
                                     .listing = listing_text(options.listing),
                                     .format = format,
                                     .rows = static_cast<std::int64_t>(*written),
                                     .clear = leaving.clear,
                                     .reason = leaving.reason});
  });
  return http::file_answer(
      file, fmt::format("{}-{}.{}", definition->title.in(context.lang), iso(context.today), format), true);
}

}  // namespace

// R-API-21: personal values masked.
Result<Response> get_export(const Request& request, Context& context) { return export_rows(request, context, {}); }

// R-IMP-24: personal values in clear, with a reason.
Result<Response> get_clear_export(const Request& request, Context& context) {
  const auto reason = judge_reading_reason(request.query_or("reason"));
  if (!reason) return std::unexpected{reason.error()};
  if (!context.may(identity::Permission::register_export))
    return refuse(RefusalCode::not_allowed, {"您的职责不能导出台账", "your role may not export registers"});
  return export_rows(request, context, {.clear = true, .reason = *reason});
}

}  // namespace hallbook::registers
