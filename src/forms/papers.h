#pragma once
// Every official paper that leaves the office: which kinds there are, made from the books, with what proves it. The command
// line, the server and the bundle for publication ask here. docs/rules/forms.md, R-FRM-50 to R-FRM-53.
#include <span>

#include "forms/paper_code.h"
#include "forms/pdf.h"
#include "forms/register_paper.h"
#include "forms/self_evaluation.h"
#include "indicators/evaluation.h"

namespace hallbook::forms {

struct PaperKind {
  std::string_view name;  // "self-evaluation"; those with a subject end in ':': "register:"
  Text title;
  bool freezes = false;  // made of an evaluation: a draft, or of a frozen one
};
std::span<const PaperKind> paper_kinds();
const PaperKind* paper_kind(std::string_view name);  // of "register:mailing", too

/// The shipped forms of a kind, by name: "yunnan-2026", "national-2020"; the first of Yunnan is the usual one.
std::vector<std::string> shipped_forms(std::string_view kind);
/// One of them as a document; "" = the usual one. Refuses unknown kinds and forms, naming those there are.
Result<Document> shipped_form(std::string_view kind, std::string_view form);

struct PaperOrder {
  std::string kind;  // "self-evaluation", "register:mailing", "payment-request:Q-2026-0001"
  std::string project;  // "" = the only one
  std::optional<Date> as_of;  // of a draft
  Date today;  // what a draft is of when no day is asked
  int frozen = 0;  // version; 0 = a draft
  std::string form;  // of shipped_forms(); "" = the usual one
  std::optional<Document> own;  // a form of one's own instead of that in force on the paper's day
  bool checks_own = false;  // `own` is only checked: its blank rows, too, and nothing is filled in
  std::optional<Period> period;  // of a register; the project's year by default
  const journal::KeyRing* keys = nullptr;  // to mask personal fields of a register; without ●●●
};

struct Paper {
  std::string kind, title;
  Document document;
  PaperCode code;
  std::string at;  // when it was frozen, or the day of its figures, ISO 8601
  bool draft = false;  // says 草稿 and carries no code
  bool sample = false;
  Date as_of;
  std::vector<Obstacle> obstacles;  // what keeps it from being published
};

Result<Paper> make_paper(db::ReadTx& tx, const journal::EvidenceStore& evidence, const identity::Unit& unit,
                         const PaperOrder& order);

/// R-FRM-57: whether a form of one's own fills for this kind. Errors name each placeholder and its place. Refuses kinds without
/// a template.
Result<> judge_own_form(db::ReadTx& tx, const journal::EvidenceStore& evidence, const identity::Unit& unit,
                        std::string_view kind, const Document& form, Date today);

ProofLine proof_of(const Paper& paper);

/// DOCX, XLSX or PDF by `ending` (".pdf"); refuses others. The same paper gives the same bytes.
Result<std::string> paper_bytes(const Paper& paper, std::string_view ending);

/// The proof line and code of a register that is written as a sheet.
std::string register_proof(db::ReadTx& tx, const identity::Unit& unit, const RegisterBook& book);

/// R-FRM-53: what a paper's code says, against the journal.
struct PaperCheck {
  Text what;
  bool holds = false;
};
struct CheckedPaper {
  PaperCode code;
  std::string title;
  std::vector<PaperCheck> checks;
  bool holds() const;
};
Result<CheckedPaper> check_paper(db::ReadTx& tx, const journal::EvidenceStore& evidence, const identity::Unit& unit,
                                 std::string_view code);

}  // namespace hallbook::forms
