import type { RouteRecordRaw } from "vue-router";
import { todayTexts } from "./today_texts";

export const routes: RouteRecordRaw[] = [
  { path: "/today", component: () => import("./TodayPage.vue"), meta: { title: todayTexts.title } },
];
