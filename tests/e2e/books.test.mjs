// The books: a balance opens down to the voucher and the document, exports carry the same totals, months are closed.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { visitAs } from "./hall.mjs";

const words = (locator) => locator.innerText().then((text) => text.replace(/\s+/g, " ").trim());
const plain = (text) => text.replace(/[,\s]/g, "").replace("−", "-");

async function leave(page) {
  assert.deepEqual(page.faults, []);
  await page.context().close();
}

export const tests = {
  async "the trial balance adds up, and a cell opens into postings with the same total"(hall) {
    const page = await visitAs(hall, "zhao");
    await page.goto("/books");
    await page.locator(".equal.proof:not(.differs)").waitFor();
    const row = page.locator("tbody tr", { hasText: "5001" });
    const debit = plain(await words(row.locator("td").nth(2)));
    await row.locator("td").nth(2).locator("a.opens").click();
    await page.waitForURL(/\/books\/ledger\/5001/);
    await page.locator(".equal.proof:not(.differs)").waitFor();
    assert.equal(plain(await words(page.locator("tfoot td").nth(4))), debit);
    await page.locator("tbody tr").first().locator("td").nth(1).locator("a").click();
    await page.waitForURL(/\/books\/vouchers\/2026/);
    await page.locator("section.side-part").first().waitFor();
    assert.equal(await page.locator(".equal.proof.differs").count(), 0);
    assert.equal(await page.locator("tfoot tr.broken").count(), 0);
    await leave(page);
  },

  async "the execution table and the evaluation's execution row are one and the same"(hall) {
    const page = await visitAs(hall, "chen");
    await page.goto("/books/execution");
    await page.locator("tfoot tr").waitFor();
    const booked = plain(await words(page.locator("tfoot td").last()));
    await page.goto("/targets/execution");
    await page.locator(".execution-receipt .equal:not(.differs)").waitFor();
    const sums = page.locator(".execution-receipt tfoot tr").first().locator("td");
    assert.equal(plain(await words(sums.nth(3))), booked);
    await leave(page);
  },

  async "the books go out as a journal with every voucher"(hall) {
    const page = await visitAs(hall, "zhao");
    await page.goto("/books/vouchers?period=2026");
    await page.locator("table.ledger tbody tr").first().waitFor();
    const all = await page.evaluate(() => fetch("/api/v1/funds/books/vouchers?period=2026").then((response) => response.json()).then((body) => body.all));
    await page.getByRole("button", { name: "导出" }).click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "hledger" }).click()]);
    const text = readFileSync(await download.path(), "utf8");
    assert.equal(text.match(/^2026-\d\d-\d\d \* \(/gm).length, all);
    await leave(page);
  },

  async "a month is closed after a question, and cannot be closed again"(hall) {
    const page = await visitAs(hall, "zhao");
    await page.goto("/books/closing");
    const choice = page.locator("select");
    await choice.waitFor();
    const month = await choice.inputValue();
    await page.locator("p.do button.pri").click();
    await page.locator("dialog[open] button.pri").click();
    await page.locator(".refusal.met").waitFor();
    await page.waitForFunction((closed) => document.querySelector("select")?.value !== closed, month);
    const again = await page.evaluate((period) => fetch("/api/v1/funds/books/closings", { method: "POST", headers: { "Content-Type": "application/json", "Idempotency-Key": "close-again" }, body: JSON.stringify({ period }) }).then((response) => response.status), month);
    assert.equal(again, 409);
    await leave(page);
  },
};
