#pragma once
// The fields of a definition as JSON, for pages that show a definition before it is adopted.
#include "base/json.h"
#include "registers/definition.h"

namespace hallbook::registers {
Json fields_json(const Definition& definition);
}
