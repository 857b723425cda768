import type { RouteRecordRaw } from "vue-router";
import { briefTexts } from "./brief_texts";

export const routes: RouteRecordRaw[] = [
  { path: "/brief", component: () => import("./BriefPage.vue"), meta: { title: briefTexts.brief, permission: "evaluation.read" } },
];
