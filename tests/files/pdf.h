#pragma once
// Small PDFs with attachments, sound or broken, for tests of their reader.
#include <zlib.h>

#include <string>
#include <string_view>

namespace hallbook::tests {

inline std::string zlib_packed(std::string_view bytes) {
  std::string packed(compressBound(bytes.size()), '\0');
  auto size = static_cast<uLongf>(packed.size());
  compress2(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size(),
            9);
  packed.resize(size);
  return packed;
}

/// "7 0 obj << … >> stream … endstream endobj"; `length` as written, the true one when empty.
inline std::string pdf_stream(int number, std::string_view dictionary, std::string_view body, std::string length = {}) {
  if (length.empty()) length = std::to_string(body.size());
  return std::to_string(number) + " 0 obj\n<<" + std::string{dictionary} + "/Length " + length + ">>\nstream\r\n" +
         std::string{body} + "\nendstream\nendobj\n";
}

inline std::string pdf_of(std::string_view objects, std::string_view trailer = "<</Size 9/Root 1 0 R>>") {
  return "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n" + std::string{objects} +
         "trailer\n" + std::string{trailer} + "\nstartxref\n0\n%%EOF\n";
}

}  // namespace hallbook::tests
