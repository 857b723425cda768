import assert from "node:assert/strict";
import { visitAs } from "./hall.mjs";

async function firstEntry(page) {
  await page.goto("/registers/mailing");
  await page.locator("table.ledger tbody tr:not(.void) a.opens").first().click();
  await page.waitForURL(/\/registers\/mailing\/\d+/);
  await page.waitForSelector(".facts");
}

export const tests = {
  async "a correction is one field and one ready reason; the old words stay, marked"(hall) {
    const page = await visitAs(hall, "li");
    await firstEntry(page);
    await page.getByRole("button", { name: "更正" }).click();
    await page.waitForSelector("#field-document");
    const before = await page.inputValue("#field-document");
    await page.fill("#field-document", `${before}（补）`);
    await page.getByRole("button", { name: "抄错了" }).click();
    await page.keyboard.press("Control+Enter");
    await page.locator(".refusal.met").waitFor();
    await page.locator("ol.line ins", { hasText: "补" }).first().waitFor();
    await page.locator("ol.line", { hasText: "理由：抄错了" }).waitFor();
    await page.context().close();
  },

  async "a correction without a reason, or without a change, is refused and keeps what was typed"(hall) {
    const page = await visitAs(hall, "li");
    await firstEntry(page);
    await page.getByRole("button", { name: "更正" }).click();
    await page.waitForSelector("#field-document");
    await page.keyboard.press("Control+Enter");
    assert.match(await page.locator(".refusal").innerText(), /还没有改任何一格/);
    await page.fill("#field-document", "改了");
    await page.keyboard.press("Control+Enter");
    assert.match(await page.locator("#reason-problem").innerText(), /理由/);
    assert.equal(await page.inputValue("#field-document"), "改了");
    await page.context().close();
  },

  async "two people correct one entry: the second one is told and loses nothing"(hall) {
    const [one, two] = [await visitAs(hall, "li"), await visitAs(hall, "zhang")];
    await firstEntry(one);
    await two.goto(new URL(one.url()).pathname);
    for (const page of [one, two]) {
      await page.getByRole("button", { name: "更正" }).click();
      await page.waitForSelector("#field-document");
    }
    await one.fill("#field-document", "第一个人改的");
    await two.fill("#field-document", "第二个人改的");
    for (const page of [one, two]) await page.getByRole("button", { name: "抄错了" }).click();
    await one.keyboard.press("Control+Enter");
    await one.locator(".refusal.met").waitFor();
    await two.keyboard.press("Control+Enter");
    await two.locator(".refusal", { hasText: "刚才有人改过" }).waitFor();
    assert.equal(await two.inputValue("#field-document"), "第二个人改的");
    for (const page of [one, two]) await page.context().close();
  },

  async "personal data is masked, shown after a reason, and the view is in the journal"(hall) {
    const page = await visitAs(hall, "li");
    await firstEntry(page);
    const phone = page.locator(".facts dt", { hasText: "联系电话" }).locator("xpath=following-sibling::dd[1]");
    assert.match(await phone.innerText(), /\*{4}/);
    await phone.getByRole("button").click();
    await page.getByRole("button", { name: "核对地址" }).click();
    await page.locator("dialog[open] .btn.pri").click();
    await page.locator(".facts .num.clear").waitFor();
    assert.ok(!(await phone.innerText()).includes("****"));
    const kinds = await page.evaluate(async () => (await (await fetch("/api/v1/journal?limit=3")).json()).items.map((line) => line.kind));
    assert.ok(kinds.includes("PersonalValueShown"), String(kinds));
    await page.context().close();
  },

  async "voiding strikes the entry through and takes it out of the total"(hall) {
    const page = await visitAs(hall, "li");
    await page.goto("/registers/mailing");
    const count = async () => Number(/合计 ([\d,]+) 笔/.exec(await page.locator("tr.sum").innerText())[1].replace(/,/g, ""));
    await page.waitForSelector("tr.sum");
    const before = await count();
    await firstEntry(page);
    await page.getByRole("button", { name: "作废" }).click();
    await page.getByRole("button", { name: "重复登记" }).click();
    await page.locator(".void-box .btn.pri").click();
    await page.locator(".facts.void").waitFor();
    await page.goto("/registers/mailing");
    await page.waitForSelector("tr.sum");
    assert.equal(await count(), before - 1);
    await page.context().close();
  },
};
