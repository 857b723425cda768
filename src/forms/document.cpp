#include "forms/document.h"

namespace hallbook::forms {

std::string plain_text(const Paragraph& paragraph) {
  std::string text;
  for (const Run& run : paragraph.runs) text += run.text;
  return text;
}

std::string plain_text(const Cell& cell) {
  std::string text;
  for (const Paragraph& one : cell.paragraphs) {
    if (&one != cell.paragraphs.data()) text += '\n';
    text += plain_text(one);
  }
  return text;
}

Paragraph paragraph(std::string text, Align align, bool bold, int half_points) {
  return {{{std::move(text), bold, half_points}}, align};
}

Cell cell(std::string text, Align align, bool bold) {
  return {.paragraphs = {paragraph(std::move(text), align, bold)}};
}

}  // namespace hallbook::forms
