import assert from "node:assert/strict";
import { visitAs } from "./hall.mjs";

async function fillMailing(page, waybill) {
  await page.goto("/record/mailing");
  await page.waitForSelector("#field-document");
  // The day is filled in: the cursor already waits in the first empty field.
  await page.waitForFunction(() => document.activeElement?.id === "field-document");
  for (const text of ["食品经营许可证", "周建国", "13987124460", "昆明市呈贡区联大街 8 号"]) {
    await page.keyboard.type(text);
    await page.keyboard.press("Enter");
  }
  await page.fill("#field-waybill", waybill);
}

/** By hand, unless the page was quicker: it notices by itself that the server is back. */
const tryAgain = (page) => page.locator(".net .link").evaluateAll((buttons) => buttons.forEach((one) => one.click()));

export const tests = {
  async "one mailing is recorded without a mouse, in six fields"(hall) {
    const page = await visitAs(hall, "zhang");
    await fillMailing(page, "E2E-1");
    await page.fill("#field-fee", "２２");
    await page.keyboard.press("Control+Enter");
    const said = page.locator("[role=status]", { hasText: "已记下" });
    await said.waitFor();
    assert.match(await said.innerText(), /第 \d+ 笔，记账第 [\d,]+ 条/);
    // The next entry is ready, and the last six show the new one, masked.
    await page.waitForFunction(() => document.activeElement?.id === "field-document");
    const first = await page.locator("table.ledger tbody tr").first().innerText();
    assert.ok(!first.includes("周建国"), first);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  },

  async "what is missing is named, nothing is lost, the cursor stands in the first wrong field"(hall) {
    const page = await visitAs(hall, "zhang");
    await page.goto("/record/mailing");
    await page.waitForSelector("#field-document");
    await page.fill("#field-recipient", "王芳");
    await page.keyboard.press("Control+Enter");
    await page.waitForFunction(() => document.activeElement?.id === "field-document");
    assert.match(await page.locator("#field-document-problem").innerText(), /结果物还没有填/);
    assert.equal(await page.inputValue("#field-recipient"), "王芳");
    await page.context().close();
  },

  async "a draft survives a closed tab, without personal data"(hall) {
    const page = await visitAs(hall, "zhang");
    await page.goto("/record/mailing");
    await page.waitForSelector("#field-document");
    await page.fill("#field-document", "没写完的许可证");
    await page.fill("#field-recipient", "不留在电脑上");
    const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }));
    assert.ok(kept.includes("没写完的许可证"));
    assert.ok(!kept.includes("不留在电脑上"));
    await page.reload();
    await page.waitForSelector("#field-document");
    assert.equal(await page.inputValue("#field-document"), "没写完的许可证");
    assert.equal(await page.inputValue("#field-recipient"), "");
    await page.getByRole("button", { name: "从头写" }).click();
    assert.equal(await page.inputValue("#field-document"), "");
    await page.context().close();
  },

  async "stored markup is shown as text"(hall) {
    const page = await visitAs(hall, "zhang");
    await fillMailing(page, "E2E-X");
    await page.fill("#field-document", "<img src=x onerror=alert(1)><b>粗</b>");
    await page.keyboard.press("Control+Enter");
    await page.locator("[role=status]", { hasText: "已记下" }).waitFor();
    await page.goto("/registers/mailing?q=onerror");
    await page.waitForSelector("table.ledger tbody tr");
    assert.match(await page.locator("table.ledger tbody").innerText(), /<img src=x onerror/);
    assert.equal(await page.locator("table.ledger img").count(), 0);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  },

  async "without the server an entry waits on the machine, is announced, and goes when it is back"(hall) {
    const page = await visitAs(hall, "zhang");
    await page.goto("/record/guides");
    await page.waitForSelector(".entry-form [data-field]");
    await page.context().setOffline(true);
    const needed = await page.evaluate(() => [...document.querySelectorAll(".entry-form [data-field]")].map((field) => field.dataset.field));
    for (const name of needed) {
      const input = page.locator(`#field-${name}`);
      if ((await input.count()) && (await input.evaluate((one) => one.tagName)) === "INPUT" && !(await input.inputValue())) await input.fill("3");
      else if ((await input.count()) && (await input.evaluate((one) => one.tagName)) === "SELECT" && !(await input.inputValue())) await input.selectOption({ index: 1 });
      else if (!(await input.count())) await page.locator(`[data-field=${name}] [role=radio]`).first().click();
    }
    await page.keyboard.press("Control+Enter");
    await page.locator(".net", { hasText: "1 笔等着送出" }).waitFor(); // the bar itself may stand before the entry waits
    await page.locator(".note[role=status]", { hasText: "留在这台电脑上" }).waitFor();
    await page.context().setOffline(false);
    await tryAgain(page);
    await page.locator(".net").waitFor({ state: "detached" });
    assert.equal(await page.evaluate(() => JSON.parse(localStorage.getItem("hallbook.outbox") ?? "[]").length), 0);
    await page.context().close();
  },

  async "the server stops and comes back: the entry waits and is stored once"(hall) {
    const page = await visitAs(hall, "zhang");
    await fillMailing(page, "E2E-STOP");
    assert.equal(await hall.stop(), 0);
    await page.keyboard.press("Control+Enter");
    await page.locator(".net", { hasText: "1 笔等着送出" }).waitFor();
    await hall.start();
    await tryAgain(page);
    await page.locator(".net").waitFor({ state: "detached" });
    const found = await page.evaluate(async () => (await (await fetch("/api/v1/registers/mailing/entries?q=E2E-STOP")).json()).total.rows);
    assert.equal(found, 1);
    await page.context().close();
  },

  async "a counter: the device fills in what does not change with it, the sheets are told before saving"(hall) {
    const page = await visitAs(hall, "zhang");
    await page.goto("/record/copies");
    await page.waitForFunction(() => document.activeElement?.id === "field-device");
    await page.keyboard.type("B-01");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector("#field-zone")?.value === "B区");
    await page.fill("#field-reading", "９９９９９９");
    await page.locator(".in-t.pre", { hasText: "自动算出" }).waitFor();
    await page.keyboard.press("Control+Enter");
    await page.locator("[role=status]", { hasText: "已记下" }).waitFor();
    // The list is read again after the word that it was saved.
    await page.locator("table.ledger tbody tr:first-child", { hasText: /B-01[\s\S]*999,999/ }).waitFor();
    await page.context().close();
  },

  async "a scan into the wrong field goes to its own, full width or not, and says so"(hall) {
    const page = await visitAs(hall, "zhang");
    await page.goto("/record/mailing");
    await page.waitForFunction(() => document.activeElement?.id === "field-document");
    await page.locator("table.ledger tbody tr").first().waitFor(); // shapes are learnt from the last entries
    await page.keyboard.type("许可证", { delay: 120 });
    await page.waitForTimeout(300); // a hand goes from the keys to the scanner
    // A scanner's keys come in one run; typed from outside, a slow machine would make them a person's.
    await page.evaluate((text) => {
      for (const data of text) {
        document.activeElement.dispatchEvent(new InputEvent("beforeinput", { bubbles: true, data, inputType: "insertText" })); // execCommand leaves it out
        document.execCommand("insertText", false, data);
      }
    }, "ＳＬ０００２０００９９８８");
    await page.keyboard.press("Enter");
    await page.locator("[data-moved]", { hasText: "运单号" }).waitFor();
    assert.equal(await page.inputValue("#field-waybill"), "SL00020009988");
    assert.equal(await page.inputValue("#field-document"), "许可证");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "field-document", "the cursor stays");
    await page.context().close();
  },

  async "saved and printed: the order bears what was typed, once, and is gone afterwards"(hall) {
    const page = await visitAs(hall, "zhang");
    await page.addInitScript(() => {
      window.print = () => {
        window.printed = document.querySelector(".print-sheet").innerText || document.querySelector(".print-sheet").textContent;
        window.hidden = document.body.classList.contains("prints-sheet");
        window.dispatchEvent(new Event("afterprint"));
      };
    });
    await fillMailing(page, "SL00020009977");
    await page.locator("[data-save-print]").click();
    await page.waitForFunction(() => window.printed);
    const paper = await page.evaluate(() => window.printed);
    for (const words of ["政务服务结果物邮寄委托书", "周建国", "13987124460", "联大街 8 号", "SL00020009977", "委托人（签名）", "第 "]) assert.ok(paper.includes(words), `${words}: ${paper}`);
    assert.ok(await page.evaluate(() => window.hidden), "nothing else prints");
    await page.locator(".print-sheet").waitFor({ state: "detached" });
    await page.waitForFunction(() => !document.body.classList.contains("prints-sheet"));
    assert.ok(!(await page.locator("body").innerText()).includes("13987124460"));
    await page.context().close();
  },

  async "a counter that falls is refused in words, and what was typed stays"(hall) {
    const page = await visitAs(hall, "zhang");
    await page.goto("/record/copies");
    await page.waitForFunction(() => document.activeElement?.id === "field-device");
    await page.keyboard.type("B-02");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector("#field-zone")?.value === "B区");
    await page.fill("#field-reading", "1");
    await page.keyboard.press("Control+Enter");
    await page.locator(".hint.wrong, .refusal").first().waitFor();
    assert.equal(await page.inputValue("#field-reading"), "1");
    await page.context().close();
  },
};
