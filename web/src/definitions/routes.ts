import type { RouteRecordRaw } from "vue-router";
import { texts } from "./texts";

const meta = { title: texts.definitions, permission: "definition.read" };
export const routes: RouteRecordRaw[] = [
  { path: "/definitions", component: () => import("./DefinitionsPage.vue"), meta },
  { path: "/definitions/:kind/:name", component: () => import("./DefinitionPage.vue"), meta },
];
