#pragma once
// Forms of one's own: a template that a bureau edited, adopted as a definition of kind "form" for one kind of paper and from a
// day on. Which one prints a paper follows from the paper's day and journal line, so what was frozen before prints as it
// did. docs/rules/forms.md, R-FRM-56 to R-FRM-58.
#include <optional>

#include "base/date.h"
#include "base/id.h"
#include "forms/document.h"
#include "platform/db/db.h"

namespace hallbook::forms {

struct OwnForm {
  std::string kind;  // "self-evaluation"
  Date from;
  Document document;
};

/// The text of the definition: WordprocessingML, an element a line, so that a change shows in a diff; its second line says
/// kind and day.
std::string own_form_text(const OwnForm& form);
Result<OwnForm> read_own_form(std::string_view text);

/// The form of `kind` in force on `day`, of those adopted up to journal line `at_seq` (0 = now): the one that begins last,
/// of two that begin alike the later one.
std::optional<OwnForm> own_form_on(db::ReadTx& tx, UnitId unit, std::string_view kind, Date day, std::int64_t at_seq);

}  // namespace hallbook::forms
