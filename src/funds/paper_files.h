#pragma once
// The files of a request's papers: kept sealed under the digest that the paper names, and given back
// to whoever may read the request. Source: docs/rules/funds.md, R-FND-17.
#include "funds/request.h"
#include "identity/access.h"
#include "platform/http/fields.h"

namespace hallbook::funds {

/// A body with papers whose "upload" is kept: they bear the digest and, where none was typed, the file's name. Refuses an
/// upload that is gone, a kind of file that is not taken, and a digest that no paper of `before` bears: a file is named by
/// who brings it, not by who knows its digest.
Result<http::Fields> with_uploads_kept(const identity::Context& context, const http::Fields& body,
                                       const std::vector<PaperFile>& before);

/// A sealed file opened for one answer, under the name that its document gives it; what is no known format is saved, never
/// shown. The caller has read the digest out of a document that the person may read.
Result<http::Response> sealed_file(const identity::Context& context, std::string name, const Digest& digest);

/// The file of a request's paper; refuses not_found what is no paper of it.
Result<http::Response> paper_file(const identity::Context& context, const Request& request, std::string_view digest);

}  // namespace hallbook::funds
