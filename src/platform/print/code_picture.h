#pragma once
// A QR code as a picture, for files of office suites. PDF pages draw theirs as vectors: canvas.h.
#include <string>

namespace hallbook::print {

/// PNG, black on white, error correction M, four pixels a module and two modules of white around. The same text gives the same
/// bytes. Throws std::runtime_error when the text is too long for a code.
std::string code_png(const std::string& text);

}  // namespace hallbook::print
