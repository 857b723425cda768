#pragma once
// Files that a page brings for an entry: uploaded first, named in the entry by their digest, found for the person who brought
// them and for a day. Private to registers/. Source: docs/rules/registers.md, R-REG-50, R-REG-51.
#include <map>

#include "identity/page_files.h"
#include "registers/entry_files.h"

namespace hallbook::registers {

using GivenTexts = std::map<std::string, std::optional<std::string>>;  // "values" of a body

/// Takes the body of a PUT. Refuses what may belong to no entry, and keeps nothing of it.
Result<FileValue> take_entry_upload(const http::Request& request, const identity::Context& context,
                                    const Definition& definition);

/// Seals what this person uploaded and the values name, before the write: no other write waits for the sealing. What was
/// not uploaded is left for name_brought_files to refuse.
Result<> keep_brought_files(const identity::Context& context, std::string_view register_name, const GivenTexts& given);
/// R-REG-51: a file is named by who brought it, not by who knows its digest; what the entry named `before` it may keep. The
/// values get the names of the uploads.
Result<> name_brought_files(const identity::Context& context, const Definition& definition, Values& values,
                            const Values* before);
/// One file that this person uploaded, sealed.
Result<FileValue> keep_brought_file(const identity::Context& context, const Definition& definition,
                                    const Digest& digest);

}  // namespace hallbook::registers
