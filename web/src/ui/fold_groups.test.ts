import { expect, it } from "vitest";
import { foldGroups } from "./fold_groups";

const group = (key: string, sum: string) => ({ key, rows: 2, sum });

it("leaves twelve as they are", () => {
  const groups = Array.from({ length: 12 }, (_, i) => group(String(i), "1"));
  expect(foldGroups(groups, 12)).toEqual({ shown: groups, rest: null });
});

it("keeps the largest in their order; the rest adds up", () => {
  const { shown, rest } = foldGroups([group("a", "5"), group("b", "0.10"), group("c", "-9"), group("d", "0.2")], 3);
  expect(shown.map((one) => one.key)).toEqual(["a", "c"]);
  expect(rest).toEqual({ groups: 2, rows: 4, sum: "0.3" });
});

it("does not invent a sum where one is unknown", () => {
  expect(foldGroups([group("a", "1"), group("b", ""), group("c", "")], 2).rest).toEqual({ groups: 2, rows: 4, sum: null });
});
