// Register definitions, cell values by their fields, and canonical rows lines.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "registers/entry.h"
#include "registers/rows.h"

using namespace hallbook;
using namespace hallbook::registers;

namespace {

constexpr std::string_view every_type = R"(
name = "all"
title = { zh = "全", en = "all" }
kind = "count"
date = "day_on"
field = [
  { name = "day_on", title = { zh = "日", en = "day" }, type = "date", required = true },
  { name = "words", title = { zh = "文", en = "text" }, type = "text" },
  { name = "whole", title = { zh = "整", en = "whole" }, type = "integer" },
  { name = "amount", title = { zh = "量", en = "amount" }, type = "quantity", scale = 3 },
  { name = "yuan", title = { zh = "元", en = "yuan" }, type = "money" },
  { name = "hour", title = { zh = "时", en = "time" }, type = "time" },
  { name = "zone", title = { zh = "区", en = "zone" }, type = "choice", choices = ["A区", "B区"] },
  { name = "share", title = { zh = "比", en = "share" }, type = "ratio" },
  { name = "scan", title = { zh = "档", en = "file" }, type = "file" },
  { name = "phone", title = { zh = "话", en = "phone" }, type = "text", personal = { mask = "phone" } },
]
)";

void must(bool holds) {
  if (!holds) std::abort();
}

void try_values(const Definition& definition, std::string_view text) {
  for (const auto& field : definition.fields) {
    const auto value = parse_value(field, text);
    if (!value)
      must(!value.error().message.zh.empty() && !value.error().message.en.empty());
    else
      must(parse_value(field, print_value(field, *value)) == *value);
  }
}

void try_line(const Definition& definition, std::string_view text) {
  const RowsCodec codec{definition, rows_header(definition, EntryId{1})};
  Values values;
  if (!codec.parse_line(text, values)) return;
  std::string line;
  codec.append_line(line, values);
  Values again;
  must(codec.parse_line(line, again).has_value() && again == values);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Definition all = parse_definition(every_type).value();
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  const auto definition = parse_definition(text);
  if (definition)
    must(parse_definition(definition->text)->digest == definition->digest);
  else
    must(!definition.error().message.zh.empty() && !definition.error().message.en.empty());
  try_values(all, text);
  try_line(all, text);
  if (const auto header = RowsHeader::parse(text)) must(RowsHeader::parse(header->line())->columns == header->columns);
  return 0;
}
