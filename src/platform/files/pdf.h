#pragma once
// The attachments of a PDF, without anything else of it: no page, font, script or picture is looked at.
// Objects are found by walking the file from its front, so a broken cross-reference table does no harm and none is
// trusted. What is read and what is not: docs/decisions/0020-invoices.md. Source: docs/rules/contracts.md, R-INV-02.
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace hallbook::files {

struct PdfLimits {
  std::size_t file_bytes = 20u << 20;
  std::size_t objects = 100'000;
  std::size_t attachments = 64;
  std::size_t inflated_bytes = 4u << 20;  // of all attachments together
};

/// Whether the bytes say that they are a PDF (the mark may stand behind some bytes, as readers accept).
bool is_pdf(std::string_view bytes);

/// The bytes of every embedded file, the newest version of each object, in the order of their numbers. Refuses what is
/// no PDF, an encrypted one, filters other than none and FlateDecode, and what passes a limit.
Result<std::vector<std::string>> pdf_attachments(std::string_view bytes, const std::string& name,
                                                 const PdfLimits& limits = {});

}  // namespace hallbook::files
