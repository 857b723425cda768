#pragma once
// What the headings and labels of a disclosure text are called, however they are numbered, spaced or
// punctuated. Private to dossier/. Source: docs/rules/dossier.md, R-DOS-02.
#include <optional>
#include <string>
#include <string_view>

namespace hallbook::dossier {

enum class Part { name, basis, unit, overview, content, funds, plan, effects, table };

struct Heading {
  Part part = Part::name;
  std::string rest;  // what stands behind a colon on the heading's own line
};

/// "一、项目名称", "项目名称：", "（一） 项 目 名 称", "项目名称：窗口经费"; nullopt for any other line.
std::optional<Heading> known_heading(std::string_view line);

/// A line that looks like a heading this house does not know: short, no punctuation, numbered like one or
/// ending in a word that headings end in. `numbered`: the document numbers its known headings.
bool looks_like_heading(std::string_view line, bool numbered);

/// True when the line starts with 一、 （一） 1. 第一部分 and the like.
bool is_numbered(std::string_view line);

enum class Label { unit_name, unit_code, address, phone, legal_person, funding, profile };
struct Labelled {
  Label label = Label::unit_name;
  std::string value;  // "" when it stands on the next line
};
/// "单位名称：昆明市…"; nullopt for a line without a known label and a colon.
std::optional<Labelled> labelled(std::string_view line);

}  // namespace hallbook::dossier
