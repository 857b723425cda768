import { expect, test } from "vitest";
import source from "../src/worker/sw.js?raw";
import { workerOf } from "./worker";

const names = ["index.html", "assets/index-1.js", "assets/index-1.css", "assets/chart_engine-2.js", "assets/QuickEntryPage-3.js"];

test("the worker keeps the pages' own files, without the charts", () => {
  const made = workerOf(source, names);
  expect(made).toContain('["/assets/QuickEntryPage-3.js","/assets/index-1.css","/assets/index-1.js","/icon.svg","/index.html"]');
  expect(made).not.toMatch(/__\w+__/);
});
test("another build has another shell", () => {
  const shell = (made: string) => /hallbook-shell-[0-9a-f]{12}/.exec(made)?.[0];
  expect(shell(workerOf(source, names))).not.toBe(shell(workerOf(source, [...names, "assets/new-4.js"])));
});
/** Runs the worker in a page that answers nothing: what it would take over is told. */
function takesOver(request: { url: string; method?: string; mode?: string }): boolean {
  let taken = false;
  const listeners: Record<string, (event: unknown) => void> = {};
  const self = { location: { origin: "http://hall" }, addEventListener: (kind: string, act: (event: unknown) => void) => (listeners[kind] = act) };
  new Function("self", "caches", "fetch", workerOf(source, names))(self, { match: async () => ({}) }, async () => ({}));
  listeners.fetch!({ request: { method: "GET", mode: "cors", ...request }, respondWith: () => (taken = true) });
  return taken;
}
test.each([
  ["a page", { url: "http://hall/record/mailing", mode: "navigate" }, true],
  ["a file of the build", { url: "http://hall/assets/index-1.js" }, true],
  ["the interface", { url: "http://hall/api/v1/registers/mailing/entries" }, false],
  ["an export that is opened like a page", { url: "http://hall/api/v1/registers/mailing/export", mode: "navigate" }, false],
  ["what is sent", { url: "http://hall/record/mailing", method: "POST" }, false],
  ["another server", { url: "http://elsewhere/assets/index-1.js" }, false],
  ["a file that is no part of it", { url: "http://hall/assets/chart_engine-2.js" }, false],
])("%s", (_name, request, taken) => expect(takesOver(request)).toBe(taken));
