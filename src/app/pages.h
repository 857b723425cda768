#pragma once
// The files of the pages: inside the program, or from a folder while one develops them.
#include <filesystem>
#include <string>
#include <vector>

#include "platform/http/assets.h"

namespace hallbook::app {

/// Those built into the program; empty when it was built without pages.
std::vector<http::Asset> embedded_pages();
/// Every file of a folder, read once; `bytes` keeps what the assets point into.
std::vector<http::Asset> load_pages(const std::filesystem::path& folder, std::vector<std::string>& bytes);

}  // namespace hallbook::app
