import { beforeAll, expect, test } from "vitest";
import { setLanguage } from "../app/language";
import type { Receipt } from "./shapes";
import { whyFacts } from "./why";

beforeAll(() => setLanguage("zh"));
const receipt = (more: Partial<Receipt>) => ({ why: { zh: "落后", en: "behind" }, groups: [], group_by: "month", formula: "sum(a.b)", pace: null, ...more }) as Receipt;

test("a monthly cap names the months that are over, each opens", () => {
  const groups = ["285", "306", "300", "301"].map((sum, i) => ({ key: `2026-0${i + 1}`, title: "", rows: 1, sum }));
  const facts = whyFacts(receipt({ value: "306", formula: "max(by month: sum(water.barrels))", groups }), "<=", "300", "桶");
  expect(facts.map((fact) => fact.group)).toEqual(["2026-02", "2026-04", undefined]);
  expect(facts[0]!.values).toEqual({ month: "2026年2月", value: "306", cap: "300", by: "6" });
  expect(facts[2]).toEqual({ key: "whyMonths", values: { n: 2, of: 4 } });
});

test("behind the plan: what is due, what is missing, what each day left must bring", () => {
  const pace = { expected: "107056.5", expected_printed: "", share: "", workdays_gone: 177, workdays_all: 248, word: "behind" };
  const facts = whyFacts(receipt({ value: "98412", pace }), ">=", "150000", "张");
  expect(facts).toEqual([
    { key: "whyBehind", values: { due: "107,057", by: "8,645" } },
    { key: "whyNeeds", values: { n: 71, need: "727", now: "556" } },
  ]);
});

test("short at the end of the year: no day is left to catch up", () => {
  const pace = { expected: "150000", expected_printed: "", share: "", workdays_gone: 248, workdays_all: 248, word: "not_met" };
  expect(whyFacts(receipt({ value: "140000", pace }), ">=", "150000", "张")).toEqual([{ key: "whyBehind", values: { due: "150,000", by: "10,000" } }]);
});

test("a rate is told in percentage points", () =>
  expect(whyFacts(receipt({ value: "0.9496" }), ">=", "0.95", "ratio")).toEqual([{ key: "whyPoints", values: { value: "94.96%", by: "0.04" } }]));

test("nothing is said of a figure that is fine, or that has no value", () => {
  expect(whyFacts(receipt({ value: "300", why: null }), "<=", "300", "桶")).toEqual([]);
  expect(whyFacts(receipt({ value: "300" }), "<=", "300", "桶")).toEqual([]);
  expect(whyFacts(receipt({ value: "" }), ">=", "1", "张")).toEqual([]);
});
