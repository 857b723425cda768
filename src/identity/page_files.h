#pragma once
// Files that pages bring and get back. What was uploaded lies in uploads/UNIT/ID/NAME of the data directory for a day;
// what a document names is kept as evidence, sealed, and opened for one answer. Source: docs/rules/files.md, R-FIL-41.
#include "identity/access.h"

namespace hallbook::identity {

struct PageUpload {
  std::string id, name;
  std::filesystem::path file;
  std::uint64_t bytes = 0;
  Digest digest;  // of what was just taken; nothing when it was found again
};

/// "../../etc/x" → "x"; signs that no file name may hold go.
std::string plain_file_name(std::string_view name);
/// uploads/UNIT of the data directory; made when it is not there. What is older than a day goes.
std::filesystem::path upload_home(const Context& context);

/// Takes the body of a PUT under the id MARK + digits, made from its bytes and from `owner`, whom it is found for alone ("" =
/// whoever names the id). Refuses an empty body.
Result<PageUpload> take_page_upload(const http::Request& request, const Context& context, std::string_view mark,
                                    std::string_view owner = {});
/// Refuses not_found once it is gone, and ids that do not begin with `mark`.
Result<PageUpload> find_page_upload(const Context& context, std::string_view mark, std::string_view id);
/// The id that take_page_upload gives to bytes of this digest.
std::string page_upload_id(std::string_view mark, const Digest& digest, std::string_view owner);

enum class Handing { shown_when_safe, saved };
/// A sealed file opened for one answer, under `name`: pictures and PDF are shown by the browser or saved, everything else is
/// saved. The caller has read the digest out of a document that the person may read.
Result<http::Response> sealed_file_answer(const Context& context, std::string name, const Digest& digest,
                                          Handing handing);

}  // namespace hallbook::identity
