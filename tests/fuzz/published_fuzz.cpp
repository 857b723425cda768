// Any text, or the words of any page, as a published table: read, scored again, written as text.
#include <algorithm>

#include "base/ensure.h"
#include "forms/read_pdf.h"
#include "forms/rescore.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hallbook;
  static const auto scheme = forms::shipped_grades();
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  const auto grid = [&]() -> Result<forms::Grid> {
    if (!bytes.contains("<word ")) return forms::grid_of_text(bytes);
    auto words = files::words_of_bbox(bytes);
    if (!words) return std::unexpected{words.error()};
    return forms::grid_of_words(std::move(*words));
  }();
  if (!grid) return 0;
  (void)forms::text_of(*grid);
  const auto published = forms::read_self_evaluation(*grid);
  if (!published) return 0;
  const auto rescored = forms::rescore(*published, scheme);
  ensure(rescored.rows.size() == published->rows.size(), "a verdict for each row");
  ensure(!rescored.computed_total || published->rows.empty() ||
             std::ranges::none_of(published->rows, &forms::PublishedRow::doubtful),
         "no total over a doubtful cell");
  (void)forms::rescored_json(*published, rescored).canonical();
  return 0;
}
