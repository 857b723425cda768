import { mount } from "@vue/test-utils";
import { beforeAll, expect, test } from "vitest";
import { createRouter, createMemoryHistory } from "vue-router";
import { setLanguage } from "../app/language";
import type { Receipt } from "../indicators/shapes";
import ReceiptPanel from "./ReceiptPanel.vue";

beforeAll(() => setLanguage("zh"));

const text = (zh: string) => ({ zh, en: zh });
const receipt = {
  no: 2, name: "免费打印复印量", value: "98412", value_printed: "98,412张", target_printed: "≥150,000张", recomputed: "98412", adds_up: true,
  digest: "c".repeat(64), total_rows: 691, as_of: "2026-09-17", status: "behind", status_word: text("落后"),
  pace: { expected: "107056", share: "0.6561", workdays_gone: 177, workdays_all: 248, word: "behind" },
  parts: [{ register: "copies", text: "sum(copies.sheets)", words: text("张数之和"), rows: 691, sum: "98412", rollup: "98412" }],
  group_by: "month", group_choices: [], groups: [{ key: "2026-01", title: "", rows: 300, sum: "63959" }, { key: "2026-02", title: "", rows: 391, sum: "34453" }],
  lines: [], next: null, files: [{ source_name: "抄表.xlsx", seq: 24, at: "2026-09-17T10:00:00.000Z", actor: "user:li", rows: 691, digest: "d".repeat(64) }],
  attached: [],
  decisions: [{ code: "x", indicator: 2, where: "", message: "15万和张分写两格", needs_decision: true, words: "", options: [], decision: null }],
  definitions: [{ kind: "register", name: "copies", version: 1, digest: "e".repeat(64) }], head: { seq: 51706, digest: "f".repeat(64), root: "0".repeat(64), at: "" },
  formula: "sum(copies.sheets)", words: text("张数之和"), derivation: "98412 ÷ 150000 × 12.5 = 8.20", why: text("B-02 没有抄表。"),
} as unknown as Receipt;

function panel(shown: Receipt) {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: "/:rest(.*)*", component: { template: "<i/>" } }] });
  return mount(ReceiptPanel, {
    props: { receipt: shown, no: 2, project: "", operator: ">=", target: "150000", unit: "张", level: { rows: false, group: "" }, start: 0, problem: "", verified: null, then: "" },
    global: { plugins: [router] },
  });
}

test("the nine blocks stand in their order", () => {
  const words = panel(receipt).text();
  const blocks = ["三级指标 2", "98,412", "为什么：", "怎么算的", "由哪些行加成", "明细相加等于上面的数，一张不差。", "原始材料", "裁定过的疑义", "账上的位置"];
  const places = blocks.map((block) => words.indexOf(block));
  expect(places.every((place) => place >= 0)).toBe(true);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

test("a figure that rests on an open question carries it at its value", () => expect(panel(receipt).find(".fig").text()).toContain("待裁定 1"));

test("the difference from what should be stands beside the figure", () => expect(panel(receipt).find(".fig").text()).toContain("-8,644".replace("-", "−")));

test("rows that do not add up say by how much and take the print button away", () => {
  const broken = panel({ ...receipt, groups: [receipt.groups[0]!, { ...receipt.groups[1]!, sum: "34429" }] });
  expect(broken.find("[data-verdict]").attributes("data-verdict")).toBe("differs");
  expect(broken.text()).toContain("明细合计 98,388，比上面少 24，这个数先不要用。");
  expect(broken.find("[data-print]").exists()).toBe(false);
  expect(panel(receipt).find("[data-print]").exists()).toBe(true);
});
