#pragma once
// The words of a PDF with their places on the page, as poppler's pdftotext gives them. It runs as a program of its own with
// little memory and time: a hostile file ends there and not here. Source: docs/rules/rescoring.md, R-RSC-23.
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace hallbook::files {

/// Points from the left and from the top of the first page; pages follow each other downward.
struct PlacedWord {
  double left = 0, top = 0, right = 0, bottom = 0;
  std::string text;
};

/// Refuses (unavailable) when the program is not installed, (invalid) what it cannot read, (over_limit) more than 200,000 words.
Result<std::vector<PlacedWord>> pdf_words(const std::filesystem::path& file);

/// What `pdftotext -bbox` prints. Pure.
Result<std::vector<PlacedWord>> words_of_bbox(std::string_view xhtml);

}  // namespace hallbook::files
