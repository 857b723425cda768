#include "forms/papers.h"

#include <fmt/format.h>

#include "base/embedded.h"
#include "dossier/disclosure.h"
#include "forms/disclosure_paper.h"
#include "forms/docx.h"
#include "forms/funds_papers.h"
#include "forms/monitoring.h"
#include "forms/own_forms.h"
#include "forms/service_papers.h"
#include "forms/target_table.h"
#include "forms/template.h"
#include "forms/xlsx.h"
#include "indicators/forecast_print.h"
#include "platform/crypto/hash.h"
#include "platform/print/code_picture.h"
#include "registers/registers.h"

namespace hallbook::forms {
namespace {

const std::array all_kinds{
    PaperKind{"self-evaluation", {"项目支出绩效自评表", "self-evaluation"}, true},
    PaperKind{"report", {"项目支出绩效自评报告", "self-evaluation report"}, true},
    PaperKind{"monitoring", {"项目支出绩效运行监控表", "performance monitoring"}, true},
    PaperKind{"target-table", {"项目绩效目标表", "target table"}, false},
    PaperKind{"disclosure", {"项目公开文本", "text for publication"}, false},
    PaperKind{"execution", {"预算执行情况表", "budget execution"}, false},
    PaperKind{"register:", {"台账", "register"}, false},
    PaperKind{"payment-request:", {"用款申请单", "payment request"}, false},
    PaperKind{"acceptance:", {"验收书", "acceptance"}, false},
    PaperKind{"round-notice:", {"巡检通报", "notice of a round"}, false},
    PaperKind{"matter-notice:", {"整改通知书", "notice to put right"}, false},
};
constexpr std::string_view usual_form = "yunnan-2026";
constexpr std::string_view form_folder = "definitions/forms/";

std::string_view plain_kind(std::string_view kind) { return kind.substr(0, kind.find(':')); }
std::string_view subject_of(std::string_view kind) {
  const auto colon = kind.find(':');
  return colon == std::string_view::npos ? std::string_view{} : kind.substr(colon + 1);
}

std::string known_kinds() {
  std::string names;
  for (const auto& kind : all_kinds)
    names += fmt::format("{}{}{}", names.empty() ? "" : ", ", kind.name, kind.name.ends_with(':') ? "…" : "");
  return names;
}

std::string digest_of(std::string_view bytes) { return crypto::sm3(bytes).hex().substr(0, 16); }

/// A paper as it is being made.
struct Making {
  db::ReadTx& tx;
  const journal::EvidenceStore& evidence;
  const identity::Unit& unit;
  const PaperOrder& order;
  Paper paper;

