// R-IDN-58: the unit stands in the address of the page and in every request.
import { afterEach, expect, test, vi } from "vitest";
import { address, api } from "./client";
import { addressIn, keptAs, unitOf, workingUnit } from "./unit";

afterEach(() => {
  workingUnit.value = "";
  vi.unstubAllGlobals();
});

test("the address begins with the unit, or names none", () => {
  expect(unitOf("/u/STREET1/registers/mailing")).toEqual({ base: "/u/STREET1", code: "STREET1" });
  expect(unitOf("/u/STREET1")).toEqual({ base: "/u/STREET1", code: "STREET1" });
  expect(unitOf("/u/%E8%A1%97%E9%81%93/today")).toEqual({ base: "/u/%E8%A1%97%E9%81%93", code: "街道" });
  for (const path of ["/", "/users/li", "/u", "/u/", "/registers/u/x"]) expect(unitOf(path)).toEqual({ base: "", code: "" });
  expect(unitOf("/u/%E8%/today").code).toBe("%E8%"); // no address of ours
  expect(addressIn("街道", "/today")).toBe("/u/%E8%A1%97%E9%81%93/today");
  expect(unitOf(addressIn("街道", "/today")).code).toBe("街道");
});

test("every request names it, what was typed elsewhere its own", async () => {
  expect(address("/home")).toBe("/api/v1/home");
  workingUnit.value = "STREET1";
  expect(address("/own-forms?from=2026-01-01")).toBe("/api/v1/own-forms?from=2026-01-01&unit=STREET1");
  expect(address("/home")).toBe("/api/v1/home?unit=STREET1");
  expect(address("/search", { q: "a" })).toBe("/api/v1/search?unit=STREET1&q=a");
  expect(address("/home", { unit: "HALL" })).toBe("/api/v1/home?unit=HALL");
  expect(address("/home", { unit: "" })).toBe("/api/v1/home");
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (path: string) => {
    asked.push(path);
    return new Response("{}", { status: 200 });
  });
  await api.get("/a");
  await api.getByItself("/b");
  await api.getTagged("/c");
  await api.post("/d", {});
  await api.post("/e", {}, { unit: "HALL" });
  await api.post("/f", {}, { unit: "" });
  await api.put("/g", {});
  await api.delete("/h");
  const mine = (path: string) => `/api/v1/${path}?unit=STREET1`;
  expect(asked).toEqual([mine("a"), mine("b"), mine("c"), mine("d"), "/api/v1/e?unit=HALL", "/api/v1/f", mine("g"), mine("h")]);
});

test("what is kept in one unit is not found in another", () => {
  workingUnit.value = "STREET1";
  const mine = keptAs("hallbook.draft");
  workingUnit.value = "HALL";
  expect(keptAs("hallbook.draft")).not.toBe(mine);
});
