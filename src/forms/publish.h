#pragma once
// What the unit publishes of one frozen evaluation (信息公开): a page, the papers, their digests. Nothing unreviewed, no rows
// of a register and so nobody's personal data. docs/rules/forms.md, R-FRM-54, R-FRM-55.
#include "forms/papers.h"
#include "platform/files/zip_writer.h"

namespace hallbook::forms {

/// Refuses (conflict) while anything keeps the evaluation from being published, naming all of it. The same evaluation gives
/// the same bytes. Files: index.html, the papers, SHA256SUMS (what sha256sum -c reads).
Result<std::vector<files::ZipEntry>> publication(db::ReadTx& tx, const journal::EvidenceStore& evidence,
                                                 const identity::Unit& unit, const std::string& project, int frozen);

}  // namespace hallbook::forms
