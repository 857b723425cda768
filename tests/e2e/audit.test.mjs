// The journal is searched and read, the books are verified with progress; a definition is tried and adopted.
import assert from "node:assert/strict";
import { join } from "node:path";
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

  // R-FRM-60
  async "a form of one's own: the template out, back, judged, adopted"(hall) {
    const page = await visitAs(hall, "zhou");
    await page.goto("/definitions");
    const own = page.locator("[data-own-form]");
    await own.locator("[data-kind]").selectOption("monitoring");
    const [file] = await Promise.all([page.waitForEvent("download"), own.locator("[data-xlsx]").click()]);
    const template = join(hall.folder, file.suggestedFilename());
    await file.saveAs(template);
    await own.locator("[data-kind]").selectOption("target-table");
    await own.locator("[data-file]").setInputFiles(template);
    await own.getByText(/第 \d+ 行第 \d+ 格的 .*没有这个内容/).waitFor();
    await own.locator("[data-kind]").selectOption("monitoring");
    await own.locator("[data-from]").fill("2030-01-01");
    await own.locator("[data-file]").setInputFiles(template);
    await own.locator("[data-reason]").fill("区里统一改了表样");
    await own.locator("[data-adopt]").click();
    await own.getByText("已采用第 1 版").waitFor();
    await page.locator("a[href='/definitions/form/monitoring']").waitFor();
    await page.goto("/definitions/form/monitoring");
    await page.locator("textarea").first().waitFor();
    assert.match(await page.locator("textarea").first().inputValue(), /kind="monitoring" from="2030-01-01"/);
    assert.deepEqual(page.faults, []);
    await page.context().close();
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

  async "the coming year's calendar is begun in the browser, and 2026's does not become another year's"(hall) {
    const page = await visitAs(hall, "zhou");
    await page.goto("/definitions");
    await page.locator("a[href='/definitions/calendar/+new']").click();
    await page.locator("#definition-says .st.met").waitFor();
    await page.locator(".meaning dd").nth(12).waitFor(); // twelve months and the year
    await page.locator(".ready button").first().click();
    await page.locator("[data-adopt]").click();
    await page.waitForURL(/\/definitions\/calendar\/2027/);
    await page.goto("/definitions/calendar/2026");
    const field = page.locator(".text textarea");
    await field.waitFor();
    await field.fill((await field.inputValue()).replaceAll("2026", "2028"));
    await page.locator("#definition-says .problems", { hasText: "2028" }).waitFor();
    for (const kind of ["prices", "scheme"]) {
      await page.goto(`/definitions/${kind}/+new`);
      await page.locator("#definition-says .st.met").waitFor();
      await page.locator(".meaning dd").first().waitFor();
    }
    await leave(page);
  },
};
