// The one box of the server knows every page of the menu, under the same words and permission.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const source = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");

test("the server's pages are those of the menu", () => {
  const words = new Map([...source("./texts.ts").matchAll(/^ {2}(\w+): \{ zh: "([^"]*)", en: "([^"]*)" \}/gm)].map(([, key, zh, en]) => [key, `${zh} ${en}`]));
  const menu = [...source("./menu.ts").matchAll(/\{ key: "(\w+)", path: "([^"]+)", permission: "([^"]*)"/g)].map(([, key, path, permission]) => `${path} ${words.get(key!)} ${permission || "signed_in"}`);
  const table = source("../../../src/app/search_pages.h").split("search_acts")[0]!;
  const served = [...table.matchAll(/\{"([^"]+)", "([^"]+)", "([^"]+)",\s+([^}]+)\}/g)].map(([, path, zh, en, permissions]) => `${path} ${zh} ${en} ${[...permissions!.matchAll(/Permission::(\w+)/g)].map(([, one]) => (one === "signed_in" ? one : one!.replace("_", "."))).join("|")}`);
  expect(menu.length).toBeGreaterThan(25);
  expect(menu.filter((page) => !served.includes(page))).toEqual([]);
});
