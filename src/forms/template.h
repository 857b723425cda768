#pragma once
// Filling a form. A template is a document whose text holds placeholders; a bureau edits it in its office suite.
//   {{name}}  {{name.part}}        a value of the facts
//   {{name|format}}                yuan, wan (万元), words (大写), percent, date, or none: as the facts have it
//   {{^name}}                      a value whose cell joins the one above it while both print the same
//   {{#list}} … {{/list}}          table rows between the row that opens and the row that closes are repeated; both in one
//                                  row repeat that row. Inside, names are looked up in the item first
//   {{?name}} … {{/name}}          the row (or the paragraph) stands only when the value is there and not empty
// docs/rules/forms.md, R-FRM-10 to R-FRM-15.
#include "base/json.h"
#include "forms/document.h"

namespace hallbook::forms {

/// Refuses unknown names, formats that do not fit and marks that do not close; each problem names placeholder and place
/// ("表格 1 第 3 行第 2 格"). All of them at once.
Result<Document> fill(const Document& form, const Json& facts);

/// Whether a form fills, whatever the year brings: rows and paragraphs that a condition hides today and lists that are empty
/// today are looked at, too. Known is what `facts` hold and what the `example`, a form of the same kind, names. R-FRM-57
Result<> check_form(const Document& form, const Json& facts, const Document& example);

}  // namespace hallbook::forms
