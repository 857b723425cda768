import type { RouteRecordRaw } from "vue-router";
import { dueTexts } from "./due_texts";
import { invoiceTexts } from "./invoice_texts";
import { reconcileTexts } from "./reconcile_texts";
import { texts } from "./texts";
import { treasuryTexts } from "./treasury_texts";

const read = "funds.read";
export const routes: RouteRecordRaw[] = [
  { path: "/contracts", component: () => import("./ContractsPage.vue"), meta: { title: texts.contracts, permission: read } },
  { path: "/contracts/new", component: () => import("./NewContractPage.vue"), meta: { title: texts.newContract, permission: "funds.contract" } },
  { path: "/contracts/:number", component: () => import("./ContractPage.vue"), meta: { title: texts.contracts, permission: read } },
  { path: "/contracts/:number/acceptance", component: () => import("./NewAcceptancePage.vue"), meta: { title: texts.newAcceptance, permission: "funds.accept" } },
  { path: "/acceptances", component: () => import("./AcceptancesPage.vue"), meta: { title: texts.acceptances, permission: `${read}|funds.accept` } },
  { path: "/invoices", component: () => import("./InvoicesPage.vue"), meta: { title: invoiceTexts.invoices, permission: read } },
  { path: "/treasury", component: () => import("./TreasuryPage.vue"), meta: { title: treasuryTexts.treasury, permission: read } },
  { path: "/reconcile", component: () => import("./ReconcilePage.vue"), meta: { title: reconcileTexts.reconcile, permission: read } },
  { path: "/funds/due", component: () => import("./DuePage.vue"), meta: { title: dueTexts.due, permission: read } },
];
