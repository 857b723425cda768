import type { RouteRecordRaw } from "vue-router";
import { routeTexts as texts } from "./route_texts";

export const routes: RouteRecordRaw[] = [
  { path: "/registers", component: () => import("./RegistersPage.vue"), meta: { title: texts.registers, permission: "register.read" } },
  { path: "/registers/:register", component: () => import("./RegisterPage.vue"), meta: { title: texts.register, permission: "register.read" } },
  { path: "/registers/:register/closing", component: () => import("./ClosingPage.vue"), meta: { title: texts.closing, permission: "register.close" } },
  { path: "/registers/:register/:id(\\d+)", component: () => import("./EntryPage.vue"), meta: { title: texts.entry, permission: "register.read" } },
  { path: "/record/:register?", component: () => import("./QuickEntryPage.vue"), meta: { title: texts.record, permission: "register.record" } },
  { path: "/import/:register?", component: () => import("./ImportPage.vue"), meta: { title: texts.import, permission: "register.import" } },
];
