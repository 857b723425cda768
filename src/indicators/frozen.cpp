// Freezing an evaluation: the whole answer in one event. Source: R-EVA-10, R-EVA-11.
#include <fmt/format.h>

#include "base/ensure.h"
#include "indicators/frozen_store.h"

namespace hallbook::indicators {

/// The complete JSON stands in the event, so the journal alone gives the same bytes again.
struct EvaluationFrozen {
  static constexpr std::string_view kind = "EvaluationFrozen";
  std::string project;
  std::int64_t version = 0;
  std::int64_t at_seq = 0;
  std::string content;
  Json to_json() const {
    return Json::Object{{"project", project}, {"version", version}, {"at_seq", at_seq}, {"content", content}};
  }
  static EvaluationFrozen from_json(const Json& body) {
    return {body.at("project").string(), body.at("version").integer(), body.at("at_seq").integer(),
            body.at("content").string()};
  }
};

void apply(journal::Books& books, const journal::Meta& meta, const EvaluationFrozen& event) {
  frozen_store::insert(
      books.tx, meta.unit,
      {event.project, static_cast<int>(event.version), meta.at, meta.actor, meta.seq, event.at_seq, event.content});
}

namespace {

Result<> may_freeze(const Evaluation& evaluation) {
  for (const auto& result : evaluation.indicators) {
    if (!result.value) continue;
    if (!result.receipt)
      return refuse(RefusalCode::wrong_state,
                    {fmt::format("指标 {} 还没有凭据，不能定稿", result.row.no),
                     fmt::format("indicator {} has no receipt yet and cannot be frozen", result.row.no)},
                    "receipt");
    if (!result.receipt->adds_up)
      return refuse(
          RefusalCode::conflict,
          {fmt::format("指标 {} 的明细与数值不符，不能定稿；请运行 hallbook verify", result.row.no),
           fmt::format("the rows of indicator {} do not add up to its value; run hallbook verify before freezing",
                       result.row.no)},
          "receipt");
  }
  const auto& row = evaluation.execution;  // R-EVA-14
  if (row.money && !(row.receipt && row.receipt->adds_up))
    return refuse(RefusalCode::conflict,
                  {"预算执行数与逐笔支付不符，不能定稿；请运行 hallbook verify",
                   "the payments do not add up to the executed amount; run hallbook verify before freezing"},
                  "execution");
  return {};
}

Result<std::string> only_project(db::ReadTx& tx, UnitId unit, std::string_view project) {
  if (!project.empty()) return std::string{project};
  const auto codes = dossier::project_codes(tx, unit);
  if (codes.size() == 1) return codes.front();
  return refuse(RefusalCode::not_found,
                {"没有项目，或有几个；请用 --project 写明", "there is no project, or several; name one with --project"},
                "project");
}

}  // namespace

Result<Frozen> freeze(journal::Books& books, UnitId unit, const journal::Actor& actor, Instant at,
                      const Evaluation& evaluation) {
  if (const auto fine = may_freeze(evaluation); !fine) return std::unexpected{fine.error()};
  EvaluationFrozen event;
  event.project = evaluation.project.code;
  event.version = frozen_store::last_version(books.tx, unit, event.project) + 1;
  event.at_seq = evaluation.head.seq;
  event.content = to_json(evaluation, Lang::zh).pretty();
  journal::append(books, unit, actor, at, event);
  auto frozen = frozen_store::find(books.tx, unit, event.project, static_cast<int>(event.version));
  ensure(frozen.has_value(), "freeze: the row vanished");
  return *frozen;
}

Result<Frozen> find_frozen(db::ReadTx& tx, const journal::EvidenceStore&, UnitId unit, std::string_view project,
                           int version) {
  const auto code = only_project(tx, unit, project);
  if (!code) return std::unexpected{code.error()};
  auto frozen = frozen_store::find(tx, unit, *code, version);
  if (frozen) return *frozen;
  return refuse(
      RefusalCode::not_found,
      {fmt::format("项目 {} 没有第 {} 版定稿；共有 {} 版", *code, version, frozen_store::last_version(tx, unit, *code)),
       fmt::format("project {} has no frozen version {}; there are {}", *code, version,
                   frozen_store::last_version(tx, unit, *code))},
      "version");
}

std::vector<Frozen> all_frozen(db::ReadTx& tx, UnitId unit, std::string_view project) {
  auto all = frozen_store::all(tx, unit);
  if (!project.empty()) std::erase_if(all, [&](const Frozen& frozen) { return frozen.project != project; });
  return all;
}

Result<bool> frozen_still_holds(db::ReadTx& tx, UnitId unit, const Frozen& frozen) {
  auto kept = Json::parse(frozen.bytes);
  if (!kept) return std::unexpected{kept.error()};
  const auto* day = kept->find("as_of");
  const auto as_of = day && day->is_string() ? parse_iso_date(day->string()) : std::nullopt;
  if (!as_of) return false;
  const auto evaluator = Evaluator::load(tx, unit, frozen.project, frozen.at_seq);
  if (!evaluator) return std::unexpected{evaluator.error()};
  auto evaluation = evaluator->evaluate(tx, *as_of);
  evaluator->attach_receipts(tx, evaluation);
  auto again = to_json(evaluation, Lang::zh);
  // The tree's root moves on with every later line; the proof of the old one is journal/'s work.
  (*kept)["journal_head"]["root"] = "";
  again["journal_head"]["root"] = "";
  return kept->canonical() == again.canonical();
}

std::vector<journal::EventKind> event_kinds() {
  return {journal::event_kind<EvaluationFrozen>({"自评定稿", "evaluation frozen"}), own_words_kind()};
}

}  // namespace hallbook::indicators
