import type { RouteRecordRaw } from "vue-router";
import { texts } from "./texts";
import { tokenTexts } from "./token_texts";
import { unitPageTexts } from "./unit_page_texts";

export const routes: RouteRecordRaw[] = [
  { path: "/sign-in", component: () => import("./SignInPage.vue"), meta: { title: texts.signIn, open: true, bare: true } },
  { path: "/password", component: () => import("./PasswordPage.vue"), meta: { title: texts.changePassword, bare: true } },
  { path: "/second-factor", component: () => import("./SecondFactorPage.vue"), meta: { title: texts.secondFactor } },
  { path: "/sessions", component: () => import("./SessionsPage.vue"), meta: { title: texts.mySessions } },
  { path: "/tokens", component: () => import("./TokensPage.vue"), meta: { title: tokenTexts.tokens } },
  { path: "/users", component: () => import("./UsersPage.vue"), meta: { title: texts.users, permission: "user.read" } },
  { path: "/units", component: () => import("./UnitsPage.vue"), meta: { title: unitPageTexts.units, permission: "user.read" } },
  { path: "/users/:name", component: () => import("./UserPage.vue"), meta: { title: texts.users, permission: "user.read" } },
];
