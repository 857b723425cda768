#pragma once
// PDF pages drawn with Pango and Cairo; their headers stop here. Lengths are points (1/72 inch), y grows downwards.
// The same calls give the same bytes on one machine with the same fonts.
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace hallbook::print {

struct Look {
  std::string family;
  double points = 12;
  bool bold = false;
};

/// A stretch of a paragraph with a look of its own.
struct Piece {
  std::string text;
  Look look;
};

enum class Side { left, center, right };

struct PageSize {
  double width = 595.28, height = 841.89;
};

class Canvas {
 public:
  /// `title` and `date` ("2027-01-12T16:20:00+08:00") stand in the file; the clock is not asked.
  Canvas(PageSize size, const std::string& title, const std::string& date);
  Canvas(Canvas&&) noexcept;
  ~Canvas();

  /// How high the paragraph becomes when wrapped to `width`. How it lies is kept, so that text() of the same paragraph,
  /// here or on a later page, finds it done: registers say the same again and again.
  double height(std::span<const Piece> paragraph, double width, Side side = Side::left) const;
  void text(std::span<const Piece> paragraph, double x, double y, double width, Side side);
  void line(double x1, double y1, double x2, double y2, double thickness);
  /// A QR code of `size` points, error correction M, drawn as vectors. Throws when the text is too long for one.
  void qr(double x, double y, double size, const std::string& text);
  void next_page();
  /// The whole file. Nothing can be drawn afterwards. Throws std::runtime_error when the library failed.
  std::string finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// The family that really answers for `family` on this machine: another name means that it is not installed.
std::string resolved_family(const std::string& family);

}  // namespace hallbook::print
