#include "identity/adoption.h"

#include "identity/adoption_store.h"
#include "platform/crypto/hash.h"

namespace hallbook::identity {

std::int64_t store_definition(journal::Books& books, const journal::Meta& meta, std::string_view kind,
                              std::string_view name, std::string_view text) {
  const std::int64_t version = adoption_store::last_version(books.tx, meta.unit, kind, name) + 1;
  adoption_store::insert(
      books.tx, meta.unit,
      {std::string{kind}, std::string{name}, version, meta.seq, crypto::sm3(text), std::string{text}});
  return version;
}

std::optional<AdoptedDefinition> find_definition(db::ReadTx& tx, UnitId unit, std::string_view kind,
                                                 std::string_view name, std::int64_t at_seq) {
  return adoption_store::latest(tx, unit, kind, name, at_seq);
}

std::vector<AdoptedDefinition> definitions(db::ReadTx& tx, UnitId unit, std::string_view kind, std::int64_t at_seq) {
  std::vector<AdoptedDefinition> in_force;
  for (AdoptedDefinition& version : adoption_store::versions(tx, unit, kind, at_seq)) {
    if (!in_force.empty() && in_force.back().name == version.name)
      in_force.back() = std::move(version);
    else
      in_force.push_back(std::move(version));
  }
  return in_force;
}

std::vector<AdoptedDefinition> definition_versions(db::ReadTx& tx, UnitId unit, std::string_view kind,
                                                   std::string_view name) {
  auto all = adoption_store::versions(tx, unit, kind, 0);
  std::erase_if(all, [&](const AdoptedDefinition& one) { return one.name != name; });
  return all;
}

Json DefinitionAdopted::to_json() const {
  Json body = Json::Object{{"kind", definition_kind}, {"name", name}, {"text", text}};
  if (!reason.empty()) body["reason"] = reason;
  return body;
}

DefinitionAdopted DefinitionAdopted::from_json(const Json& body) {
  return {body.at("kind").string(), body.at("name").string(), body.at("text").string(),
          body.find("reason") != nullptr ? body.at("reason").string() : ""};
}

void apply(journal::Books& books, const journal::Meta& meta, const DefinitionAdopted& event) {
  store_definition(books, meta, event.definition_kind, event.name, event.text);
}

}  // namespace hallbook::identity
