// Definitions over HTTP: seen, tried, adopted. Source: docs/rules/api.md, R-API-54, R-API-55, R-API-59.
#include <fmt/format.h>

#include "app/definition_judge.h"
#include "app/house_api.h"
#include "base/line_diff.h"
#include "base/text.h"
#include "funds/books_ops.h"
#include "funds/posting_rules.h"
#include "identity/adoption.h"
#include "indicators/scheme.h"
#include "journal/lines.h"
#include "platform/http/fields.h"
#include "registers/register_fields.h"
#include "registers/registers.h"
#include "service/checklist.h"

namespace hallbook::app {

using http::Request;
using http::Response;
using http::text_json;
using identity::AdoptedDefinition;
using identity::Context;

namespace {

constexpr std::size_t largest_definition = 256 * 1024;

Text title_of(const AdoptedDefinition& adopted) {
  if (adopted.kind == "register") {
    if (const auto definition = registers::parse_definition(adopted.text)) return definition->title;
  } else if (adopted.kind == "scheme") {
    if (const auto scheme = indicators::parse_scheme(adopted.text)) return scheme->title;
  } else if (adopted.kind == "books") {
    if (const auto rules = funds::parse_book_rules(adopted.text)) return rules->title;
  } else if (adopted.kind == "checklist") {
    if (const auto list = service::read_checklist(adopted.text)) return list->title;
  }
  const Text words = definition_kind_words(adopted.kind);
  return {words.zh + " " + adopted.name, words.en + " " + adopted.name};
}

std::unexpected<Refusal> no_such_kind(std::string_view kind) {
  return refuse(
      RefusalCode::invalid,
      {fmt::format("没有 {} 这种定义", quote(kind)), fmt::format("there is no kind {} of definition", quote(kind))},
      "kind");
}

/// "12:5", "第 12 行": the numbers of a place.
std::pair<std::int64_t, std::int64_t> place_of(std::string_view where) {
  std::int64_t numbers[2] = {0, 0};
  int found = -1;
  bool inside = false;
  for (const char letter : where) {
    if (!is_digit(letter)) {
      inside = false;
      continue;
    }
    if (!inside && ++found > 1) break;
    inside = true;
    numbers[found] = numbers[found] * 10 + (letter - '0');
  }
  return {numbers[0], numbers[1]};
}

Json diff_json(std::string_view before, std::string_view after) {
  Json list = Json::Array{};
  for (const auto& line : line_diff(before, after)) {
    const std::string_view kind = line.kind == DiffLine::Kind::same      ? "same"
                                  : line.kind == DiffLine::Kind::removed ? "removed"
                                                                         : "added";
    list.push_back(Json::Object{{"kind", kind}, {"text", line.text}});
  }
  return list;
}

struct Draft {
  std::string kind, name, text, reason;
};
Result<Draft> read_draft(const Request& request) {
  const auto body = http::Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  if (auto only = body->only({"kind", "name", "text", "reason"}); !only) return std::unexpected{only.error()};
  const auto kind = body->text("kind"), name = body->text_or("name", ""), text = body->text("text"),
             reason = body->text_or("reason", "");
  for (const auto* part : {&kind, &name, &text, &reason})
    if (!*part) return std::unexpected{part->error()};
  if (!is_definition_kind(*kind)) return no_such_kind(*kind);
  return Draft{*kind, *name, *text, *reason};
}

/// R-API-59: a definition is kept under the name that its text gives itself. Whoever opened another one is told, so that
/// 2026's calendar does not become 2027's; no name at all takes the text's.
Result<> take_name(Draft& draft) {
  if (draft.text.size() > largest_definition)
    return refuse(RefusalCode::over_limit,
                  {"定义太长（超过 256 KiB），请删去一些", "the definition is too long (over 256 KiB): cut it"},
                  "text");
  const auto own = judge_definition(draft.kind, draft.text);
  if (!own) return std::unexpected{own.error()};
  if (!draft.name.empty() && draft.name != *own)
    return refuse(
        RefusalCode::invalid,
        {fmt::format("这里改的是 {}，文本里写的却是 {}：请改回去，或者从“新建”另存一份", quote(draft.name), *own),
         fmt::format("this is {}, but the text calls itself {}: change it back, or begin a new one", quote(draft.name),
                     *own)},
        "name");
  draft.name = *own;
  return {};
}

/// All that can be wrong with a text before it is adopted.
Result<> judge_draft(Context& context, Draft& draft, db::ReadTx& tx) {
  if (auto fits = take_name(draft); !fits) return fits;
  if (auto fits = judge_beside_others(tx, context.unit.id, draft.kind, draft.name, draft.text); !fits) return fits;
  return judge_beside_facts(tx, context.data.evidence(), context.unit, draft.kind, draft.text);
}

}  // namespace

Text definition_kind_words(std::string_view kind) {
  if (kind == "register") return {"台账", "register"};
  if (kind == "scheme") return {"评分方案", "scheme"};
  if (kind == "prices") return {"单价表", "prices"};
  if (kind == "funds") return {"资金规则", "rules of money"};
  if (kind == "books") return {"记账规则", "posting rules"};
  if (kind == "form") return {"表格", "form"};
  if (kind == "checklist") return {"巡检清单", "checklist"};
  return {"工作日历", "calendar"};
}

Result<Response> get_definitions(const Request&, Context& context) {
  auto tx = context.data.read();
  Json items = Json::Array{};
  for (const auto kind : definition_kinds())
    for (const auto& adopted : identity::definitions(tx, context.unit.id, kind)) {
      const auto line = journal::line_at(tx, context.unit.id, adopted.adopted_seq);
      items.push_back(Json::Object{{"kind", adopted.kind},
                                   {"name", adopted.name},
                                   {"version", adopted.version},
                                   {"title", text_json(title_of(adopted))},
                                   {"adopted_at", line ? Json{http::utc(line->meta.at)} : Json{}},
                                   {"seq", adopted.adopted_seq},
                                   {"digest", adopted.digest.hex()}});
    }
  return http::ok(Json::Object{{"items", std::move(items)}});
}

Result<Response> get_definition(const Request& request, Context& context) {
  if (!is_definition_kind(request.param("kind"))) return no_such_kind(request.param("kind"));
  const auto version = http::query_number(request, "version");
  if (!version) return std::unexpected{version.error()};
  auto tx = context.data.read();
  const auto versions =
      identity::definition_versions(tx, context.unit.id, request.param("kind"), request.param("name"));
  const AdoptedDefinition* shown = versions.empty() ? nullptr : &versions.back();
  for (const auto& one : versions)
    if (one.version == *version) shown = &one;
  if (shown == nullptr || (*version > 0 && shown->version != *version))
    return refuse(RefusalCode::not_found, {"没有这个定义或这一版", "there is no such definition or version"}, "name");
  Json list = Json::Array{};
  for (const auto& one : versions) {
    const auto line = journal::line_at(tx, context.unit.id, one.adopted_seq);
    list.push_back(Json::Object{{"version", one.version},
                                {"adopted_at", line ? Json{http::utc(line->meta.at)} : Json{}},
                                {"actor", line ? line->meta.actor : ""},
                                {"seq", one.adopted_seq},
                                {"digest", one.digest.hex()}});
  }
  return http::ok(Json::Object{{"kind", shown->kind},
                               {"name", shown->name},
                               {"version", shown->version},
                               {"title", text_json(title_of(*shown))},
                               {"digest", shown->digest.hex()},
                               {"text", shown->text},
                               {"versions", std::move(list)}});
}

Result<Response> post_definition_preview(const Request& request, Context& context) {
  auto draft = read_draft(request);
  if (!draft) return std::unexpected{draft.error()};
  auto tx = context.data.read();
  Json problems = Json::Array{}, fields = Json::Array{}, meaning = Json::Array{};
  if (const auto fine = judge_draft(context, *draft, tx); !fine) {
    const auto [line, column] = place_of(fine.error().where);
    problems.push_back(
        Json::Object{{"line", line}, {"column", column}, {"message", fine.error().message.in(context.lang)}});
  } else if (draft->kind == "register") {
    fields = registers::fields_json(*registers::parse_definition(draft->text));
  } else {
    for (const auto& line : meaning_of(draft->kind, draft->text))
      meaning.push_back(Json::Object{{"title", text_json(line.title)}, {"value", text_json(line.value)}});
  }
  const auto before = identity::find_definition(tx, context.unit.id, draft->kind, draft->name);
  return http::ok(Json::Object{{"problems", std::move(problems)},
                               {"name", draft->name},
                               {"fields", std::move(fields)},
                               {"meaning", std::move(meaning)},
                               {"diff", diff_json(before ? before->text : "", draft->text)}});
}

Result<Response> post_definition(const Request& request, Context& context) {
  auto draft = read_draft(request);
  if (!draft) return std::unexpected{draft.error()};
  {
    auto tx = context.data.read();
    if (auto fine = judge_draft(context, *draft, tx); !fine) return std::unexpected{fine.error()};
  }
  if (trim(draft->reason).empty() || !check_text(draft->reason, 200))
    return refuse(RefusalCode::invalid, {"请写明为什么改（200 字以内）", "say why (at most 200 characters)"}, "reason");
  return context.write(request, [&](journal::Books& books) -> Result<Response> {
    const auto before = identity::find_definition(books.tx, context.unit.id, draft->kind, draft->name);
    if (before && before->text == draft->text)
      return refuse(RefusalCode::invalid, {"和现在的一版一字不差", "it is the version in force, letter by letter"},
                    "text");
    if (auto fits = judge_beside_others(books.tx, context.unit.id, draft->kind, draft->name, draft->text); !fits)
      return std::unexpected{fits.error()};
    if (draft->kind == "register") {
      const registers::Acting acting{context.unit.id, context.actor(), context.at, &context.data.keys()};
      if (auto adopted = registers::adopt_register(books, acting, draft->text, draft->reason); !adopted)
        return std::unexpected{adopted.error()};
    } else if (draft->kind == "books") {
      const funds::Acting acting{context.unit.id, context.actor(), context.at, context.who->name};
      if (auto adopted = funds::adopt_books(books, acting, draft->text, draft->reason); !adopted)
        return std::unexpected{adopted.error()};
    } else {
      journal::append(books, context.unit.id, context.actor(), context.at,
                      identity::DefinitionAdopted{draft->kind, draft->name, draft->text, draft->reason});
    }
    const auto now = identity::find_definition(books.tx, context.unit.id, draft->kind, draft->name);
    return http::created(Json::Object{{"version", now ? now->version : 0}, {"seq", now ? now->adopted_seq : 0}});
  });
}

}  // namespace hallbook::app
