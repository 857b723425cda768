#include "platform/print/canvas.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <qrencode.h>

#include <algorithm>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <unordered_map>

#include "base/ensure.h"

#ifdef __SANITIZE_ADDRESS__
// Fontconfig and Cairo keep their caches until the process ends; that is no leak of ours.
extern "C" const char* __lsan_default_suppressions();  // NOLINT(bugprone-reserved-identifier)
extern "C" const char* __lsan_default_options();  // NOLINT(bugprone-reserved-identifier)
extern "C" const char* __lsan_default_options() { return "print_suppressions=0"; }
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libfontconfig\nleak:libcairo\nleak:libpango\nleak:libglib\n";
}
#endif

namespace hallbook::print {
namespace {

struct Release {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(cairo_t* context) const { cairo_destroy(context); }
  void operator()(PangoLayout* layout) const { g_object_unref(layout); }
  void operator()(PangoContext* context) const { g_object_unref(context); }
  void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
  void operator()(PangoAttrList* list) const { pango_attr_list_unref(list); }
  void operator()(QRcode* code) const { QRcode_free(code); }
};
template <class T>
using Held = std::unique_ptr<T, Release>;

Held<PangoFontDescription> font_of(const Look& look) {
  Held<PangoFontDescription> font{pango_font_description_new()};
  pango_font_description_set_family(font.get(), look.family.c_str());
  pango_font_description_set_absolute_size(font.get(), look.points * PANGO_SCALE);
  pango_font_description_set_weight(font.get(), look.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  return font;
}

void set_pieces(PangoLayout* layout, std::span<const Piece> paragraph) {
  std::string text;
  Held<PangoAttrList> looks{pango_attr_list_new()};
  for (const Piece& piece : paragraph) {
    PangoAttribute* look = pango_attr_font_desc_new(font_of(piece.look).get());
    look->start_index = static_cast<guint>(text.size());
    text += piece.text;
    look->end_index = static_cast<guint>(text.size());
    pango_attr_list_insert(looks.get(), look);
  }
  pango_layout_set_text(layout, text.data(), static_cast<int>(text.size()));
  pango_layout_set_attributes(layout, looks.get());
}

PangoAlignment alignment_of(Side side) {
  return side == Side::center ? PANGO_ALIGN_CENTER : side == Side::right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT;
}

/// Whatever decides how a paragraph lies, as one key.
void key_of(std::string& key, std::span<const Piece> paragraph, int width, Side side) {
  const auto put = [&](auto value) { key.append(reinterpret_cast<const char*>(&value), sizeof value); };
  key.clear();
  put(width);
  put(side);
  for (const Piece& piece : paragraph) {
    put(piece.look.points);
    put(piece.look.bold);
    for (const std::string* text : {&piece.look.family, &piece.text}) {
      put(text->size());
      key += *text;
    }
  }
}

/// Paragraphs that have been laid out, the most recent some thousand of them: when the new half is full the old half goes.
class Laid {
 public:
  explicit Laid(PangoContext* context) : context_{context} {}

  PangoLayout* of(std::span<const Piece> paragraph, double width, Side side) {
    const int units = static_cast<int>(width * PANGO_SCALE);
    key_of(key_, paragraph, units, side);
    if (const auto found = recent_.find(key_); found != recent_.end()) return found->second.get();
    Held<PangoLayout> layout;
    if (auto found = older_.extract(key_))
      layout = std::move(found.mapped());
    else
      layout = made(paragraph, units, side);
    if (recent_.size() == half_) {
      older_ = std::move(recent_);
      recent_.clear();
    }
    return recent_.emplace(key_, std::move(layout)).first->second.get();
  }

 private:
  static constexpr std::size_t half_ = 1024;  // about 2 KiB each; a page of a register has 350 cells

  Held<PangoLayout> made(std::span<const Piece> paragraph, int units, Side side) const {
    Held<PangoLayout> layout{pango_layout_new(context_)};
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    set_pieces(layout.get(), paragraph);
    pango_layout_set_width(layout.get(), units);
    pango_layout_set_alignment(layout.get(), alignment_of(side));
    return layout;
  }

  PangoContext* context_;
  std::string key_;
  std::unordered_map<std::string, Held<PangoLayout>> recent_, older_;
};

}  // namespace

struct Canvas::Impl {
  std::string bytes;
  Held<cairo_surface_t> surface;
  Held<cairo_t> context;
  Held<PangoContext> letters;
  std::unique_ptr<Laid> laid;  // points to `letters`
  Held<cairo_surface_t> code;  // the last QR code drawn
  std::string code_text;
  double code_size = 0;

  static cairo_status_t take(void* bytes, const unsigned char* data, unsigned int size) {
    static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), size);
    return CAIRO_STATUS_SUCCESS;
  }
};

