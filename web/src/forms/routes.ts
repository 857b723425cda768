import type { RouteRecordRaw } from "vue-router";
import { texts } from "./texts";

const read = "evaluation.read";
export const routes: RouteRecordRaw[] = [
  { path: "/papers", component: () => import("./PapersPage.vue"), meta: { title: texts.title, permission: read } },
  { path: "/self-evaluation", component: () => import("./SelfEvaluationPage.vue"), meta: { title: texts.wizard, permission: "evaluation.freeze" } },
  { path: "/verify", component: () => import("./VerifyPage.vue"), meta: { title: texts.verify, permission: read } },
];
