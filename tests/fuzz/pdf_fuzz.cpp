// Any bytes as the objects of a PDF: its attachments stay within their limits.
#include <string>

#include "platform/files/pdf.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string input = "%PDF-1.7\n" + std::string{reinterpret_cast<const char*>(data), size};
  const hallbook::files::PdfLimits limits{
      .file_bytes = 1u << 20, .objects = 100, .attachments = 8, .inflated_bytes = 10'000};
  const auto files = hallbook::files::pdf_attachments(input, "x", limits);
  if (!files) return 0;
  std::size_t bytes = 0;
  for (const auto& file : *files) bytes += file.size();
  if (bytes > limits.inflated_bytes || files->size() > limits.attachments) __builtin_trap();
  return 0;
}