  /// R-FRM-56: the one asked for, else the unit's own of the paper's day and journal line, else the shipped one.
  Result<Document> form_of_day() const {
    const auto kind = plain_kind(order.kind);
    if (order.own) return *order.own;
    if (order.form.empty())
      if (auto own = own_form_on(tx, unit.id, kind, paper.as_of, paper.code.seq)) return std::move(own->document);
    return shipped_form(kind, order.form);
  }
  Result<> fill_from(const Json& facts) {
    const auto form = form_of_day();
    if (!form) return std::unexpected{form.error()};
    if (order.checks_own) return check_form(*form, facts, *shipped_form(plain_kind(order.kind), ""));
    auto filled = fill(*form, facts);
    if (!filled) return std::unexpected{filled.error()};
    paper.document = *std::move(filled);
    if (paper.code.digest.empty()) paper.code.digest = digest_of(facts.canonical());
    return {};
  }
  void head_now() {
    const auto head = journal::head(tx, unit.id);
    paper.code.seq = head.seq;
    paper.code.root = head.root.hex().substr(0, 32);
    paper.at = iso(head.at);
  }
  void named(std::string title, std::string subject) {
    paper.title = std::move(title);
    paper.code.subject = std::move(subject);
  }
};

/// What papers of an evaluation are made of.
struct Evaluated {
  dossier::Project project;
  Json evaluation;
  Json forecasts = Json::Object{};  // only asked for by the monitoring table
};

Result<Evaluated> evaluated_frozen(Making& making) {
  const auto frozen =
      indicators::find_frozen(making.tx, making.evidence, making.unit.id, making.order.project, making.order.frozen);
  if (!frozen) return std::unexpected{frozen.error()};
  auto project = dossier::find_project(making.tx, making.unit.id, frozen->project, frozen->at_seq);
  if (!project) return std::unexpected{project.error()};
  auto evaluation = Json::parse(frozen->bytes);
  if (!evaluation) return std::unexpected{evaluation.error()};
  making.paper.code.version = frozen->version;
  making.paper.code.digest = digest_of(frozen->bytes);
  making.paper.at = iso(frozen->at);
  return Evaluated{*std::move(project), *std::move(evaluation)};
}

Result<Evaluated> evaluated_now(Making& making, std::int64_t at_seq) {
  auto evaluator = indicators::Evaluator::load(making.tx, making.unit.id, making.order.project, at_seq);
  if (!evaluator) return std::unexpected{evaluator.error()};
  const Period period = evaluator->project().period;
  const Date as_of = std::clamp(making.order.as_of.value_or(making.order.today), period.first, period.last);
  making.paper.draft = true;
  making.paper.at = iso(as_of) + "T00:00:00Z";
  auto evaluation = evaluator->evaluate(making.tx, as_of);
  Evaluated made{evaluator->project(), indicators::to_json(evaluation, Lang::zh)};
  if (making.order.kind == "monitoring" && as_of < period.last)
    made.forecasts = indicators::forecasts_json(making.tx, *evaluator, evaluation, Lang::zh);
  return made;
}

/// R-FRM-43: the forecast of a frozen evaluation is made again from the position and day that it was read at.
Result<> add_forecasts(Making& making, Evaluated& made) {
  const auto day = parse_iso_date(made.evaluation.at("as_of").string());
  const auto seq = made.evaluation.at("journal_head").at("seq").integer();
  const auto evaluator = indicators::Evaluator::load(making.tx, making.unit.id, made.project.code, seq);
  if (!evaluator) return std::unexpected{evaluator.error()};
  if (day && *day < evaluator->project().period.last)
    made.forecasts = indicators::forecasts_json(making.tx, *evaluator, evaluator->evaluate(making.tx, *day), Lang::zh);
  return {};
}

Result<> make_evaluated(Making& making) {
  auto made = making.order.frozen > 0 ? evaluated_frozen(making) : evaluated_now(making, 0);
  if (!made) return std::unexpected{made.error()};
  if (making.order.kind == "monitoring" && making.order.frozen > 0)
    if (auto fine = add_forecasts(making, *made); !fine) return fine;
  const auto& head = made->evaluation.at("journal_head");
  making.paper.code.seq = head.at("seq").integer();
  making.paper.code.root = head.at("root").string().substr(0, 32);
  making.paper.as_of = parse_iso_date(made->evaluation.at("as_of").string()).value_or(making.order.today);
  making.named(fmt::format("{} · {}", made->project.name, made->project.year), made->project.code);
  making.paper.obstacles = self_evaluation_obstacles(made->evaluation);
  if (making.paper.draft)
    making.paper.obstacles.push_back(
        {"draft", 0, {"还是草稿:公开前先封存", "still a draft: freeze it before publishing"}});
  const Json facts = making.order.kind == "monitoring"
                         ? monitoring_facts(made->project, made->evaluation, made->forecasts)
                     : making.order.kind == "report" ? report_facts(made->project, made->evaluation)
                                                     : self_evaluation_facts(made->project, made->evaluation);
  return making.fill_from(facts);
}

/// The document's questions that nobody of the unit has settled.
std::vector<Obstacle> project_obstacles(const dossier::Project& project) {
  std::vector<Obstacle> found;
  for (const auto& finding : dossier::check_project(project)) {
    if (!finding.needs_decision) continue;
    const auto* decision = project.decision(finding.code, finding.indicator);
    if (decision != nullptr && !decision->proposed) continue;
    found.push_back({decision == nullptr ? "undecided" : "unconfirmed",
                     finding.indicator,
                     {"待裁定:" + finding.message.zh, "undecided: " + finding.message.en}});
  }
  return found;
}

Result<> make_of_project(Making& making) {
  const auto project = dossier::find_project(making.tx, making.unit.id, making.order.project);
  if (!project) return std::unexpected{project.error()};
  making.head_now();
  making.named(fmt::format("{} · {}", project->name, project->year), project->code);
  making.paper.as_of = std::clamp(making.order.today, project->period.first, project->period.last);
  making.paper.obstacles = project_obstacles(*project);
  if (making.order.kind == "disclosure") {
    const std::string text = dossier::write_disclosure(*project);
    making.paper.document = disclosure_document(text, making.paper.title);
    making.paper.code.digest = digest_of(text);
    return {};
  }
  if (making.order.kind == "target-table") return making.fill_from(target_table_facts(*project));
  making.paper.obstacles.clear();
  const auto facts = execution_facts(making.tx, making.unit.id, *project, making.paper.as_of);
  if (!facts) return std::unexpected{facts.error()};
  return making.fill_from(*facts);
}

Result<RegisterBook> book_of(db::ReadTx& tx, const identity::Unit& unit, const PaperOrder& order,
                             registers::Definition& definition) {
  auto found = registers::find_register(tx, unit.id, subject_of(order.kind));
  if (!found) return std::unexpected{found.error()};
  definition = *std::move(found);
  Period period = order.period.value_or(year_of(static_cast<int>(order.today.year())));
  return RegisterBook{&definition, period, 0, order.keys};
}

Result<> make_register(Making& making) {
  registers::Definition definition;
  const auto book = book_of(making.tx, making.unit, making.order, definition);
  if (!book) return std::unexpected{book.error()};
  making.head_now();
  making.named(definition.title.zh, period_name(book->period));
  making.paper.as_of = book->period.last;
  auto document = register_document(making.tx, making.unit, *book);
  if (!document) return std::unexpected{document.error()};
  making.paper.document = *std::move(document);
  making.paper.code.digest = register_digest(making.tx, making.unit.id, *book).hex().substr(0, 16);
  return {};
}

Result<> make_of_funds(Making& making) {
  const std::string number{subject_of(making.order.kind)};
  const bool request = plain_kind(making.order.kind) == "payment-request";
  const auto facts = request ? request_facts(making.tx, making.unit.id, making.unit.name, number)
                             : acceptance_facts(making.tx, making.unit.id, making.unit.name, number);
  if (!facts) return std::unexpected{facts.error()};
  making.head_now();
  making.named(fmt::format("{} {}", paper_kind(making.order.kind)->title.zh, number), number);
  making.paper.as_of = making.order.today;
  making.paper.code.digest = *funds_digest(making.tx, making.unit.id, making.order.kind);
  return making.fill_from(*facts);
}

/// R-FRM-48
Result<> make_of_service(Making& making) {
  const std::string number{subject_of(making.order.kind)};
  const bool round = plain_kind(making.order.kind) == "round-notice";
  const auto facts = round ? round_notice_facts(making.tx, making.unit.id, making.unit.name, number)
                           : matter_notice_facts(making.tx, making.unit.id, making.unit.name, number);
  if (!facts) return std::unexpected{facts.error()};
  making.head_now();
  making.named(fmt::format("{} {}", paper_kind(making.order.kind)->title.zh, number), number);
  making.paper.as_of = making.order.today;
  making.paper.code.digest = *service_digest(making.tx, making.unit.id, making.order.kind);
  return making.fill_from(*facts);
}

}  // namespace

std::span<const PaperKind> paper_kinds() { return all_kinds; }

const PaperKind* paper_kind(std::string_view name) {
  for (const auto& kind : all_kinds) {
    const bool asks = kind.name.ends_with(':');
    if (kind.name == name || (asks && name.starts_with(kind.name) && name.size() > kind.name.size())) return &kind;
  }
  return nullptr;
}

std::vector<std::string> shipped_forms(std::string_view kind) {
  std::vector<std::string> names;
  const std::string ending = fmt::format("-{}.xml", plain_kind(kind));
  for (const auto& file : embedded_files(form_folder)) {
    if (!file.path.ends_with(ending)) continue;
    const auto name = file.path.substr(form_folder.size(), file.path.size() - form_folder.size() - ending.size());
    // "national-2020" is a form's name, "yunnan-2026-target" is not: a place and a year.
    if (std::ranges::count(name, '-') == 1) names.emplace_back(name);
  }
  std::ranges::stable_partition(names, [](const std::string& name) { return name == usual_form; });
  return names;
}

Result<Document> shipped_form(std::string_view kind, std::string_view form) {
  const auto names = shipped_forms(kind);
  if (names.empty())
    return refuse(RefusalCode::not_found,
                  {fmt::format("没有“{}”这种表;可用 {}", kind, known_kinds()),
                   fmt::format("there is no form “{}”; use {}", kind, known_kinds())},
                  "kind");
  const std::string wanted{form.empty() ? std::string_view{names.front()} : form};
  if (std::ranges::find(names, wanted) == names.end()) {
    std::string known;
    for (const auto& name : names) known += (known.empty() ? "" : ", ") + name;
    return refuse(RefusalCode::not_found,
                  {fmt::format("“{}”没有“{}”这个样式;可用 {}", kind, wanted, known),
                   fmt::format("{} has no form “{}”; use {}", kind, wanted, known)},
                  "form");
  }
  const std::string path = fmt::format("{}{}-{}.xml", form_folder, wanted, plain_kind(kind));
  return read_document_xml(embedded_files(path).front().text, path);
}

Result<Paper> make_paper(db::ReadTx& tx, const journal::EvidenceStore& evidence, const identity::Unit& unit,
                         const PaperOrder& order) {
  const auto* kind = paper_kind(order.kind);
  if (kind == nullptr)
    return refuse(RefusalCode::not_found,
                  {fmt::format("没有“{}”这种表;可用 {}", order.kind, known_kinds()),
                   fmt::format("there is no form “{}”; use {}", order.kind, known_kinds())},
                  "kind");
  Making making{tx, evidence, unit, order, {}};
  making.paper.kind = order.kind;
  making.paper.sample = unit.sample;
  making.paper.code.kind = order.kind;
  std::ranges::replace(making.paper.code.kind, ':', '.');
  const auto plain = plain_kind(order.kind);
  const auto made = kind->freezes                                         ? make_evaluated(making)
                    : plain == "register"                                 ? make_register(making)
                    : plain == "payment-request" || plain == "acceptance" ? make_of_funds(making)
                    : plain.ends_with("-notice")                          ? make_of_service(making)
                                                                          : make_of_project(making);
  if (!made) return std::unexpected{made.error()};
  making.paper.document.title = making.paper.title;
  return std::move(making.paper);
}

Result<> judge_own_form(db::ReadTx& tx, const journal::EvidenceStore& evidence, const identity::Unit& unit,
                        std::string_view kind, const Document& form, Date today) {
  const auto example = shipped_form(kind, "");
  if (!example) return std::unexpected{example.error()};
  PaperOrder order;
  order.kind = kind;
  order.today = today;
  order.own = form;
  order.checks_own = true;
  // Papers with a subject, and all of them before there is a project, have no facts to look at: then the shipped form's.
  const auto made = make_paper(tx, evidence, unit, order);
  if (made) return {};
  if (made.error().field == "template") return std::unexpected{made.error()};
  return check_form(form, Json::Object{}, *example);
}

/// "2026-11-29T08:06:10.899+08:00" as people read it: to the minute, in the hall's time.
std::string to_the_minute(std::string at) {
  at.resize(std::min<std::size_t>(at.size(), 16));
  std::ranges::replace(at, 'T', ' ');
  return at;
}

/// R-FRM-23: 7 point line under each page; a draft says so and has no code.
ProofLine proof_of(const Paper& paper) {
  const std::string place = fmt::format("链头 #{} {}…", paper.code.seq, paper.code.root.substr(0, 8));
  const std::string sample = paper.sample ? " · 示例" : "";
  if (paper.draft)
    return {fmt::format("厅簿 · 草稿{} · 数据截至 {} · {}", sample, iso(paper.as_of), place), "", paper.at};
  const std::string made = paper.code.version > 0
                               ? fmt::format(" · 第 {} 版 · 封存 {}", paper.code.version, to_the_minute(paper.at))
                               : fmt::format(" · 账至 {}", to_the_minute(paper.at));
  const std::string typed = short_code(paper.code);
  return {fmt::format("厅簿{}{} · {} · 内容 {}{}{}", sample, made, place, paper.code.digest,
                      typed.empty() ? "" : " · 核验码 ", typed),
          printed_code(paper.code), paper.at};
}

std::string register_proof(db::ReadTx& tx, const identity::Unit& unit, const RegisterBook& book) {
  const auto head = journal::head(tx, unit.id);
  Paper paper;
  paper.sample = unit.sample;
  paper.at = iso(head.at);
  paper.code = {"register." + book.definition->name,
                period_name(book.period),
                0,
                head.seq,
                head.root.hex().substr(0, 32),
                register_digest(tx, unit.id, book).hex().substr(0, 16)};
  const auto proof = proof_of(paper);
  return proof.text + "　" + proof.code;
}

Result<std::string> paper_bytes(const Paper& paper, std::string_view ending) {
  const ProofLine proof = proof_of(paper);
  if (ending == ".docx" || ending == ".xlsx") {
    Document with_proof = paper.document;
    with_proof.blocks.emplace_back(paragraph(proof.text, Align::center, false, 14));
    // Office files carry the code once, at their end, as a picture and as text: their pages have no room that we draw in.
    if (!proof.code.empty()) with_proof.blocks.emplace_back(paragraph(proof.code, Align::center, false, 14));
    const std::string picture = proof.code.empty() ? std::string{} : print::code_png(proof.code);
    return ending == ".docx" ? write_docx(with_proof, picture) : write_xlsx(with_proof, proof.text, picture);
  }
  if (ending == ".pdf") {
    auto pdf = write_pdf(paper.document, proof);
    if (!pdf) return std::unexpected{pdf.error()};
    return std::move(pdf->bytes);
  }
  return refuse(RefusalCode::invalid,
                {fmt::format("不能写“{}”;输出文件以 .docx、.xlsx 或 .pdf 结尾", ending),
                 fmt::format("cannot write “{}”; the output ends in .docx, .xlsx or .pdf", ending)},
                "output");
}

}  // namespace hallbook::forms
