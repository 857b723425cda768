// Evaluate, open a receipt down to its rows with the equality, freeze, decide, verify the journal: by keyboard where a
// person would use it. Every page of figures is read by axe in both languages and themes.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { closeBrowser, go, openBrowser, openPage, seriousFindings } from "./browser.mjs";

before(openBrowser);
after(closeBrowser);

const text = (locator) => locator.innerText().then((words) => words.replace(/\s+/g, " ").trim());
const digits = (words) => words.replace(/[^\d.%]/g, "");
async function done(page) {
  assert.deepEqual(page.faults, []);
  await page.context().close();
}

test("the evaluation shows seven figures that open, and a total", async () => {
  const page = await openPage();
  await go(page, "/targets");
  const rows = page.locator(".evaluation-table tbody tr");
  await rows.nth(6).waitFor();
  assert.equal(await rows.count(), 7);
  assert.equal(await page.locator(".evaluation-table tbody a.opens").count(), 14, "a figure and a score in each row open");
  await page.locator(".evaluation-table tfoot a.opens").click();
  await page.waitForURL(/\/targets\/total/);
  await page.locator(".side-panel .equal:not(.differs)").waitFor();
  await done(page);
});

test("a receipt opens to its rows, adds up, and Esc leads back level by level", async () => {
  const page = await openPage();
  await go(page, "/targets");
  const figure = page.locator(".evaluation-table tbody tr").nth(1).locator("a.opens").first();
  const shown = digits(await text(figure));
  await figure.click();
  await page.waitForURL(/\/targets\/2/);
  const panel = page.locator(".side-panel");
  await panel.locator("[data-verdict=equal]").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.hasAttribute("data-heading")), true, "focus goes to the heading");
  assert.equal(digits(await text(panel.locator(".fig b.num").first())), shown, "the same figure as in the table");
  assert.equal(digits(await text(panel.locator("[data-total]"))), shown, "the groups' total is the figure");

  const width = () => panel.evaluate((element) => element.getBoundingClientRect().width);
  const before = await width();
  await page.keyboard.press("[");
  assert.equal(await width(), before + 40);
  await page.keyboard.press("]");

  await panel.locator("a[href*='rows=all']").first().click();
  await panel.locator(".rows tbody tr").nth(49).waitFor();
  assert.equal(await panel.locator(".rows tbody tr").count(), 50);
  assert.equal(digits(await text(panel.locator(".rows tr.sum td.num").last())), shown, "the total below the rows is the figure");
  const first = await text(panel.locator(".rows tbody tr").first());
  await panel.locator(".pager button").nth(1).click();
  await page.waitForFunction((was) => document.querySelector(".rows tbody tr")?.innerText.replace(/\s+/g, " ").trim() !== was, first);

  await page.keyboard.press("Escape");
  await panel.locator("[data-verdict]").waitFor();
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "detached" });
  assert.match(page.url(), /\/targets(\?|$)/);
  assert.equal(await page.evaluate(() => document.activeElement?.classList.contains("opens")), true, "focus returns to the figure");
  await done(page);
});

test("the digits open figures; every linear receipt adds up; composites are computed again", async () => {
  const page = await openPage();
  await go(page, "/targets");
  await page.locator(".evaluation-table tbody tr").nth(6).waitFor();
  for (const no of [1, 2, 3, 4, 5, 6, 7]) {
    await page.keyboard.press(String(no));
    await page.waitForURL(new RegExp(`/targets/${no}`));
    const proof = page.locator(".side-panel [data-verdict]");
    await page.waitForFunction((n) => document.querySelector(".side-panel .sub")?.textContent?.includes(String(n)) && document.querySelector(".side-panel [data-verdict]"), no);
    assert.equal(await proof.getAttribute("data-verdict"), "equal", `indicator ${no}: ${await text(proof)}`);
  }
  await done(page);
});

test("rows that do not add up are told and cannot be printed", async () => {
  const page = await openPage();
  await page.route("**/api/v1/evaluation/receipts/2*", async (route) => {
    const response = await route.fetch();
    const body = await response.json();
    const group = body.groups[0];
    group.sum = String(Number(group.sum) - 24);
    await route.fulfill({ response, json: body });
  });
  await go(page, "/targets/2");
  const proof = page.locator(".side-panel [data-verdict=differs]");
  await proof.waitFor();
  assert.match(await text(proof), /少 24/);
  assert.equal(await page.locator("[data-print]").count(), 0);
  await done(page);
});

test("checking a figure proves it in place", async () => {
  const page = await openPage();
  await go(page, "/targets/3");
  await page.locator(".acts .verify button").click();
  await page.locator(".acts .verify .met").waitFor();
  assert.match(await text(page.locator(".acts .verify .met")), /✓/);
  await done(page);
});

