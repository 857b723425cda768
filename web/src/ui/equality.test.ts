import { describe, expect, it } from "vitest";
import { prove, type ShownReceipt } from "./equality";
import { printed } from "./exact";

const copies: ShownReceipt = {
  value: "98412",
  formula: "sum(copies.sheets)",
  adds_up: true,
  total_rows: 691,
  parts: [{ text: "sum(copies.sheets)", sum: "98412", rollup: "98412", rows: 691 }],
  group_by: "device",
  groups: [
    { rows: 300, sum: "63959" },
    { rows: 391, sum: "34453" },
  ],
};

const savings: ShownReceipt = {
  value: "74952.17",
  formula: 'sum(copies.sheets) * price("copy_sheet") + sum(mailing.fee)',
  adds_up: true,
  total_rows: 856,
  parts: [
    { text: "sum(copies.sheets)", sum: "111985", rollup: "111985", rows: 708 },
    { text: "sum(mailing.fee)", sum: "2161.92", rollup: "2161.92", rows: 148 },
  ],
  group_by: "register",
  groups: [
    { rows: 708, sum: "72790.25" },
    { rows: 148, sum: "2161.92" },
  ],
};

describe("the equality of rows and figure", () => {
  it("holds when the groups add up", () => expect(prove(copies).verdict).toBe("equal"));

  it("fails by one sheet and says by how much", () => {
    const proof = prove({ ...copies, groups: [copies.groups[0]!, { rows: 391, sum: "34429" }] });
    expect(proof.verdict).toBe("differs");
    expect(printed(proof.difference!)).toBe("-24");
  });

  it("fails when a group lost a row though the sums agree", () =>
    expect(prove({ ...copies, groups: [copies.groups[0]!, { rows: 390, sum: "34453" }] }).verdict).toBe("differs"));

  it("fails when the rollup says something else than the rows", () =>
    expect(prove({ ...copies, parts: [{ ...copies.parts[0]!, rollup: "98413" }] }).verdict).toBe("differs"));

  it("fails when the server says so", () => expect(prove({ ...copies, adds_up: false }).verdict).toBe("differs"));

  it("adds amounts that were multiplied by a price", () => {
    expect(prove(savings).verdict).toBe("equal");
    expect(prove({ ...savings, groups: [{ rows: 708, sum: "72790.26" }, savings.groups[1]!] }).verdict).toBe("differs");
  });

  it("takes the worst month", () => {
    const water = {
      ...copies,
      value: "306",
      formula: "max(by month: sum(water.barrels))",
      total_rows: 3,
      parts: [{ text: "sum(water.barrels)", sum: "891", rollup: "891", rows: 3 }],
      group_by: "month",
      groups: ["285", "306", "300"].map((sum) => ({ rows: 1, sum })),
    };
    expect(prove(water).verdict).toBe("equal");
    expect(prove({ ...water, value: "300" }).verdict).toBe("differs");
    expect(prove({ ...water, group_by: "zone" }).verdict).toBe("unproven");
  });

  it("computes a ratio from its parts, not from the groups", () => {
    const rate = {
      ...copies,
      value: "10726/10839",
      formula: "100% * count(a) / count(b)",
      total_rows: 10,
      parts: [
        { text: "count(a)", sum: "10726", rollup: "10726", rows: 4 },
        { text: "count(b)", sum: "10839", rollup: "10839", rows: 6 },
      ],
      groups: [],
    };
    expect(prove(rate).verdict).toBe("equal");
    expect(prove({ ...rate, value: "10727/10839" }).verdict).toBe("differs");
  });
});
