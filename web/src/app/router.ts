// Routes come from the folders, each page loaded when it is first opened.
import { createRouter, createWebHistory, type RouteRecordRaw } from "vue-router";
import { routes as audit } from "../audit/routes";
import { routes as books } from "../books/routes";
import { routes as contracts } from "../contracts/routes";
import { routes as definitions } from "../definitions/routes";
import { routes as dossier } from "../dossier/routes";
import { routes as forms } from "../forms/routes";
import { routes as funds } from "../funds/routes";
import { routes as home } from "../home/routes";
import { routes as identity } from "../identity/routes";
import { routes as indicators } from "../indicators/routes";
import { routes as registers } from "../registers/routes";
import { routes as rescoring } from "../rescoring/routes";
import { routes as service } from "../service/routes";
import { addressIn, unitBase, workingUnit } from "../api/unit";
import { findSession, mayAny, session, unitLost, units, unitToOpen } from "./session";
import { landing } from "./menu";
import { problemPage } from "./problem_page";

declare module "vue-router" {
  interface RouteMeta {
    title?: { zh: string; en: string };
    permission?: string; // as the server's x-permission; "" or absent = everybody who is signed in
    open?: boolean; // without a session
    bare?: boolean; // without menu and top bar
  }
}

const routes: RouteRecordRaw[] = [
  { path: "/", name: "landing", redirect: () => landing.value },
  ...home,
  ...registers,
  ...rescoring,
  ...service,
  ...forms,
  ...indicators,
  ...dossier,
  ...contracts,
  ...books,
  ...funds,
  ...audit,
  ...definitions,
  ...identity,
  { path: "/settings", component: () => import("./SettingsPage.vue"), meta: { title: { zh: "设置", en: "Settings" } } },
  { path: "/about", component: () => import("./AboutPage.vue"), meta: { title: { zh: "关于", en: "About" } } },
  { path: "/:rest(.*)*", name: "missing", component: () => import("./MissingPage.vue"), meta: { title: { zh: "没有这一页", en: "No such page" } } },
];

export const router = createRouter({
  history: createWebHistory(unitBase || "/"),
  routes,
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : to.hash ? { el: to.hash, top: 64 } : { top: 0 }),
});

router.beforeEach(async (to) => {
  problemPage.value = null;
  if (to.meta.open) return true;
  await findSession();
  if (unitLost.value) return void (problemPage.value = { kind: "unit", detail: workingUnit.value });
  // "/" was answered before the session was known: whose first page it is shows only now.
  const fromStart = to.redirectedFrom?.path === "/";
  // Who works in several units always sees in the address which one it is: a copied link opens the same.
  if (!unitBase && units.value.length > 1) {
    location.replace(addressIn(unitToOpen(), fromStart ? "/" : to.fullPath));
    return false;
  }
  if (!session.value) return { path: "/sign-in", query: fromStart ? {} : { to: to.fullPath } };
  if (session.value.user.must_change_password && to.path !== "/password") return "/password";
  if (session.value.user.second_factor === "required" && !session.value.user.must_change_password && to.path !== "/second-factor") return "/second-factor";
  if (fromStart && to.path !== landing.value) return landing.value;
  if (to.meta.permission && !mayAny(to.meta.permission)) problemPage.value = { kind: "denied", permission: to.meta.permission.split("|")[0]! };
  return true;
});

/** After signing out: the next person's address names no unit of this one. */
export async function openSignIn() {
  if (unitBase) location.assign("/sign-in");
  else await router.push("/sign-in");
}
