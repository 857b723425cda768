#include "registers/definition.h"

#include "base/ensure.h"
#include "registers/definition_rules.h"
#include "registers/file_value.h"

namespace hallbook::registers {

bool is_number(FieldType type) {
  switch (type) {
    case FieldType::integer:
    case FieldType::quantity:
    case FieldType::money:
    case FieldType::time:
    case FieldType::ratio: return true;
    case FieldType::text:
    case FieldType::date:
    case FieldType::choice:
    case FieldType::reference:
    case FieldType::file: return false;
  }
  broken_invariant("is_number: unknown type", std::source_location::current());
}

int default_scale(FieldType type) {
  if (type == FieldType::money) return 2;
  return type == FieldType::ratio ? 4 : 0;
}

bool comes_in_tables(const Field& field) { return !field.derived && field.type != FieldType::file; }

const Field* Definition::field(std::string_view field_name) const {
  for (const auto& one : fields)
    if (one.name == field_name) return &one;
  return nullptr;
}

std::size_t Definition::index(std::string_view field_name) const {
  for (std::size_t i = 0; i < fields.size(); ++i)
    if (fields[i].name == field_name) return i;
  broken_invariant("definition " + name + " has no field " + std::string{field_name}, std::source_location::current());
}

std::vector<const Field*> Definition::dimensions() const {
  std::vector<const Field*> found;
  for (const auto& one : fields)
    if (one.dimension) found.push_back(&one);
  return found;
}

std::vector<const Field*> Definition::measures() const {
  std::vector<const Field*> found;
  for (const auto& one : fields)
    if (one.sum) found.push_back(&one);
  return found;
}

bool Definition::has_personal() const {
  return std::ranges::any_of(fields, [](const Field& one) { return one.personal.has_value(); });
}

}  // namespace hallbook::registers
