#pragma once
// The vector form of SM3 behind sm3_each(). Call that.
#include <span>
#include <string_view>

#include "base/digest.h"

namespace hallbook::crypto {

/// Does this processor have what sm3_in_lanes needs?
bool has_sm3_lanes();

/// digests[i] = SM3(texts[i]). Only where has_sm3_lanes().
void sm3_in_lanes(std::span<const std::string_view> texts, std::span<Digest> digests);

}  // namespace hallbook::crypto
