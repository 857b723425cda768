// Every route has a line in tests/e2e/pages.mjs, so that axe, the narrow and the wide window and ./dev shots see its page.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { router } from "./router";

test("no page is forgotten", () => {
  const listed = readFileSync(join(fileURLToPath(import.meta.url), "../../../../tests/e2e/pages.mjs"), "utf8");
  const paths = [...listed.matchAll(/ path: "([^"]+)" \}/g)].map(([, path]) => path!);
  expect(paths.length).toBeGreaterThan(70);
  const seen = new Set(paths.map((path) => router.resolve(path).matched.at(-1)?.path));
  const routes = router.getRoutes().filter((route) => !route.redirect).map((route) => route.path);
  expect(routes.length).toBeGreaterThan(50);
  expect(routes.filter((path) => !seen.has(path))).toEqual([]);
});
