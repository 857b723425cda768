// Registers print as books (ux §11).
import assert from "node:assert/strict";
import { visitAs } from "./hall.mjs";

const number = (text) => Number(text.replace(/[^\d.-]/g, ""));

export const tests = {
  async "a year's register prints as a book: carried over, closed by month, equal to the list's total"(hall) {
    const page = await visitAs(hall, "li");
    await page.addInitScript(() => (window.print = () => (window.asked = true)));
    // One entry that was corrected: its old line is struck through.
    await page.goto("/registers/mailing/7?do=correct");
    await page.locator("#field-fee").fill("19.99");
    await page.getByRole("button", { name: "抄错了" }).click();
    await page.keyboard.press("Control+Enter");
    await page.locator(".refusal.met").waitFor();
    await page.goto("/registers/mailing?from=2026-02-01");
    await page.locator("table.ledger tr.sum").first().waitFor();
    await page.keyboard.press("p");
    await page.waitForFunction(() => window.asked);
    const book = await page.evaluate(() => {
      const texts = (rows) => [...rows].map((row) => [...row.cells].map((cell) => cell.textContent.trim()));
      const sheet = document.querySelector(".print-sheet");
      const leaves = [...sheet.querySelectorAll(".leaf")];
      return {
        cover: sheet.querySelector(".cover").textContent,
        pages: leaves.map((leaf) => ({ lines: leaf.querySelectorAll("tbody tr:not(.carry)").length, carry: texts(leaf.querySelectorAll("tr.carry")) })),
        months: texts(sheet.querySelectorAll("tr.month")),
        years: texts(sheet.querySelectorAll("tr.year")),
        struck: texts(sheet.querySelectorAll("tr.struck")),
        all: sheet.textContent,
      };
    });
    assert.match(book.cover, /结果物邮寄台账[\s\S]*2026年2月1日至/);
    assert.ok(book.pages.length > 5);
    assert.ok(book.pages.every((one, i) => one.lines === 25 || i === book.pages.length - 1));
    for (let i = 1; i < book.pages.length; ++i) {
      const out = book.pages[i - 1].carry.at(-1);
      const forward = book.pages[i].carry[0];
      assert.equal(out[0], "过次页");
      assert.equal(forward[0], "承前页");
      assert.deepEqual(forward.slice(1), out.slice(1), "what is carried over is brought forward");
    }
    // The months of the book come to the filtered total; the year is more by January's.
    const fee = (row) => number(row.filter((cell) => /\d\.\d\d$/.test(cell)).at(-1) ?? "0");
    const months = book.months.reduce((sum, row) => sum + fee(row), 0);
    const { filtered, year } = await page.evaluate(async () => {
      const sums = async (from) => (await (await fetch(`/api/v1/registers/mailing/entries?limit=1&from=${from}`)).json()).total.sums.fee;
      return { filtered: await sums("2026-02-01"), year: await sums("2026-01-01") };
    });
    assert.equal(months.toFixed(2), Number(filtered).toFixed(2));
    assert.equal(fee(book.years.at(-1)).toFixed(2), Number(year).toFixed(2));
    assert.ok(!book.all.match(/1\d{10}/), "telephones stay masked");
    assert.deepEqual(page.faults, []);
    await page.context().close();
  },
};
