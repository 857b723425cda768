#pragma once
// The pages inside the program: the files of web/dist with their compressed twins, put there by cmake/embed_web.cmake.
// Empty when web/ was not built: the program then serves its interface only.
#include <span>

#include "platform/http/assets.h"

namespace hallbook::app {

std::span<const http::Asset> web_assets();

}  // namespace hallbook::app