test("a freeze asks with the fact, wants a reason, and is kept", async () => {
  const page = await openPage();
  await go(page, "/targets");
  const score = await text(page.locator(".evaluation-table tfoot a.opens"));
  await page.locator(".head .btn.pri").click();
  const dialog = page.locator("dialog[open]");
  assert.ok((await text(dialog.locator("h2"))).includes(score), "the question repeats the score");
  await dialog.locator("[data-freeze]").click();
  await dialog.locator("[role=alert]").waitFor();
  await dialog.locator("textarea").fill("月度留底，疑义下月裁定");
  await dialog.locator("textarea").press("Control+Enter");
  await dialog.waitFor({ state: "detached" });
  await page.locator(".refusal.met a").click();
  await page.waitForURL(/\/freezes\/\d+/);
  await page.locator("tr.sum.frozen").waitFor();
  assert.ok((await text(page.locator("tr.sum.frozen"))).includes(score));
  await page.locator(".head .btn").last().click();
  await page.locator(".refusal.met").waitFor();
  await done(page);
});

test("a doubt is decided with a reason; nothing is preselected", async () => {
  const page = await openPage();
  await go(page, "/project/findings?indicator=3");
  const card = page.locator("[data-finding='monthly_cap_in_annual_table-3']");
  await card.waitFor();
  const change = card.getByRole("button", { name: "改裁定" });
  if (await change.count()) await change.click();
  assert.equal(await card.locator("input[type=radio]:checked").count(), 0, "nothing is preselected");
  assert.match(await text(card.locator(".option .then").first()), /若这样定/);
  await card.locator("input[type=radio]").first().check();
  await card.locator("[data-decide]").click();
  await card.locator("#reason-problem").waitFor();
  await card.locator(".ready button").first().click();
  await card.locator("[data-decide]").click();
  await card.locator(".st.met").waitFor();
  assert.match(await text(card), /裁定/);
  await done(page);
});

test("the formula editor completes, underlines the place of an error and tries the formula", async () => {
  const page = await openPage();
  await go(page, "/project/plan?no=2");
  const field = page.locator("textarea[role=combobox]");
  await field.waitFor();
  await page.locator(".trial b").waitFor();
  await field.fill("sum(cop");
  await field.press("End");
  await page.locator("[role=listbox] [role=option]").first().waitFor();
  await field.press("Enter");
  assert.equal(await field.inputValue(), "sum(copies.");
  await field.press("Enter");
  assert.equal(await field.inputValue(), "sum(copies.sheets");
  await field.fill('sum(cass.handled, source = "政务平台")');
  await page.locator("pre .bad").first().waitFor();
  assert.match(await text(page.locator("pre .bad").first()), /cass/);
  await page.locator(".head .btn", { hasText: "丢掉草稿" }).click();
  await page.locator(".trial b").waitFor();
  await done(page);
});

test("the journal is searched, a line opens, the books are verified with progress", async () => {
  const page = await openPage();
  await go(page, "/journal");
  const rows = page.locator(".journal tbody tr");
  await rows.first().waitFor();
  await page.locator("input[type=search]").fill("水票");
  await page.waitForURL(/q=/);
  await rows.first().click();
  await page.waitForURL(/\/journal\/\d+/);
  await page.locator(".side-panel .kept pre").waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".side-panel").waitFor({ state: "detached" });
  await page.locator("[data-verify]").click();
  await page.locator(".verify .refusal.met").waitFor({ timeout: 120_000 });
  assert.match(await text(page.locator(".verify .refusal.met")), /完整/);
  await done(page);
});

const pages = ["/brief", "/targets", "/targets/2", "/targets/3?rows=all", "/targets/total", "/freezes", "/project", "/project/table", "/project/findings", "/project/plan?no=3", "/project/versions", "/journal", "/journal/1", "/definitions", "/definitions/register/copies"];
for (const [language, theme, width] of [["zh", "light", 1440], ["en", "dark", 1440], ["zh", "dark", 390]])
  test(`axe finds nothing serious: ${language}, ${theme}, ${width}`, async () => {
    const page = await openPage({ language, theme, width });
    const found = [];
    for (const path of pages) {
      await go(page, path);
      await page.locator("[aria-busy=true]").waitFor({ state: "detached" }).catch(() => {});
      for (const one of await seriousFindings(page)) found.push(`${path} ${one}`);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (overflow > 1) found.push(`${path} is ${overflow} px wider than the window`);
    }
    assert.deepEqual(found, []);
    await done(page);
  });
