#pragma once
// XML as a stream of elements. No DTD, no entities of its own, bounded depth and token length.
// Source: docs/rules/files.md, R-FIL-09.
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "platform/files/archive.h"

namespace hallbook::files {

/// Attributes of one element; names are local ones ("id" for r:id).
class Attributes {
 public:
  explicit Attributes(const char* const* pairs) : pairs_{pairs} {}
  std::optional<std::string_view> find(std::string_view local_name) const;
  std::string_view get(std::string_view local_name) const { return find(local_name).value_or(std::string_view{}); }

 private:
  const char* const* pairs_;  // name, value, …, nullptr
};

/// Gets what the parser meets. Names come without their prefix.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void start(std::string_view name, const Attributes& attributes) = 0;
  virtual void end(std::string_view name) = 0;
  virtual void text(std::string_view piece) = 0;

  /// Ends the parse with this refusal; the first one counts.
  void stop(Refusal refusal) {
    if (!refusal_) refusal_ = std::move(refusal);
  }
  const std::optional<Refusal>& stopped() const { return refusal_; }

 private:
  std::optional<Refusal> refusal_;
};

class XmlParser {
 public:
  /// `place` names file and part in refusals. `handler` outlives the parser.
  XmlParser(XmlHandler& handler, std::string place);
  XmlParser(XmlParser&&) noexcept;
  ~XmlParser();
  Result<> feed(std::string_view bytes, bool last);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// A whole part of an archive through `handler`.
Result<> parse_part(Archive& archive, std::string_view part, XmlHandler& handler);

}  // namespace hallbook::files