Canvas::Canvas(PageSize size, const std::string& title, const std::string& date) : impl_{std::make_unique<Impl>()} {
  impl_->surface.reset(cairo_pdf_surface_create_for_stream(&Impl::take, &impl_->bytes, size.width, size.height));
  cairo_pdf_surface_set_metadata(impl_->surface.get(), CAIRO_PDF_METADATA_TITLE, title.c_str());
  cairo_pdf_surface_set_metadata(impl_->surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, date.c_str());
  impl_->context.reset(cairo_create(impl_->surface.get()));
  impl_->letters.reset(pango_cairo_create_context(impl_->context.get()));
  // One unit is one point: with the usual 96 dots an inch every letter would be a third too large.
  pango_cairo_context_set_resolution(impl_->letters.get(), 72);
  impl_->laid = std::make_unique<Laid>(impl_->letters.get());
}
Canvas::Canvas(Canvas&&) noexcept = default;
Canvas::~Canvas() {
  if (impl_ && impl_->surface) cairo_surface_finish(impl_->surface.get());  // it writes into `bytes` until then
}

double Canvas::height(std::span<const Piece> paragraph, double width, Side side) const {
  int high = 0;
  pango_layout_get_size(impl_->laid->of(paragraph, width, side), nullptr, &high);
  return static_cast<double>(high) / PANGO_SCALE;
}

void Canvas::text(std::span<const Piece> paragraph, double x, double y, double width, Side side) {
  cairo_move_to(impl_->context.get(), x, y);
  pango_cairo_show_layout(impl_->context.get(), impl_->laid->of(paragraph, width, side));
}

void Canvas::line(double x1, double y1, double x2, double y2, double thickness) {
  cairo_t* context = impl_->context.get();
  cairo_set_line_width(context, thickness);
  cairo_set_line_cap(context, CAIRO_LINE_CAP_SQUARE);
  cairo_move_to(context, x1, y1);
  cairo_line_to(context, x2, y2);
  cairo_stroke(context);
}

namespace {

/// The modules as rectangles, those side by side as one. A surface of its own stands once in the file, however many pages show it.
Held<cairo_surface_t> drawn_code(const std::string& text, double size) {
  const Held<QRcode> code{QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M)};
  if (!code) throw std::runtime_error{"QR: the text is too long for a code"};
  const double module = size / code->width;
  const cairo_rectangle_t extents{0, 0, size, size};
  Held<cairo_surface_t> surface{cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &extents)};
  const Held<cairo_t> context{cairo_create(surface.get())};
  for (int row = 0; row < code->width; ++row)
    for (int column = 0, end = 0; column < code->width; column = end + 1) {
      const auto dark = [&](int at) { return at < code->width && (code->data[row * code->width + at] & 1) != 0; };
      for (end = column; dark(end);) ++end;
      if (end > column) cairo_rectangle(context.get(), column * module, row * module, (end - column) * module, module);
    }
  cairo_fill(context.get());
  return surface;
}

}  // namespace

void Canvas::qr(double x, double y, double size, const std::string& text) {
  if (!impl_->code || impl_->code_text != text || impl_->code_size != size) {
    impl_->code = drawn_code(text, size);
    impl_->code_text = text;
    impl_->code_size = size;
  }
  cairo_t* context = impl_->context.get();
  cairo_save(context);
  cairo_set_source_surface(context, impl_->code.get(), x, y);
  cairo_paint(context);
  cairo_restore(context);
}

void Canvas::next_page() { cairo_show_page(impl_->context.get()); }

std::string Canvas::finish() {
  ensure(impl_->context != nullptr, "a PDF is finished twice");
  const cairo_status_t drawn = cairo_status(impl_->context.get());
  impl_->laid.reset();
  impl_->letters.reset();
  impl_->code.reset();
  impl_->context.reset();
  cairo_surface_finish(impl_->surface.get());
  const cairo_status_t written = cairo_surface_status(impl_->surface.get());
  for (const cairo_status_t status : {drawn, written})
    if (status != CAIRO_STATUS_SUCCESS) throw std::runtime_error{std::string{"PDF: "} + cairo_status_to_string(status)};
  impl_->surface.reset();
  return std::move(impl_->bytes);
}

std::string resolved_family(const std::string& family) {
  const Held<PangoContext> context{pango_font_map_create_context(pango_cairo_font_map_get_default())};
  const auto wanted = font_of({family, 12, false});
  PangoFont* font = pango_context_load_font(context.get(), wanted.get());
  if (font == nullptr) return {};
  const Held<PangoFontDescription> found{pango_font_describe(font)};
  g_object_unref(font);
  const char* name = pango_font_description_get_family(found.get());
  return name == nullptr ? std::string{} : std::string{name};
}

}  // namespace hallbook::print
