import type { RouteRecordRaw } from "vue-router";
import { texts } from "./texts";

export const routes: RouteRecordRaw[] = [
  { path: "/rescore", component: () => import("./RescorePage.vue"), meta: { title: texts.title, permission: "evaluation.read" } },
];
