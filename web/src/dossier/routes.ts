import type { RouteRecordRaw } from "vue-router";
import { texts as importTexts } from "./import_texts";
import { texts } from "./texts";

const meta = (title: { zh: string; en: string }) => ({ title, permission: "project.read" });
export const routes: RouteRecordRaw[] = [
  { path: "/project", component: () => import("./ProjectPage.vue"), meta: meta(texts.project) },
  { path: "/project/table", component: () => import("./TargetTablePage.vue"), meta: meta(texts.table) },
  { path: "/project/findings", component: () => import("./FindingsPage.vue"), meta: meta(texts.findings) },
  { path: "/project/plan", component: () => import("./PlanPage.vue"), meta: meta(texts.plan) },
  { path: "/project/advice", component: () => import("./AdvicePage.vue"), meta: meta(texts.advice) },
  { path: "/project/import", component: () => import("./ImportProjectPage.vue"), meta: { title: importTexts.title, permission: "project.edit" } },
  { path: "/project/versions", component: () => import("./VersionsPage.vue"), meta: meta(texts.versions) },
];
