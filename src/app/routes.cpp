#include "app/routes.h"

#include "app/house_api.h"
#include "dossier/dossier_api.h"
#include "forms/own_forms_api.h"
#include "forms/papers_api.h"
#include "forms/read_api.h"
#include "forms/read_project_api.h"
#include "funds/books_api.h"
#include "funds/contract_api.h"
#include "funds/funds_api.h"
#include "identity/gateway.h"
#include "indicators/indicators_api.h"
#include "registers/registers_api.h"
#include "service/service_api.h"

namespace hallbook::app {

std::vector<identity::Route> all_routes() {
  std::vector<identity::Route> all;
  for (const auto part :
       {identity::identity_routes(), registers::registers_routes(), dossier::dossier_routes(), funds::budget_routes(),
        funds::request_routes(), funds::contract_routes(), funds::books_routes(), service::service_routes(),
        indicators::indicators_routes(), house_routes(), forms::project_import_routes(), forms::rescore_routes(),
        forms::papers_routes(), forms::own_forms_routes()})
    all.insert(all.end(), part.begin(), part.end());
  return all;
}

std::string operation_id(const identity::Route& route) {
  std::string id;
  for (const char letter : http::method_name(route.method)) id += static_cast<char>(letter - 'A' + 'a');
  bool word = false;
  for (const char letter : route.path) {
    const bool lower = letter >= 'a' && letter <= 'z';
    if (!lower) {
      word = true;
      continue;
    }
    id += word ? static_cast<char>(letter - 'a' + 'A') : letter;
    word = false;
  }
  return id;
}

}  // namespace hallbook::app
