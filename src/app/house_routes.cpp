#include "app/house_api.h"

namespace hallbook::app {

using http::Method;
using identity::Permission;
using identity::Route;

std::span<const Route> house_routes() {
  static const Route routes[] = {
      {Method::get, "/journal", Permission::journal_read, get_journal,
       {"日志，新的在前", "journal lines, newest first"}, "", "JournalPage",
       "after limit q kind actor from to register entry"},
      {Method::get, "/journal/head", Permission::signed_in, get_journal_head, {"日志头", "the journal's head"}, "", "Head"},
      {Method::get, "/journal/{seq}", Permission::journal_read, get_journal_line,
       {"一条日志和它改了什么", "one journal line and what it changed"}, "", "JournalLineFull"},
      {Method::post, "/verifications", Permission::journal_verify, post_verification,
       {"核验账册", "verify the books"}, "VerificationRequest", "VerificationStarted"},
      {Method::get, "/verifications/{id}", Permission::journal_verify, get_verification,
       {"核验的进展和结果", "progress and result of a verification"}, "", "Verification"},
      {Method::get, "/definitions", Permission::definition_read, get_definitions,
       {"采用的定义", "definitions in force"}, "", "Definitions"},
      {Method::get, "/definitions/{kind}/{name}", Permission::definition_read, get_definition,
       {"一个定义的文本和版本", "text and versions of a definition"}, "", "Definition", "version"},
      {Method::post, "/definitions/preview", Permission::definition_edit, post_definition_preview,
       {"试读定义并对照", "read a definition and compare it, nothing is stored"}, "DefinitionDraft", "DefinitionPreview"},
      {Method::post, "/definitions", Permission::definition_edit, post_definition,
       {"采用定义为新版本", "adopt a definition as the next version"}, "DefinitionRequest", "DefinitionAdopted"},
      {Method::get, "/search", Permission::signed_in, get_search,
       {"一个框：去、找、做", "the one box: go, find, do"}, "", "SearchHits", "q"},
      {Method::get, "/home", Permission::signed_in, get_home,
       {"今天要我做的和指标", "what needs me today, and the indicators"}, "", "Home"},
      {Method::get, "/events", Permission::signed_in, get_events,
       {"服务器推送的变化", "server-sent events"}, "", "EventStream"},
      {Method::get, "/settings", Permission::operations_read, get_settings, {"设置", "settings"}, "", "Settings"},
      {Method::get, "/about", Permission::anyone, get_about, {"关于", "about this program"}, "", "About"},
      {Method::get, "/openapi.json", Permission::operations_read, get_openapi,
       {"本接口的说明", "this interface as OpenAPI 3.1"}, "", "OpenApi"},
  };
  return routes;
}

}  // namespace hallbook::app
