// R-IDN-58: the tree that the picker and the page of units show.
import { expect, test } from "vitest";
import type { UnitNode } from "../api/shapes";
import { asTree, indented, withBelow } from "./unit_tree";

const unit = (code: string, parent: string | null): UnitNode => ({ code, name: code.toLowerCase(), sample: false, parent, roles: ["staff"] });
const all = [unit("CITY", null), unit("WEST", "CITY"), unit("EAST", "CITY"), unit("ROOM", "WEST"), unit("OTHER", null)];
const words = (rows: ReturnType<typeof asTree>) => rows.map((row) => `${row.depth} ${row.unit.code}`);

test("each stands behind the one it is below", () => {
  expect(words(asTree(all))).toEqual(["0 CITY", "1 WEST", "2 ROOM", "1 EAST", "0 OTHER"]);
});

test("a unit whose parent one may not see stands at the left", () => {
  expect(words(asTree([unit("ROOM", "WEST"), unit("EAST", "CITY")]))).toEqual(["0 ROOM", "0 EAST"]);
});

test("a unit and what is below it, counted from there", () => {
  expect(words(withBelow(all, "WEST"))).toEqual(["0 WEST", "1 ROOM"]);
  expect(words(withBelow(all, "CITY"))).toEqual(["0 CITY", "1 WEST", "2 ROOM", "1 EAST"]);
  expect(withBelow(all, "NOWHERE")).toEqual([]);
  expect(indented(withBelow(all, "WEST")[1]!)).toBe("\u3000room");
});
