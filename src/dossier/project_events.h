#pragma once
// What the journal keeps of a project. The document and the plan stand in the body word for word: they are public
// texts of a few kilobytes, and a replay then needs no other file (docs/decisions/0008-document-kept-verbatim.md).
#include <string>

#include "dossier/project.h"
#include "journal/journal.h"

namespace hallbook::dossier {

struct ProjectImported {
  static constexpr std::string_view kind = "ProjectImported";
  std::string code, name;
  int year = 0;
  std::string document;  // UTF-8, line ends as they were
  std::string plan;      // TOML, or ""
  std::string reason = {};  // why the plan was changed, when a person says so
  Json to_json() const;
  static ProjectImported from_json(const Json& body);
};
void apply(journal::Books& books, const journal::Meta& meta, const ProjectImported& event);

struct DecisionMade {
  static constexpr std::string_view kind = "DecisionMade";
  std::string code;
  Decision decision;
  Json to_json() const;
  static DecisionMade from_json(const Json& body);
};
void apply(journal::Books& books, const journal::Meta& meta, const DecisionMade& event);

}  // namespace hallbook::dossier
