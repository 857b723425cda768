import { flushPromises, mount } from "@vue/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import FormulaEditor from "./FormulaEditor.vue";
import type { Vocabulary } from "./shapes";

const vocabulary = {
  registers: [{ name: "copies", title: { zh: "打印复印", en: "Copies" }, measures: [{ name: "sheets", title: { zh: "张数", en: "Sheets" } }], dimensions: [], filters: [] }],
  functions: [{ name: "sum", signature: "sum(…)", words: { zh: "合计", en: "sum" } }],
  prices: [],
  rates: [],
} as unknown as Vocabulary;

let answer: unknown;
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", vi.fn(async () => new Response(JSON.stringify(answer), { status: 200 })));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function editor(formula: string) {
  const wrapper = mount(FormulaEditor, {
    props: { modelValue: formula, project: "p", no: 1, vocabulary, label: "公式", "onUpdate:modelValue": (text: string) => wrapper.setProps({ modelValue: text }) },
    attachTo: document.body,
  });
  await vi.advanceTimersByTimeAsync(300);
  await flushPromises();
  return wrapper;
}

test("says the formula in both languages and what it comes to", async () => {
  answer = { ok: true, problems: [], words: { zh: "张数之和", en: "the sum of sheets" }, unit: "张", value: "5", value_printed: "5张" };
  const words = (await editor("sum(copies.sheets)")).find(".says").text();
  for (const part of ["张数之和", "the sum of sheets", "5张"]) expect(words).toContain(part);
});

test("underlines the place of an error and names it", async () => {
  answer = { ok: false, problems: [{ at: 4, length: 6, message: "没有 cass 这本台账" }], words: null, unit: "", value: null, value_printed: null };
  const wrapper = await editor("sum(cass.x)");
  expect(wrapper.findAll(".bad").map((piece) => piece.text()).join("")).toBe("cass.x");
  expect(wrapper.find(".problems").text()).toContain("没有 cass 这本台账");
  expect(wrapper.find("textarea").attributes("aria-invalid")).toBe("true");
});

test("Enter takes the suggestion; while a candidate is being composed it does not", async () => {
  answer = { ok: true, problems: [], words: null, unit: "", value: null, value_printed: null };
  const wrapper = await editor("");
  const field = wrapper.find("textarea");
  field.element.value = "sum(co";
  field.element.setSelectionRange(6, 6);
  await field.trigger("input");
  await flushPromises();
  expect(wrapper.findAll("[role=option]").map((one) => one.text())[0]).toContain("copies.");
  await field.trigger("keydown", { key: "Enter", isComposing: true });
  expect(field.element.value).toBe("sum(co");
  await field.trigger("keydown", { key: "Enter" });
  await flushPromises();
  expect(field.element.value).toBe("sum(copies.");
});
