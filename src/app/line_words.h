#pragma once
// A journal line as people read it: "更正《邮寄台账》第 148 条：运单号抄错". Source: docs/rules/api.md, R-API-52.
#include <map>

#include "journal/journal.h"

namespace hallbook::app {

class LineWords {
 public:
  LineWords(db::ReadTx& tx, UnitId unit);
  Text title(std::string_view kind) const;  // of the kind of event
  Text summary(const journal::Line& line) const;
  /// What the line is about, when it is about an entry of a register.
  struct Subject {
    std::string register_name;
    std::optional<std::int64_t> entry;
  };
  static Subject subject(const Json& body);
  /// Every kind with its title, by kind.
  const std::map<std::string, Text, std::less<>>& kinds() const { return kinds_; }

 private:
  Text register_title(const Json& body) const;
  std::map<std::string, Text, std::less<>> kinds_;
  std::map<std::string, Text, std::less<>> registers_;
};

}  // namespace hallbook::app
