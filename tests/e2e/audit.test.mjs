// The journal is searched and read, the books are verified with progress; a definition is tried and adopted.
import assert from "node:assert/strict";
import { visitAs } from "./hall.mjs";

const words = (locator) => locator.innerText().then((text) => text.replace(/\s+/g, " ").trim());
async function leave(page) {
  assert.deepEqual(page.faults, []);
  await page.context().close();
}

export const tests = {
  async "the journal is searched, a line opens to what it changed"(hall) {
    const page = await visitAs(hall, "wu");
    await page.goto("/journal");
    const rows = page.locator(".journal tbody tr");
    await rows.first().waitFor();
    const all = await rows.count();
    await page.locator("input[type=search]").fill("水票");
    await page.waitForURL(/q=/);
    await page.waitForFunction((n) => document.querySelectorAll(".journal tbody tr").length < n, all);
    await rows.first().click();
    await page.waitForURL(/\/journal\/\d+/);
    await page.locator(".side-panel .kept pre").waitFor();
    await page.keyboard.press("Escape");
    await page.locator(".side-panel").waitFor({ state: "detached" });
    await leave(page);
  },

  async "the books are verified with progress"(hall) {
    const page = await visitAs(hall, "wu");
    await page.goto("/journal");
    await page.locator("[data-verify]").click();
    await page.locator(".verify .progress, .verify .refusal").first().waitFor();
    const sound = page.locator(".verify .refusal.met");
    await sound.waitFor({ timeout: 120_000 });
    assert.match(await words(sound), /完整/);
    await leave(page);
  },

  async "a definition is tried while it is typed, compared, and adopted with a reason"(hall) {
    const page = await visitAs(hall, "zhou");
    await page.goto("/definitions/register/training");
    const field = page.locator(".text textarea");
    await field.waitFor();
    const text = await field.inputValue();
    await field.fill(text.replace('type = "', 'typ = "'));
    await page.locator(".problems li").first().waitFor();
    await page.locator(".gutter .bad").first().waitFor();
    await field.fill(text.replace(/stale_after_workdays = \d+/, "stale_after_workdays = 33"));
    await page.locator(".diff .added", { hasText: "33" }).waitFor();
    await page.locator("#definition-says .st.met").waitFor();
    await page.locator("[data-adopt]").click();
    await page.locator("#reason-problem").waitFor();
    await page.locator(".ready button").first().click();
    await page.locator("[data-adopt]").click();
    await page.locator(".refusal.met").waitFor();
    await page.locator(".history li").nth(1).waitFor();
    await leave(page);
  },

  async "a new register is written as a text, tried, and adopted"(hall) {
    const page = await visitAs(hall, "zhou");
    await page.goto("/definitions/register/+new");
    const field = page.locator(".text textarea");
    await field.waitFor();
    await field.fill((await field.inputValue()).replaceAll("new_register", "visits").replace("新台账", "来访台账"));
    await page.locator("#definition-says .st.met").waitFor();
    await page.locator(".form .line").nth(1).waitFor();
    await page.locator(".ready button").first().click();
    await page.locator("[data-adopt]").click();
    await page.waitForURL(/\/definitions\/register\/visits/);
    await page.locator("h1", { hasText: "来访台账" }).waitFor();
    await page.goto("/registers/visits");
    await page.locator("h1", { hasText: "来访台账" }).waitFor();
    await leave(page);
  },
};
