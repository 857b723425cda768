#pragma once
// The shift cover by CBC (Debian: coinor-cbc), called as a program: nothing to link, and a crash of it is only an answer
// less. See docs/decisions/0012-layout-search.md.
#include <optional>

#include "queueing/cover.h"

namespace hallbook::app {

/// Nothing when cbc is not installed, needs more than 20 s, or answers anything but a proven cover.
std::optional<queueing::CoverAnswer> cover_by_cbc(const queueing::Cover& cover);

}  // namespace hallbook::app
