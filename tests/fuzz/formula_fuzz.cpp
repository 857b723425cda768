// Formulas: any bytes are read and checked, or refused with a place. No crash, no hang.
#include <string_view>

#include "base/embedded.h"
#include "indicators/formula_words.h"

using namespace hallbook;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto definitions = [] {
    indicators::Definitions all;
    for (const auto& file : embedded_files("definitions/registers/"))
      if (auto definition = registers::parse_definition(file.text))
        all.emplace(definition->name, std::move(*definition));
    return all;
  }();
  static const auto prices = [] {
    indicators::PriceTable all;
    for (const auto& file : embedded_files("definitions/prices/")) (void)all.load(file.text);
    return all;
  }();
  auto formula = indicators::parse_formula({reinterpret_cast<const char*>(data), size});
  if (!formula) return 0;
  const auto checked = indicators::check_formula(std::move(*formula), definitions, prices, "");
  if (checked) (void)indicators::explain(*checked);
  return 0;
}
