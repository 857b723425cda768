import type { RouteRecordRaw } from "vue-router";
import { briefTexts } from "./brief_texts";
import { todayTexts } from "./today_texts";

export const routes: RouteRecordRaw[] = [
  { path: "/brief", component: () => import("./BriefPage.vue"), meta: { title: briefTexts.brief, permission: "evaluation.read" } },
  { path: "/today", component: () => import("./TodayPage.vue"), meta: { title: todayTexts.title } },
];
