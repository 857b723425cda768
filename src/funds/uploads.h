#pragma once
// Files that pages bring for the money: an invoice, a signed contract, the treasury's export. They lie beside the uploads of
// imports, named by their digest, for a day; what a document names is kept as evidence.
#include "identity/page_files.h"

namespace hallbook::funds {

using FundUpload = identity::PageUpload;

/// Takes the body of a PUT. Refuses an empty one.
Result<FundUpload> take_upload(const http::Request& request, const identity::Context& context);
/// Refuses not_found once it is gone.
Result<FundUpload> find_upload(const identity::Context& context, std::string_view id);
/// Its bytes among the evidence, sealed block by block; the digest is that of the bytes.
Digest keep_upload(const identity::Context& context, const FundUpload& upload);
/// A reader's refusal names the file by its path here; a person knows it by its own name.
Refusal told_by_own_name(Refusal refusal, const FundUpload& upload);

}  // namespace hallbook::funds
