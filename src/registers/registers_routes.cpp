#include "registers/registers_api.h"

namespace hallbook::registers {

using http::Method;
using identity::Permission;
using identity::Route;

inline constexpr std::uint64_t max_upload_bytes = 512ull << 20;

std::span<const Route> registers_routes() {
  // f.FIELD=v1,v2 (filters over any field) stands beside the query parameters named here: docs/rules/api.md, R-API-12.
  static const Route routes[] = {
      {Method::get, "/registers", Permission::register_read, get_registers,
       {"台账一览", "all registers"}, "", "Registers"},
      {Method::get, "/registers/{name}", Permission::register_read, get_register,
       {"一本台账的定义", "the definition of one register"}, "", "Register"},
      {Method::get, "/registers/{name}/entries", Permission::register_read, get_entries,
       {"台账明细：筛选、查找、排序、合计", "entries: filter, search, sort, total"}, "", "EntryPage",
       "after limit sort from to q state"},
      {Method::get, "/registers/{name}/totals", Permission::register_read, get_totals,
       {"分组合计", "totals by month, day or dimension"}, "", "Totals", "from to by"},
      {Method::get, "/registers/{name}/entries/{id}", Permission::register_read, get_entry,
       {"一条记录和它的所有版本", "one entry with all its versions"}, "", "EntryHistory"},
      {Method::get, "/registers/{name}/suggest", Permission::register_read, get_suggestions,
       {"以前填过的值", "values used before"}, "", "Suggestions", "field q"},
      {Method::get, "/registers/{name}/last", Permission::register_record, get_last_entry,
       {"本人上一笔", "the last entry by this person"}, "", "LastEntry"},
      {Method::post, "/registers/{name}/check", Permission::register_record, post_check,
       {"边填边查，不保存", "check values while they are typed; nothing is stored"}, "EntryDraft", "EntryCheck"},
      {Method::post, "/registers/{name}/entries", Permission::register_record, post_entry,
       {"登记一条", "record an entry"}, "NewEntry", "Entry"},
      {Method::post, "/registers/{name}/entries/{id}/corrections", Permission::register_correct, post_correction,
       {"更正", "correct an entry"}, "Correction", "Entry"},
      {Method::post, "/registers/{name}/entries/{id}/void", Permission::register_correct, post_void,
       {"作废", "void an entry"}, "VoidRequest", "Entry"},
      {Method::post, "/registers/{name}/entries/{id}/reveal", Permission::register_reveal, post_reveal,
       {"看全个人信息（记入日志）", "show one personal value in full (journaled)"}, "RevealRequest", "Revealed"},
      {Method::post, "/registers/{name}/closings", Permission::register_close, post_closing,
       {"关闭期间", "close a period"}, "Closing", "Closed"},
      {Method::get, "/registers/{name}/export", Permission::register_export, get_export,
       {"导出", "export"}, "", "File", "format from to q state sort"},
      {Method::put, "/uploads", Permission::register_import, put_upload,
       {"上传文件", "upload a file"}, "File", "Upload", "name", max_upload_bytes},
      {Method::post, "/imports", Permission::register_import, post_import,
       {"导入：试读或入账", "import: dry run or store"}, "ImportRequest", "ImportResult"},
      {Method::get, "/imports/rest/{id}", Permission::register_import, get_rest_file,
       {"退回的行", "the rows given back"}, "", "File"},
      {Method::get, "/imports", Permission::register_read, get_imports,
       {"以前的导入", "earlier imports"}, "", "EarlierImports", "register"},
  };
  return routes;
}

}  // namespace hallbook::registers
