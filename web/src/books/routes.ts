import type { RouteRecordRaw } from "vue-router";
import { texts } from "./texts";

const read = "funds.read";
export const routes: RouteRecordRaw[] = [
  { path: "/books", component: () => import("./BalancePage.vue"), meta: { title: texts.books, permission: read } },
  { path: "/books/vouchers", component: () => import("./VouchersPage.vue"), meta: { title: texts.vouchers, permission: read } },
  { path: "/books/vouchers/:name", component: () => import("./VoucherPage.vue"), meta: { title: texts.vouchers, permission: read } },
  { path: "/books/ledger/:account", component: () => import("./LedgerPage.vue"), meta: { title: texts.books, permission: read } },
  { path: "/books/execution", component: () => import("./ExecutionTablePage.vue"), meta: { title: texts.execution, permission: read } },
  { path: "/books/closing", component: () => import("./BooksClosingPage.vue"), meta: { title: texts.closing, permission: read } },
];
