import { expect, test } from "vitest";
import { wordDiff } from "./word_diff";

const told = (before: string, after: string) => wordDiff(before, after).map(({ kind, text }) => (kind === "same" ? text : kind === "added" ? `+${text}` : `-${text}`));

test.each([
  ["98,120", "98,120", ["98,120"]],
  ["C区 办公室", "C区 档案室", ["C区 ", "-办公", "+档案", "室"]],
  ["空", "EMS 118", ["-空", "+EMS 118"]],
  ["kept 12", "kept 13", ["kept ", "-12", "+13"]],
])("%s → %s", (before, after, want) => expect(told(before, after)).toEqual(want));

test("removed and kept give the old text, added and kept the new one", () => {
  const before = "云南省昆明市呈贡区吴家营街道";
  const after = "云南省昆明市官渡区吴井街道 3 号";
  const pieces = wordDiff(before, after);
  expect(pieces.filter((piece) => piece.kind !== "added").map((piece) => piece.text).join("")).toBe(before);
  expect(pieces.filter((piece) => piece.kind !== "removed").map((piece) => piece.text).join("")).toBe(after);
});

test("very long texts are shown as replaced, at once", () => {
  expect(wordDiff("a ".repeat(500), "b ".repeat(500))).toHaveLength(2);
});
