import { expect, test } from "vitest";
import { fileDigest, fileName } from "./file_value";

const digest = "3f".repeat(32);
test("a file is called by its name, else by the beginning of its digest", () => {
  for (const [value, name] of [[`${digest} 门口 1.jpg`, "门口 1.jpg"], [digest, "3f3f3f3f…"], ["", ""], [null, ""], [undefined, ""]] as const) expect(fileName(value)).toBe(name);
  expect(fileDigest(`${digest} 门口.jpg`)).toBe(digest);
  expect(fileDigest(null)).toBe("");
});
