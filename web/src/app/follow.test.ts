// A page follows the books, and never moves under a person who writes.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { flushPromises, mount } from "@vue/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { defineComponent, h } from "vue";
import { closeEvents, openEvents } from "./events";
import { isWriting, newsWaiting, useFollow } from "./follow";
import * as kinds from "./kinds";

const heard = new Map<string, (event: { data: string }) => void>();
let source: Source;
class Source {
  onopen = () => {};
  constructor() {
    source = this;
  }
  addEventListener(kind: string, act: (event: { data: string }) => void) {
    heard.set(kind, act);
  }
  close() {}
}
const written = (...lines: string[]) => heard.get("head")!({ data: JSON.stringify({ unit: "u", seq: 9, kinds: lines, registers: [] }) });

let loads = 0;
let calm = true;
const page = () =>
  mount(
    defineComponent({
      setup() {
        useFollow(["PaymentRecorded"], async () => ++loads, () => calm);
        return () => h("main", [h("input", { id: "reason" }), h("select", { id: "which" })]);
      },
    }),
    { attachTo: document.body },
  );
let shown: ReturnType<typeof page>;
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", Source);
  [loads, calm] = [0, true];
  shown = page();
  openEvents(8);
});
afterEach(() => {
  shown.unmount();
  closeEvents();
  vi.useRealTimers();
});
async function later() {
  vi.advanceTimersByTime(1100);
  await flushPromises();
}
function type(text: string) {
  const field = document.querySelector<HTMLInputElement>("#reason")!;
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

test("once for what one act wrote, and only for its kinds", async () => {
  written("SessionOpened");
  await later();
  expect(loads).toBe(0);
  written("RequestApproved", "PaymentRecorded");
  written("PaymentRecorded");
  await later();
  expect(loads).toBe(1);
  written("*"); // too many lines to tell
  await later();
  expect(loads).toBe(2);
});

test("a field with the focus or with something typed keeps the page as it is until one clicks", async () => {
  document.querySelector<HTMLInputElement>("#reason")!.focus();
  written("PaymentRecorded");
  await later();
  expect([loads, newsWaiting.value !== null]).toEqual([0, true]);
  document.querySelector<HTMLInputElement>("#reason")!.blur();
  type("退回重填");
  written("PaymentRecorded");
  await later();
  expect(loads).toBe(0);
  newsWaiting.value!();
  await flushPromises();
  expect([loads, newsWaiting.value]).toEqual([1, null]);
  type("");
  expect(isWriting()).toBe(false);
  document.querySelector<HTMLSelectElement>("#which")!.focus();
  expect(isWriting()).toBe(true);
});

test("so does a page that says it is busy; gone, it waits for nothing", async () => {
  calm = false;
  written("PaymentRecorded");
  await later();
  expect([loads, newsWaiting.value !== null]).toEqual([0, true]);
  shown.unmount();
  expect(newsWaiting.value).toBe(null);
  written("PaymentRecorded");
  await later();
  expect(loads).toBe(0);
  shown = page();
});

test("what was written before the stream was open, or while it was broken, is not missed", async () => {
  let head = 8;
  vi.stubGlobal("fetch", async () => new Response(JSON.stringify({ head, user: { unit: { code: "u" } } })));
  const opened = async () => {
    source.onopen();
    await vi.advanceTimersByTimeAsync(1100);
    return loads;
  };
  expect(await opened()).toBe(0); // nothing was
  head = 9;
  expect(await opened()).toBe(1);
  expect(await opened()).toBe(1);
  written("SessionOpened"); // line 9 again
  head = 10;
  expect(await opened()).toBe(2);
});

test("the kinds are the server's own", () => {
  const root = join(fileURLToPath(import.meta.url), "../../../../src");
  const sources = ["funds", "service", "identity", "registers", "dossier", "indicators"].flatMap((folder) => readdirSync(join(root, folder)).filter((name) => /\.(h|cpp)$/.test(name)).map((name) => readFileSync(join(root, folder, name), "utf8")));
  const known = new Set(sources.flatMap((text) => [...text.matchAll(/string_view kind = "(\w+)"/g)].map(([, kind]) => kind)));
  const unknown = Object.values(kinds).flat().filter((kind) => !known.has(kind));
  expect(unknown).toEqual([]);
});
