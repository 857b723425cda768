import type { RouteRecordRaw } from "vue-router";
import { budgetTexts } from "./budget_texts";
import { exceptionTexts } from "./exception_texts";
import { paymentTexts } from "./payment_texts";
import { requestTexts } from "./request_texts";
import { texts } from "./texts";

export const routes: RouteRecordRaw[] = [
  { path: "/funds", component: () => import("./BoardPage.vue"), meta: { title: texts.money, permission: "funds.read" } },
  { path: "/funds/lines/:line(\\d+)", component: () => import("./LinePage.vue"), meta: { title: texts.line, permission: "funds.read" } },
  { path: "/funds/budget", component: () => import("./BudgetPage.vue"), meta: { title: budgetTexts.budget, permission: "funds.read" } },
  { path: "/funds/exceptions", component: () => import("./ExceptionsPage.vue"), meta: { title: exceptionTexts.exceptions, permission: "funds.read" } },
  { path: "/payments", component: () => import("./PaymentsPage.vue"), meta: { title: paymentTexts.payments, permission: "funds.read" } },
  { path: "/requests", component: () => import("./RequestsPage.vue"), meta: { title: requestTexts.requests, permission: "funds.read" } },
  { path: "/requests/new", component: () => import("./RequestFormPage.vue"), meta: { title: requestTexts.newRequest, permission: "funds.request" } },
  { path: "/requests/:number", component: () => import("./RequestPage.vue"), meta: { title: requestTexts.request, permission: "funds.read" } },
  { path: "/requests/:number/change", component: () => import("./RequestFormPage.vue"), meta: { title: requestTexts.change, permission: "funds.request" } },
];
