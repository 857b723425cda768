#include "registers/opening.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "registers/register_store.h"

namespace hallbook::registers {

Result<std::string> entry_key(db::ReadTx& tx, UnitId unit, const Definition& definition, EntryId entry,
                              const journal::KeyRing* keys) {
  const auto missing = [&](std::string zh, std::string en) {
    return refuse(
        RefusalCode::unavailable,
        {fmt::format("“{}”第 {} 条的个人信息打不开:{}", definition.title.zh, entry.value, zh),
         fmt::format("personal fields of {} entry {} cannot be opened: {}", definition.name, entry.value, en)});
  };
  if (!keys || !keys->has_master())
    return missing("没有主密钥,请检查 HALLBOOK_KEYS", "there is no master key; check HALLBOOK_KEYS");
  const auto wrapped = register_store::wrapped_key(tx, unit, definition.name, entry);
  if (!wrapped) return missing("这一条的密钥已清除", "the key of this entry is gone");
  auto key = keys->unwrap(*wrapped, key_context(definition.name, entry));
  if (!key)
    return missing("主密钥不是封存它的那一把,或密钥被改动",
                   "the master key is not the one that sealed it, or the key was altered");
  return std::move(*key);
}

void show_personal(db::ReadTx& tx, UnitId unit, const Definition& definition, EntryId entry, const Opening& opening,
                   Values& values) {
  std::optional<Values> clear;
  bool tried = false;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Field& field = definition.fields[i];
    if (!field.personal || std::holds_alternative<std::monostate>(values[i])) continue;
    if (!tried && opening.keys) {
      if (const auto key = entry_key(tx, unit, definition, entry, opening.keys)) {
        auto opened = open_values(definition, entry, *key, values);
        ensure(opened.has_value(), opened ? "" : opened.error().message.en);
        clear = std::move(*opened);
      }
    }
    tried = true;
    if (!clear)
      values[i] = std::string{"●●●"};
    else if (opening.reveal)
      values[i] = (*clear)[i];
    else
      values[i] = masked(print_value(field, (*clear)[i]), field.personal->mask);
  }
}

}  // namespace hallbook::registers
