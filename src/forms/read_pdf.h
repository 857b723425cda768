#pragma once
// A table put together from the words of a PDF by their places on the page: a guess, and said to be one. Pure.
// Source: docs/rules/rescoring.md, R-RSC-24.
#include "forms/read_grid.h"
#include "platform/files/pdf_text.h"

namespace hallbook::forms {

/// Lines of the page as rows, runs of words as cells. Below the heading of the indicators (三级指标 with 得分) columns are
/// the stretches that no line crosses, rows stand around the numbers of 分值 or 得分; below 执行数 each number stands in
/// the column whose heading is nearest.
Grid grid_of_words(std::vector<files::PlacedWord> words);

}  // namespace hallbook::forms
