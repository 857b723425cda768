import type { RouteRecordRaw } from "vue-router";
import { texts } from "./texts";

export const routes: RouteRecordRaw[] = [
  { path: "/journal/:seq(\\d+)?", component: () => import("./JournalPage.vue"), meta: { title: texts.journal, permission: "journal.read" } },
];
