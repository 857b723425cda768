#pragma once
// What stands around the sheet of a written XLSX: its book, links and looks, and text as XML has it.
#include <algorithm>
#include <string>
#include <string_view>

#include "platform/files/zip_stream.h"

namespace hallbook::files {

// Looks of cells, in the order of the style part.
inline constexpr int plain_style = 0, text_style = 1, day_style = 2, clock_style = 3;
inline constexpr int most_places = 15;
/// The look of a number with so many decimals.
constexpr int places_style(int places) {
  return places > 0 ? clock_style + std::min(places, most_places) : plain_style;
}

/// Every part but xl/worksheets/sheet1.xml, which follows.
void add_book_parts(ZipStream& zip, std::string_view title);

/// What XML cannot say is written as _x000D_; a text that reads so by itself has its first underline escaped, or it would
/// come back as a control character.
void add_xml_text(std::string& out, std::string_view text);

}  // namespace hallbook::files
