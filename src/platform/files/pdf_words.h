#pragma once
// The words of a PDF as far as finding its streams needs them. Private to platform/files.
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace hallbook::files {

/// Keys of the outermost level without "/", each with its value as written, white space removed. Nested dictionaries
/// stand as one value; strings keep their place but not their bytes.
using PdfDictionary = std::map<std::string, std::string, std::less<>>;

class PdfWords {
 public:
  explicit PdfWords(std::string_view bytes) : bytes_{bytes} {}

  /// Moves behind the next "N G obj". false at the end of the file.
  bool find_object();
  std::int64_t object_number() const { return number_; }
  /// The dictionary that stands here, or nullopt (the object is something else, or broken).
  std::optional<PdfDictionary> dictionary();
  /// The stream behind that dictionary; moves behind it. Its own length is believed only when "endstream" stands there.
  std::optional<std::string_view> stream(const PdfDictionary& dictionary);
  /// Whether a trailer or cross-reference stream so far named an encryption.
  bool encrypted() const { return encrypted_; }

 private:
  void skip_space();
  bool skip_string();
  std::string value();

  std::string_view bytes_;
  std::size_t at_ = 0;
  std::int64_t number_ = 0;
  bool encrypted_ = false;
};

}  // namespace hallbook::files
