import type { RouteRecordRaw } from "vue-router";
import { texts } from "./texts";

const read = "evaluation.read";
export const routes: RouteRecordRaw[] = [
  { path: "/targets/:no(\\d+|total|execution)?", component: () => import("./EvaluationPage.vue"), meta: { title: texts.targets, permission: read } },
  { path: "/freezes", component: () => import("./FreezesPage.vue"), meta: { title: texts.frozenTitle, permission: read } },
  { path: "/freezes/compare", component: () => import("./FreezeComparePage.vue"), meta: { title: texts.frozenTitle, permission: read } },
  { path: "/freezes/:version(\\d+)", component: () => import("./FrozenPage.vue"), meta: { title: texts.frozenTitle, permission: read } },
];
