#include "platform/print/code_picture.h"

#include <cairo-pdf.h>
#include <qrencode.h>

#include <memory>
#include <stdexcept>

namespace hallbook::print {
namespace {

constexpr int module_pixels = 4, white_modules = 2;

struct FreePicture {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(cairo_t* context) const { cairo_destroy(context); }
  void operator()(QRcode* code) const { QRcode_free(code); }
};
template <class T>
using Owned = std::unique_ptr<T, FreePicture>;

cairo_status_t append_png(void* bytes, const unsigned char* data, unsigned int size) {
  static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), size);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace

std::string code_png(const std::string& text) {
  const Owned<QRcode> code{QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M)};
  if (!code) throw std::runtime_error{"QR: the text is too long for a code"};
  const int size = (code->width + 2 * white_modules) * module_pixels;
  const Owned<cairo_surface_t> surface{cairo_image_surface_create(CAIRO_FORMAT_RGB24, size, size)};
  const Owned<cairo_t> context{cairo_create(surface.get())};
  cairo_set_antialias(context.get(), CAIRO_ANTIALIAS_NONE);
  cairo_set_source_rgb(context.get(), 1, 1, 1);
  cairo_paint(context.get());
  cairo_set_source_rgb(context.get(), 0, 0, 0);
  for (int row = 0; row < code->width; ++row)
    for (int column = 0; column < code->width; ++column)
      if ((code->data[row * code->width + column] & 1) != 0)
        cairo_rectangle(context.get(), (column + white_modules) * module_pixels, (row + white_modules) * module_pixels,
                        module_pixels, module_pixels);
  cairo_fill(context.get());
  std::string bytes;
  if (cairo_surface_write_to_png_stream(surface.get(), append_png, &bytes) != CAIRO_STATUS_SUCCESS)
    throw std::runtime_error{"PNG: the code cannot be written"};
  return bytes;
}

}  // namespace hallbook::print
