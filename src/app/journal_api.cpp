// Reading the journal over HTTP. Source: docs/rules/api.md, R-API-52, R-API-53.
#include <fmt/format.h>

#include "app/house_api.h"
#include "app/line_words.h"
#include "journal/lines.h"
#include "platform/http/fields.h"
#include "registers/query.h"
#include "registers/registers.h"

namespace hallbook::app {

using http::Request;
using http::Response;
using http::text_json;
using identity::Context;

namespace {

constexpr std::chrono::hours hall_offset{8};

Json line_json(const LineWords& words, const journal::Line& line) {
  const Json body = Json::parse(line.body).value_or(Json{Json::Object{}});
  const auto subject = LineWords::subject(body);
  return Json::Object{{"seq", line.meta.seq},
                      {"at", http::utc(line.meta.at)},
                      {"actor", line.meta.actor},
                      {"kind", line.kind},
                      {"title", text_json(words.title(line.kind))},
                      {"summary", text_json(words.summary(line))},
                      {"digest", line.digest.hex()},
                      {"register", subject.register_name.empty() ? Json{} : Json{subject.register_name}},
                      {"entry", subject.entry ? Json{*subject.entry} : Json{}}};
}

/// The first instant of a day in the hall.
Instant begin_of(Date day) { return Instant{std::chrono::sys_days{day}} - hall_offset; }

Result<journal::LineFilter> read_filter(const Request& request) {
  journal::LineFilter filter;
  const auto limit = http::page_limit(request);
  const auto after = http::query_number(request, "after"), entry = http::query_number(request, "entry", -1);
  const auto from = http::query_day(request, "from"), to = http::query_day(request, "to");
  if (!limit) return std::unexpected{limit.error()};
  for (const auto* number : {&after, &entry})
    if (!*number) return std::unexpected{number->error()};
  for (const auto* day : {&from, &to})
    if (!*day) return std::unexpected{day->error()};
  filter.limit = *limit + 1;
  filter.before = *after;
  filter.kind = request.query_or("kind");
  filter.actor = request.query_or("actor");
  filter.word = request.query_or("q");
  filter.register_name = request.query_or("register");
  if (*entry >= 0) filter.entry = *entry;
  if (*from) filter.from = begin_of(**from);
  if (*to) filter.until = begin_of(plus_days(**to, 1));
  return filter;
}

/// What an entry's line changed against the version before it; personal values masked.
Json changes_json(db::ReadTx& tx, Context& context, const journal::Line& line) {
  Json changes = Json::Array{};
  const Json body = Json::parse(line.body).value_or(Json{Json::Object{}});
  const auto subject = LineWords::subject(body);
  if (!subject.entry) return changes;
  const auto definition = registers::find_register(tx, context.unit.id, subject.register_name);
  if (!definition) return changes;
  const registers::Opening masks{context.data.keys().has_master() ? &context.data.keys() : nullptr, false};
  const auto versions = registers::history(tx, context.unit.id, *definition, EntryId{*subject.entry}, masks);
  if (!versions) return changes;
  const auto made = std::ranges::find(*versions, line.meta.seq, &registers::EntryVersion::seq);
  if (made == versions->end()) return changes;
  const auto print = [&](std::size_t i, const registers::Values& values) -> Json {
    if (registers::is_empty(values[i])) return {};
    return registers::print_value(definition->fields[i], values[i]);
  };
  for (std::size_t i = 0; i < definition->fields.size(); ++i) {
    const Json before = made == versions->begin() ? Json{} : print(i, std::prev(made)->values);
    Json after = print(i, made->values);
    if (before == after) continue;
    changes.push_back(Json::Object{{"field", definition->fields[i].name},
                                   {"title", text_json(definition->fields[i].title)},
                                   {"before", before},
                                   {"after", std::move(after)}});
  }
  return changes;
}

}  // namespace

Result<Response> get_journal(const Request& request, Context& context) {
  const auto filter = read_filter(request);
  if (!filter) return std::unexpected{filter.error()};
  auto tx = context.data.read();
  auto lines = journal::newest_lines(tx, context.unit.id, *filter);
  const bool more = lines.size() == filter->limit;
  if (more) lines.pop_back();
  const LineWords words{tx, context.unit.id};
  Json items = Json::Array{}, kinds = Json::Array{};
  for (const auto& line : lines) items.push_back(line_json(words, line));
  for (const auto& [kind, title] : words.kinds())
    kinds.push_back(Json::Object{{"kind", kind}, {"title", text_json(title)}});
  return http::ok(Json::Object{{"items", std::move(items)},
                               {"next", more ? Json{std::to_string(lines.back().meta.seq)} : Json{}},
                               {"kinds", std::move(kinds)}});
}

Result<Response> get_journal_line(const Request& request, Context& context) {
  const auto seq = http::path_number(request, "seq");
  if (!seq) return std::unexpected{seq.error()};
  auto tx = context.data.read();
  const auto line = journal::line_at(tx, context.unit.id, *seq);
  if (!line)
    return refuse(RefusalCode::not_found,
                  {fmt::format("日志没有第 {} 条", *seq), fmt::format("the journal has no line {}", *seq)}, "seq");
  const LineWords words{tx, context.unit.id};
  Json json = line_json(words, *line);
  json["prev"] = line->prev.hex();
  json["body"] = Json::parse(line->body).value_or(Json{});
  json["changes"] = changes_json(tx, context, *line);
  return http::ok(json);
}

Result<Response> get_journal_head(const Request&, Context& context) {
  auto tx = context.data.read();
  const auto head = journal::head(tx, context.unit.id);
  return http::ok(Json::Object{{"seq", head.seq},
                               {"digest", head.digest.hex()},
                               {"root", head.root.hex()},
                               {"at", head.seq > 0 ? http::utc(head.at) : ""}});
}

}  // namespace hallbook::app
