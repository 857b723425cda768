import { expect, it } from "vitest";
import { folded, type DiffLine } from "./diff_lines";

const same = (n: number): DiffLine[] => Array.from({ length: n }, (_, i) => ({ kind: "same", text: String(i) }));

it("keeps what stands around a change and counts the rest", () => {
  const lines = folded([...same(10), { kind: "added", text: "x" }, ...same(1)], 3);
  expect(lines[0]).toEqual({ kind: "skipped", count: 7 });
  expect(lines.length).toBe(1 + 3 + 1 + 1);
});
it("without a change everything is counted", () => expect(folded(same(4), 3)).toEqual([{ kind: "skipped", count: 4 }]));
