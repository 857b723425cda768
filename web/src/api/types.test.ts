// @vitest-environment node
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

test("the types are those of the server's schemas; else run npm run types", async () => {
  const { apiTypes, target } = await import("../../build/types.mjs");
  expect(readFileSync(target, "utf8")).toBe(await apiTypes());
});
