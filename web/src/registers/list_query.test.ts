import { expect, test } from "vitest";
import { exportQuery, isFiltered, readState, rowsQuery, writeState } from "./list_query";

test("what is written into the address is read back", () => {
  const state = { from: "2026-01-01", to: "", q: "食品, 50%", sort: "-fee", state: "all" as const, filters: { zone: ["A区", "B,C%"] }, columns: ["fee", "zone"], after: "c1", page: 3 };
  expect(readState(writeState(state))).toEqual(state);
});

test("an address without anything is the plain first page", () => {
  const state = readState({});
  expect(state).toMatchObject({ page: 1, after: "", state: "current", columns: null });
  expect(isFiltered(state)).toBe(false);
  expect(writeState(state)).toEqual({});
});

test("the export asks for the same rows as the list, without its page", () => {
  const state = readState({ from: "2026-01-01", "f.zone": "A区", after: "c1", sort: "fee", page: "2" });
  const { after, limit, ...rows } = rowsQuery(state, 50);
  const { format, ...exported } = exportQuery(state, "csv");
  expect([after, limit, format]).toEqual(["c1", 50, "csv"]);
  expect(exported).toEqual(rows);
});
