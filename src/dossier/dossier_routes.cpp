#include "dossier/dossier_api.h"

namespace hallbook::dossier {

using http::Method;
using identity::Permission;
using identity::Route;

std::span<const Route> dossier_routes() {
  static const Route routes[] = {
      {Method::get, "/projects", Permission::project_read, get_projects, {"项目一览", "all projects"}, "", "Projects"},
      {Method::get,
       "/projects/{code}",
       Permission::project_read,
       get_project,
       {"项目文本、指标和方案", "the document, its indicators and the plan"},
       "",
       "Project",
       "version"},
      {Method::get,
       "/projects/{code}/versions",
       Permission::project_read,
       get_versions,
       {"项目的版本", "versions of a project"},
       "",
       "ProjectVersions"},
      {Method::get,
       "/projects/{code}/compare",
       Permission::project_read,
       get_compare,
       {"两个版本对照", "two versions compared"},
       "",
       "Diff",
       "a b"},
      {Method::get,
       "/projects/{code}/draft",
       Permission::project_edit,
       get_draft,
       {"方案草稿", "the draft of the plan"},
       "",
       "Draft"},
      {Method::put,
       "/projects/{code}/draft",
       Permission::project_edit,
       put_draft,
       {"保存草稿（If-Match）", "keep the draft (If-Match)"},
       "DraftBody",
       "Draft"},
      {Method::del,
       "/projects/{code}/draft",
       Permission::project_edit,
       delete_draft,
       {"丢弃草稿（If-Match）", "drop the draft (If-Match)"}},
  };
  return routes;
}

}  // namespace hallbook::dossier
