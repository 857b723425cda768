#include "platform/files/pdf_words.h"

#include <charconv>

#include "base/text.h"

namespace hallbook::files {
namespace {

constexpr std::size_t longest_dictionary = 64 * 1024;
constexpr int deepest_nesting = 32;

bool is_pdf_space(char byte) {
  return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t' || byte == '\f' || byte == '\0';
}
bool is_pdf_delimiter(char byte) { return std::string_view{"()<>[]{}/%"}.contains(byte); }

/// The whole number that ends before `at`, and where it begins; nullopt when none does.
std::optional<std::int64_t> number_before(std::string_view bytes, std::size_t& at) {
  auto end = at;
  while (end > 0 && is_pdf_space(bytes[end - 1])) --end;
  auto begin = end;
  while (begin > 0 && end - begin < 10 && is_digit(bytes[begin - 1])) --begin;
  if (begin == end) return std::nullopt;
  std::int64_t number = 0;
  std::from_chars(bytes.data() + begin, bytes.data() + end, number);
  at = begin;
  return number;
}

}  // namespace

bool PdfWords::find_object() {
  while (true) {
    const auto obj = bytes_.find("obj", at_);
    const auto upto = obj == std::string_view::npos ? bytes_.size() : obj;
    // Trailers stand between objects: only there is the word looked for, not inside streams.
    if (bytes_.substr(at_, upto - at_).contains("/Encrypt")) encrypted_ = true;
    if (obj == std::string_view::npos) return false;
    at_ = obj + 3;
    if (obj >= 3 && bytes_.substr(obj - 3, 3) == "end") continue;
    auto front = obj;
    if (!number_before(bytes_, front)) continue;
    const auto generation = front;
    const auto number = number_before(bytes_, front);
    if (!number || front == generation) continue;
    number_ = *number;
    return true;
  }
}

void PdfWords::skip_space() {
  while (at_ < bytes_.size()) {
    if (is_pdf_space(bytes_[at_])) {
      ++at_;
    } else if (bytes_[at_] == '%') {
      while (at_ < bytes_.size() && bytes_[at_] != '\n' && bytes_[at_] != '\r') ++at_;
    } else {
      return;
    }
  }
}

/// "(a \) (b))": parentheses nest, a backslash takes the next byte with it.
bool PdfWords::skip_string() {
  int depth = 0;
  while (at_ < bytes_.size()) {
    const char byte = bytes_[at_++];
    if (byte == '\\') ++at_;
    if (byte == '(') ++depth;
    if (byte == ')' && --depth == 0) return true;
  }
  at_ = bytes_.size();
  return false;
}

/// A value up to the next key or end of the dictionary, as written without white space between its words.
std::string PdfWords::value() {
  std::string text;
  int depth = 0;
  while (true) {
    skip_space();
    if (at_ >= bytes_.size() || text.size() > 4096) return text;
    const char byte = bytes_[at_];
    if (depth == 0 && ((byte == '/' && !text.empty()) || bytes_.substr(at_, 2) == ">>")) return text;
    if (byte == '(') {
      if (!skip_string()) return text;
      text += "()";
      continue;
    }
    if (byte == '<' && bytes_.substr(at_, 2) != "<<") {  // a string in hexadecimal digits
      at_ = std::min(bytes_.find('>', at_), bytes_.size() - 1) + 1;
      text += "()";
      continue;
    }
    if (byte == '[' || bytes_.substr(at_, 2) == "<<") ++depth;
    if (byte == ']' || bytes_.substr(at_, 2) == ">>") --depth;
    if (depth > deepest_nesting || depth < 0) return text;
    const bool doubled = bytes_.substr(at_, 2) == "<<" || bytes_.substr(at_, 2) == ">>";
    if (doubled) {
      text += bytes_.substr(at_, 2);
      at_ += 2;
      continue;
    }
    const auto begin = at_++;
    if (!is_pdf_delimiter(byte) || byte == '/')
      while (at_ < bytes_.size() && !is_pdf_space(bytes_[at_]) && !is_pdf_delimiter(bytes_[at_])) ++at_;
    if (!text.empty() && !is_pdf_delimiter(text.back()) && !is_pdf_delimiter(byte)) text += ' ';  // "12 0 R"
    text += bytes_.substr(begin, at_ - begin);
  }
}

std::optional<PdfDictionary> PdfWords::dictionary() {
  skip_space();
  if (bytes_.substr(at_, 2) != "<<") return std::nullopt;
  const auto begin = at_;
  at_ += 2;
  PdfDictionary found;
  while (at_ < bytes_.size() && at_ - begin < longest_dictionary) {
    skip_space();
    if (bytes_.substr(at_, 2) == ">>") {
      at_ += 2;
      if (found.contains("Encrypt")) encrypted_ = true;
      return found;
    }
    if (at_ >= bytes_.size() || bytes_[at_] != '/') return std::nullopt;
    const auto key = ++at_;
    while (at_ < bytes_.size() && !is_pdf_space(bytes_[at_]) && !is_pdf_delimiter(bytes_[at_])) ++at_;
    std::string name{bytes_.substr(key, at_ - key)};
    found.emplace(std::move(name), value());
  }
  return std::nullopt;
}

std::optional<std::string_view> PdfWords::stream(const PdfDictionary& dictionary) {
  skip_space();
  if (bytes_.substr(at_, 6) != "stream") return std::nullopt;
  at_ += 6;
  if (bytes_.substr(at_, 2) == "\r\n")
    at_ += 2;
  else if (at_ < bytes_.size() && (bytes_[at_] == '\n' || bytes_[at_] == '\r'))
    ++at_;
  const auto begin = at_;
  std::size_t length = 0;
  if (const auto declared = dictionary.find("Length"); declared != dictionary.end()) {
    const auto& text = declared->second;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), length);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) length = 0;  // "12 0 R": somewhere else
  }
  if (length > 0 && length <= bytes_.size() - begin) {
    at_ = begin + length;
    skip_space();
    if (bytes_.substr(at_, 9) == "endstream") {
      at_ += 9;
      return bytes_.substr(begin, length);
    }
  }
  const auto end = bytes_.find("endstream", begin);
  if (end == std::string_view::npos) {
    at_ = bytes_.size();
    return std::nullopt;
  }
  at_ = end + 9;
  auto body = bytes_.substr(begin, end - begin);
  if (body.ends_with("\r\n")) return body.substr(0, body.size() - 2);
  if (body.ends_with('\n') || body.ends_with('\r')) body.remove_suffix(1);
  return body;
}

}  // namespace hallbook::files
