import { expect, test } from "vitest";
import { Burst } from "./burst";

function keys(burst: Burst, text: string, gap: number, start = 1000, before = "") {
  [...text].forEach((letter, i) => burst.typed(letter, start + i * gap, before + text.slice(0, i)));
  return start + text.length * gap;
}
test.each([
  ["a scanner", "EA123456789CN", 8, true],
  ["a slow scanner", "EA123456789CN", 40, true],
  ["a quick typist", "EA123456789CN", 75, false],
  ["too few keys", "B-01", 5, false],
])("%s", (_name, text, gap, scan) => {
  const burst = new Burst();
  const end = keys(burst, text, gap);
  expect(burst.scanned(end)).toEqual(scan ? { text, before: "" } : null);
});
test("what stood in the field before the scan is told, what was typed before a pause is no part of it", () => {
  const burst = new Burst();
  keys(burst, "许可", 120);
  const end = keys(burst, "1201234567890", 10, 9000, "许可");
  expect(burst.scanned(end)).toEqual({ text: "1201234567890", before: "许可" });
  expect(burst.scanned(end + 5)).toBeNull(); // one Enter, one scan
});
test("an Enter long after is a person's", () => {
  const burst = new Burst();
  expect(burst.scanned(keys(burst, "1201234567890", 10) + 2000)).toBeNull();
});
