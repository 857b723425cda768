#pragma once
// What the one box may lead to without asking the books: pages, and things to do. web/src/app/search_pages.test.ts compares
// the pages with the menu of the browser, so that neither forgets one. Source: docs/rules/api.md, R-API-56.
#include <string_view>

#include "identity/role.h"

namespace hallbook::app {

struct SearchPage {
  std::string_view path, zh, en;
  identity::Permission permission;
  identity::Permission other = permission;  // either of them will do
};

inline constexpr SearchPage search_pages[] = {
    {"/record", "登记", "Record", identity::Permission::register_record},
    {"/brief", "今日简报", "Brief", identity::Permission::evaluation_read},
    {"/today", "我的今天", "My day", identity::Permission::signed_in},
    {"/round", "巡检", "Rounds", identity::Permission::service_read},
    {"/my-matters", "我的问题", "My matters", identity::Permission::service_round},
    {"/matters", "问题", "Matters", identity::Permission::service_read},
    {"/targets", "目标", "Targets", identity::Permission::evaluation_read},
    {"/import", "导入", "Import", identity::Permission::register_import},
    {"/registers", "台账", "Registers", identity::Permission::register_read},
    {"/funds", "资金", "Money", identity::Permission::funds_read},
    {"/payments", "付款", "Payments", identity::Permission::funds_read},
    {"/requests", "用款申请", "Requests", identity::Permission::funds_read},
    {"/contracts", "合同", "Contracts", identity::Permission::funds_read},
    {"/funds/due", "到期", "Due", identity::Permission::funds_read},
    {"/reconcile", "对账", "Reconcile", identity::Permission::funds_read},
    {"/acceptances", "验收", "Acceptance", identity::Permission::funds_read, identity::Permission::funds_accept},
    {"/invoices", "发票", "Invoices", identity::Permission::funds_read},
    {"/treasury", "国库付款", "Treasury payments", identity::Permission::funds_read},
    {"/funds/exceptions", "职务例外", "Duty exceptions", identity::Permission::funds_read},
    {"/books", "账簿", "Books", identity::Permission::funds_read},
    {"/project", "项目", "Project", identity::Permission::project_read},
    {"/papers", "报表", "Papers", identity::Permission::evaluation_read},
    {"/freezes", "封存", "Frozen", identity::Permission::evaluation_read},
    {"/verify", "核验纸件", "Check a paper", identity::Permission::evaluation_read},
    {"/rescore", "复核自评表", "Check a paper", identity::Permission::evaluation_read},
    {"/journal", "查账", "Audit", identity::Permission::journal_read},
    {"/definitions", "定义", "Definitions", identity::Permission::definition_read},
    {"/users", "用户与职责", "Users and duties", identity::Permission::user_read},
    {"/units", "单位", "Units", identity::Permission::user_read},
    {"/settings", "设置", "Settings", identity::Permission::signed_in},
    {"/about", "关于", "About", identity::Permission::signed_in},
    {"/sessions", "我在哪些设备上登录", "Where I am signed in", identity::Permission::signed_in},
    {"/tokens", "程序令牌", "Tokens for programs", identity::Permission::signed_in},
};

/// "登记 …" and "导入 …" of each register stand beside these.
inline constexpr SearchPage search_acts[] = {
    {"/requests/new", "新付款申请", "New payment request", identity::Permission::funds_request},
    {"/contracts/new", "登记合同", "Record a contract", identity::Permission::funds_contract},
    {"/invoices", "登记发票", "Record an invoice", identity::Permission::funds_request},
    {"/treasury", "导入国库付款", "Import treasury payments", identity::Permission::funds_pay},
    {"/funds/budget?do=plan", "编用款计划", "Plan the use of money", identity::Permission::funds_budget},
    {"/books/closing", "会计结账", "Close the books", identity::Permission::funds_books},
    {"/self-evaluation", "做自评表", "Prepare the self-evaluation", identity::Permission::evaluation_freeze},
    {"/project/plan", "改目标和公式", "Edit targets and formulas", identity::Permission::project_edit},
    {"/round", "开始巡检", "Begin a round", identity::Permission::service_round},
    {"/users", "加人", "Add a person", identity::Permission::user_manage},
    {"/units", "加单位", "Add a unit", identity::Permission::user_manage},
    {"/password", "改密码", "Change the password", identity::Permission::signed_in},
};

}  // namespace hallbook::app
