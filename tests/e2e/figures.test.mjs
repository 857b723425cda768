// Evaluate, open a receipt down to its rows with the equality, freeze, and see what was frozen.
import assert from "node:assert/strict";
import { visitAs } from "./hall.mjs";

const words = (locator) => locator.innerText().then((text) => text.replace(/\s+/g, " ").trim());
const digits = (text) => text.replace(/[^\d.%]/g, "");
const midyear = "as_of=2026-09-17"; // while the year runs: paces, behind and over
const rows = (page) => page.locator(".evaluation-table tbody tr[data-row]");

async function leave(page) {
  assert.deepEqual(page.faults, []);
  await page.context().close();
}

/** Cuts 24 from one group of every answer for indicator 2, as a broken server would. */
async function breakReceipt(page) {
  await page.route("**/api/v1/evaluation/receipts/2?*", async (route) => {
    const response = await route.fetch();
    const body = await response.json();
    body.groups[0].sum = String(Number(body.groups[0].sum) - 24);
    await route.fulfill({ response, json: body });
  });
}

export const tests = {
  async "the brief says it, and each line opens into its figure"(hall) {
    const page = await visitAs(hall, "chen");
    await page.goto("/brief");
    await page.locator(".brief h1", { hasText: "项指标" }).waitFor();
    await rows(page).nth(6).waitFor();
    await page.locator(".lines a.opens").first().waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/(targets\/\d|project\/findings)/);
    await leave(page);
  },

  async "the evaluation shows seven figures that open, and a total that adds up"(hall) {
    const page = await visitAs(hall, "chen");
    await page.goto(`/targets?${midyear}`);
    await rows(page).nth(6).waitFor();
    assert.equal(await rows(page).count(), 7);
    assert.equal(await page.locator(".evaluation-table tbody tr[data-row] a.opens").count(), 14, "a figure and a score in each row open");
    await page.locator(".evaluation-table tfoot a.opens").click();
    await page.waitForURL(/\/targets\/total/);
    await page.locator(".side-panel .equal:not(.differs)").waitFor();
    await leave(page);
  },

  async "a receipt opens to its rows, adds up, and Esc leads back level by level"(hall) {
    const page = await visitAs(hall, "chen");
    await page.goto(`/targets?${midyear}`);
    const figure = rows(page).nth(1).locator("a.opens").first();
    const shown = digits(await words(figure));
    await figure.click();
    await page.waitForURL(/\/targets\/2/);
    const panel = page.locator(".side-panel");
    await panel.locator("[data-verdict=equal]").waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.hasAttribute("data-heading")), true, "focus goes to the heading");
    assert.equal(digits(await words(panel.locator(".fig b.num").first())), shown, "the same figure as in the table");
    assert.equal(digits(await words(panel.locator("[data-total]"))), shown, "the groups' total is the figure");

    const width = () => panel.evaluate((element) => element.getBoundingClientRect().width);
    const before = await width();
    await page.keyboard.press("[");
    assert.equal(await width(), before + 40);
    await page.keyboard.press("]");

    await panel.locator("a[href*='rows=all']").first().click();
    await panel.locator(".rows tbody tr").nth(49).waitFor();
    assert.equal(await panel.locator(".rows tbody tr").count(), 50);
    assert.equal(digits(await words(panel.locator(".rows tr.sum td.num").last())), shown, "the total below the rows is the figure");
    const first = await words(panel.locator(".rows tbody tr").first());
    await panel.locator(".pager button").nth(1).click();
    await page.waitForFunction((was) => document.querySelector(".rows tbody tr")?.innerText.replace(/\s+/g, " ").trim() !== was, first);

    await page.keyboard.press("Escape");
    await panel.locator("[data-verdict]").waitFor();
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "detached" });
    assert.match(page.url(), /\/targets\?/);
    assert.equal(await page.evaluate(() => document.activeElement?.classList.contains("opens")), true, "focus returns to the figure");
    await leave(page);
  },

  async "digits open the figures, and every receipt proves itself on the page"(hall) {
    const page = await visitAs(hall, "chen");
    await page.goto(`/targets?${midyear}`);
    await rows(page).nth(6).waitFor();
    for (const no of [1, 2, 3, 4, 5, 6, 7]) {
      await page.keyboard.press(String(no));
      await page.waitForURL(new RegExp(`/targets/${no}`));
      await page.waitForFunction((n) => document.querySelector(".side-panel .hd .sub")?.textContent?.includes(` ${n}`) && document.querySelector(".side-panel [data-verdict]"), no);
      const proof = page.locator(".side-panel [data-verdict]");
      assert.equal(await proof.getAttribute("data-verdict"), "equal", `indicator ${no}: ${await words(proof)}`);
    }
    await leave(page);
  },

  async "a group opens into its own rows, and a row into its entry"(hall) {
    const page = await visitAs(hall, "chen");
    await page.goto(`/targets/4?${midyear}`);
    const group = page.locator(".side-panel .groups tbody a.opens").first();
    const sum = digits(await words(group));
    await group.click();
    await page.waitForURL(/group=/);
    await page.locator(".rows tbody tr").first().waitFor();
    assert.equal(digits(await words(page.locator(".rows tr.sum td.num").last())), sum);
    await page.locator(".rows tbody a.opens").first().click();
    await page.waitForURL(/\/registers\/mailing\/\d+/);
    await leave(page);
  },

  async "rows are found and ordered with the same total beside them, and exported as a file"(hall) {
    const page = await visitAs(hall, "li");
    await page.goto(`/targets/4?${midyear}&rows=all`);
    const panel = page.locator(".side-panel");
    await panel.locator(".rows tbody tr").first().waitFor();
    const total = digits(await words(panel.locator(".rows tr.sum td.num").last()));
    await panel.locator("select[aria-label=排序]").selectOption({ label: "邮费" });
    await page.waitForFunction(() => document.querySelector(".rows .wish button")?.textContent.includes("▼"));
    await panel.locator("input[type=search]").fill("双程");
    const shown = panel.locator("[data-shown]");
    await shown.waitFor();
    const part = Number(digits(await words(shown.locator("td.num").last())));
    assert.ok(part > 0 && part < Number(total), `${part} of ${total}`);
    assert.equal(digits(await words(panel.locator(".rows tr.sum td.num").last())), total, "the figure's total stays");
    const [download] = await Promise.all([page.waitForEvent("download"), panel.locator("[data-export-xlsx]").click()]);
    assert.match(download.suggestedFilename(), /\.xlsx$/);
    await leave(page);
  },

  async "rows that do not add up are told and cannot be printed"(hall) {
    const page = await visitAs(hall, "chen");
    await breakReceipt(page);
    await page.goto(`/targets/2?${midyear}`);
    const proof = page.locator(".side-panel [data-verdict=differs]");
    await proof.waitFor();
    assert.match(await words(proof), /少 24/);
    assert.equal(await page.locator("[data-print]").count(), 0);
    await leave(page);
  },

  async "checking a figure proves it in place"(hall) {
    const page = await visitAs(hall, "wu");
    await page.goto(`/targets/3?${midyear}`);
    await page.locator(".acts .verify button").click();
    await page.locator(".acts .verify .met").waitFor();
    assert.match(await words(page.locator(".acts .verify .met")), /✓/);
    await leave(page);
  },

  async "why a figure is red: from the brief to the month's rows in two clicks"(hall) {
    const page = await visitAs(hall, "chen");
    await page.goto("/brief");
    await page.locator(".lines a.opens").first().click();
    const month = page.locator(".side-panel .why a.opens").first();
    await month.waitFor();
    const said = await words(month);
    await month.click();
    await page.waitForURL(/group=2026-\d\d/);
    await page.locator(".rows tbody tr").first().waitFor();
    const total = digits(await words(page.locator(".rows tr.sum td.num").last()));
    assert.ok(said.includes(` ${total}，`), `${said}: the rows of the month come to ${total}`);
    await leave(page);
  },

  async "a freeze asks with the fact, wants a reason, and is kept"(hall) {
    const page = await visitAs(hall, "chen");
    await page.goto("/targets");
    const score = await words(page.locator(".evaluation-table tfoot a.opens"));
    await page.getByRole("button", { name: "封存", exact: true }).click();
    const dialog = page.locator("dialog[open]");
    assert.ok((await words(dialog.locator("h2"))).includes(score), "the question repeats the score");
    await dialog.locator("[data-freeze]").click();
    await dialog.locator("[role=alert]").waitFor();
    await dialog.locator("textarea").fill("月度留底，疑义下月裁定");
    await dialog.locator("textarea").press("Control+Enter");
    await dialog.waitFor({ state: "detached" });
    await page.locator(".refusal.met a").click();
    await page.waitForURL(/\/freezes\/\d+/);
    await page.locator("tr.sum.frozen").waitFor();
    assert.ok((await words(page.locator("tr.sum.frozen"))).includes(score));
    await page.getByRole("button", { name: "核验这一版" }).click();
    await page.locator(".refusal.met").waitFor();
    await page.goto("/freezes");
    await page.locator(".ledger tbody tr").first().waitFor();
    // The receipt of a figure tells what it was then: the same, since nothing was written meanwhile.
    await page.goto("/targets/2");
    await page.locator(".side-panel [data-verdict=equal]").waitFor();
    await page.locator(".versions summary").click();
    const then = page.locator(".versions li").first();
    assert.match(await words(then), /第 \d+ 版.*和现在一样/);
    assert.equal(digits(await words(then.locator("b.num"))), digits(await words(page.locator(".side-panel .fig b.num").first())));
    await leave(page);
  },

  async "an auditor opens every figure and may change nothing"(hall) {
    const page = await visitAs(hall, "wu");
    await page.goto("/targets");
    await rows(page).nth(6).waitFor();
    assert.equal(await page.getByRole("button", { name: "封存", exact: true }).count(), 0);
    await page.goto("/project/findings?indicator=3");
    await page.locator("[data-finding]").first().waitFor();
    assert.equal(await page.locator("[data-finding] input").count(), 0);
    await leave(page);
  },
};
