#pragma once
// A document as A4 pages: heads repeat, a row never splits, page numbers as GB/T 9704-2012 has them, and the proof line
// with its QR code below the type area. docs/rules/forms.md, R-FRM-20 to R-FRM-23.
#include "base/result.h"
#include "forms/document.h"

namespace hallbook::forms {

/// What proves the paper: printed small on each page. A draft says 草稿 and carries no code.
struct ProofLine {
  std::string text;  // "厅簿 · 第 3 版 · 封存 2027-01-12 16:20 · 链头 #58,113 d0583e51…be69aa78"
  std::string code;  // of the QR; "" = a draft
  std::string date;  // "2027-01-12T16:20:00+08:00": of the evaluation, so that the same paper has the same bytes
};

struct PdfFile {
  std::string bytes;
  int pages = 0;
  std::string font;  // the family that was used: another one than the document's when that is not installed
};

/// Refuses (unavailable) when no installed font has Chinese letters; names what to install.
Result<PdfFile> write_pdf(const Document& document, const ProofLine& proof);

}  // namespace hallbook::forms
