#pragma once
// The fields of a definition as JSON, for pages that show a definition before it is adopted.
#include "registers/definition.h"
#include "base/json.h"

namespace hallbook::registers {
Json fields_json(const Definition& definition);
}
