import type { RouteRecordRaw } from "vue-router";
import { matterTexts } from "./matter_texts";
import { roundTexts } from "./round_texts";

export const routes: RouteRecordRaw[] = [
  { path: "/round", component: () => import("./RoundsPage.vue"), meta: { title: roundTexts.title, permission: "service.read" } },
  { path: "/round/:turn", component: () => import("./RoundPage.vue"), meta: { title: roundTexts.walk, permission: "service.round", bare: true } },
  { path: "/rounds/:number(\\d+)", component: () => import("./RoundDetailPage.vue"), meta: { title: roundTexts.walk, permission: "service.read" } },
  { path: "/matters", component: () => import("./MattersPage.vue"), meta: { title: matterTexts.title, permission: "service.read" } },
  { path: "/my-matters", component: () => import("./MattersPage.vue"), meta: { title: matterTexts.myTitle, permission: "service.round" } },
  { path: "/matters/:number(\\d+)", component: () => import("./MatterPage.vue"), meta: { title: matterTexts.one, permission: "service.read" } },
];
