#pragma once
// The part of the one box that goes by number: documents of the money, matters, rounds, frozen versions, lines of the
// journal, the code of a paper. Source: docs/rules/api.md, R-API-66.
#include "identity/access.h"

namespace hallbook::app {

struct NumberedHit {
  std::string_view kind;  // of SearchHit
  Text title;
  std::string hint, path;
};

/// A few of each, and only what `context` may open.
std::vector<NumberedHit> find_numbered(db::ReadTx& tx, const identity::Context& context, std::string_view question);

}  // namespace hallbook::app
