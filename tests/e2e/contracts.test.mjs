// Contracts from signing to payment as people do it: record, publish, accept with two hands, bill, compare, treasury rows.
import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { visitAs } from "./hall.mjs";

const words = (locator) => locator.innerText().then((text) => text.replace(/\s+/g, " ").trim());
const api = (page, path) => page.evaluate((where) => fetch(`/api/v1${where}`).then((response) => response.json()), path);

async function leave(page) {
  assert.deepEqual(page.faults, []);
  await page.context().close();
}

/** A contract of 1,000 yuan on line 1, recorded by zhao; its number. */
async function sign(page, title, amount = "1,000") {
  await page.goto("/contracts/new");
  await page.locator("#c-line option").nth(1).waitFor({ state: "attached" });
  await page.fill("#c-title", title);
  await page.fill("#c-party", "示例文具商行");
  await page.selectOption("#c-line", "1");
  await page.fill("#c-amount", amount);
  await page.locator(".changes dd").first().waitFor();
  await page.getByRole("button", { name: "登记这份合同" }).click();
  await page.waitForURL(/\/contracts\/C-/);
  await page.getByRole("heading", { name: title }).waitFor();
  return new URL(page.url()).pathname.split("/").pop();
}

export const tests = {
  async "the list shows each contract with its money; a figure opens into its documents, which add up"(hall) {
    const page = await visitAs(hall, "zhao");
    await page.goto("/contracts");
    const rows = page.locator("table.ledger tbody tr");
    await rows.nth(4).waitFor();
    assert.match(await words(rows.first()), /C-2026-0006/, "the newest first");
    await rows.filter({ hasText: "C-2026-0001" }).locator("a.opens").nth(2).click();
    await page.waitForURL(/\/contracts\/C-2026-0001#payments/);
    await page.locator(".money .equal:not(.differs)").waitFor();
    await page.locator("#payments tfoot tr.closed").waitFor();
    const said = await api(page, "/funds/contracts/C-2026-0001");
    const shown = await words(page.locator("#payments tfoot td").last());
    assert.equal(shown.replaceAll(",", ""), said.paid, "what the server says stands under the payments");
    await leave(page);
  },

  async "a contract is recorded, published and supplemented within a tenth"(hall) {
    const page = await visitAs(hall, "zhao");
    const number = await sign(page, "窗口绿植养护");
    assert.match(await words(page.locator(".money .whole b")), /1,000\.00/);
    await page.getByRole("button", { name: "登记公开" }).click();
    await page.fill("#act-words", "示例政务网");
    await page.locator("dialog").getByRole("button", { name: "登记公开" }).click();
    await page.locator(".facts-list", { hasText: "示例政务网" }).waitFor();
    await page.getByRole("button", { name: "签补充合同" }).click();
    await page.fill("#act-amount", "100.01");
    await page.fill("#act-words", "加两盆");
    await page.locator("dialog").getByRole("button", { name: "登记补充合同" }).click();
    await page.locator("dialog .hint.wrong, dialog .refusal").waitFor();
    await page.fill("#act-amount", "100");
    await page.locator("dialog").getByRole("button", { name: "登记补充合同" }).click();
    await page.locator(".money .whole b", { hasText: "1,100.00" }).waitFor();
    const before = (await api(page, "/funds/overview")).lines.find((line) => line.line === "1");
    await page.getByRole("button", { name: "结束合同" }).click();
    await page.fill("#act-words", "不办了");
    await page.locator("dialog").getByRole("button", { name: "结束这份合同" }).click();
    await page.locator(".head .st", { hasText: "已结束" }).waitFor();
    const after = (await api(page, "/funds/overview")).lines.find((line) => line.line === "1");
    assert.equal(Number(after.free) - Number(before.free), 1100, `${number} gave back what it held`);
    await leave(page);
  },

  async "what is missing is said at its field, and what was typed stays"(hall) {
    const page = await visitAs(hall, "zhao");
    await page.goto("/contracts/new");
    await page.locator("#c-line option").nth(1).waitFor({ state: "attached" });
    await page.fill("#c-title", "没有对方");
    await page.getByRole("button", { name: "登记这份合同" }).click();
    await page.locator(".hint.wrong, .refusal").first().waitFor();
    assert.equal(await page.inputValue("#c-title"), "没有对方");
    assert.match(page.url(), /\/contracts\/new/);
    await leave(page);
  },

  async "goods are accepted by two people; who signed the contract is refused; the acceptance is booked"(hall) {
    const buyer = await visitAs(hall, "zhao");
    const number = await sign(buyer, "应急照明灯", "600");
    const li = await visitAs(hall, "li");
    await li.goto(`/contracts/${number}/acceptance`);
    await li.fill("#a-amount", "400");
    await li.getByRole("button", { name: "数量相符，质量合格" }).click();
    await li.getByRole("button", { name: "登记并签字" }).click();
    await li.waitForURL(new RegExp(`/contracts/${number}#acceptances`));
    const row = li.locator("#acceptances tbody tr", { hasText: "400.00" });
    await row.waitFor();
    const acceptance = (await words(row.locator("td").first())).split(" ")[0];
    await row.getByRole("button", { name: `给 ${acceptance} 签字` }).click();
    await li.locator("#acceptances .refusal").waitFor();
    await leave(li);
    const zhang = await visitAs(hall, "zhang", { width: 390, height: 844 });
    await zhang.goto("/acceptances");
    const waiting = zhang.locator("table.ledger tbody tr", { hasText: acceptance });
    await waiting.getByRole("button", { name: `给 ${acceptance} 签字` }).click();
    await zhang.locator(".refusal.met", { hasText: acceptance }).waitFor();
    await leave(zhang);
    await buyer.goto(`/books/vouchers?document=${acceptance}&period=`);
    const voucher = buyer.locator("table.ledger tbody tr", { hasText: acceptance });
    await voucher.waitFor();
    assert.match(await words(voucher), /400\.00/);
    await leave(buyer);
  },

  async "an invoice is read from its code, looked at, and registered once"(hall) {
    const page = await visitAs(hall, "li");
    const contract = (await api(page, "/funds/acceptances")).items.find((one) => one.complete_on && one.title === "应急照明灯");
    assert.ok(contract, "the test before accepted something");
    await page.goto("/invoices");
    await page.locator("table.ledger").waitFor();
    await page.fill("#i-qr", "01,32,,26532000000000009901,400.00,20261231,,74AE");
    await page.getByRole("button", { name: "识读" }).click();
    await page.locator(".refusal.met").first().waitFor();
    assert.equal(await page.inputValue("#i-number"), "26532000000000009901");
    assert.equal(await page.inputValue("#i-total"), "400.00");
    await page.fill("#i-seller", "示例文具商行");
    await page.selectOption("#i-contract", contract.contract);
    await page.getByRole("button", { name: "登记这张发票" }).click();
    await page.locator("table.ledger tbody tr", { hasText: "26532000000000009901" }).waitFor();
    await page.fill("#i-qr", "01,32,,26532000000000009901,400.00,20261231,,74AE");
    await page.getByRole("button", { name: "识读" }).click();
    await page.waitForFunction(() => document.querySelector("#i-number").value !== "");
    await page.fill("#i-seller", "示例文具商行");
    await page.selectOption("#i-contract", contract.contract);
    await page.getByRole("button", { name: "登记这张发票" }).click();
    await page.locator(".hint.wrong, .refusal:not(.met)").first().waitFor();
    await leave(page);
  },

  async "a bill is compared with its register to the piece, and a difference is settled with a reason"(hall) {
    const page = await visitAs(hall, "zhao");
    await page.goto("/reconcile?contract=C-2026-0001");
    await page.selectOption("#r-period", "2026-12");
    const due = await api(page, "/funds/contracts/C-2026-0001");
    assert.ok(due.prices.length > 0);
    await page.locator(".bill input").first().fill("1");
    await page.locator(".bill input").nth(1).fill("21.00");
    await page.getByRole("button", { name: "对一遍" }).click();
    await page.locator(".verdict.differs").waitFor();
    await page.locator("tr.off").first().waitFor();
    await page.goto("/reconcile?contract=C-2026-0005");
    await page.locator("#r-period").waitFor();
    await leave(page);
  },

  async "a treasury file is read first; what fits no request waits, and is set aside with a reason"(hall) {
    const page = await visitAs(hall, "feng");
    const file = join(mkdtempSync(join(tmpdir(), "hallbook-treasury-")), "国库.csv");
    writeFileSync(file, "支付凭证号,支付日期,收款人,支付金额,用途\nE2E-901,2026-12-30,没有这家公司,12.34,试\n");
    await page.goto("/treasury");
    await page.locator("input[type=file]").setInputFiles(file);
    await page.locator("table.ledger tbody tr", { hasText: "E2E-901" }).waitFor();
    await page.getByRole("button", { name: "入账，逐笔核对" }).click();
    const row = page.locator("section", { hasText: "等着核对的" }).locator("tbody tr", { hasText: "E2E-901" });
    await row.waitFor();
    await row.getByRole("button", { name: "搁置 E2E-901" }).click();
    await page.fill("#aside-reason", "别的项目的钱");
    await page.getByRole("button", { name: "搁置这一笔" }).click();
    await row.waitFor({ state: "detached" });
    await leave(page);
  },

  async "what is due stands on one page, and each line leads to where it is dealt with"(hall) {
    const page = await visitAs(hall, "chen");
    await page.goto("/funds/due");
    await page.locator("table.ledger tbody tr").first().waitFor();
    const told = (await api(page, "/funds/due")).count;
    assert.equal(await page.locator("table.ledger tbody tr").count(), told);
    await page.locator("table.ledger tbody tr td a").first().click();
    await page.waitForURL((url) => url.pathname !== "/funds/due");
    await leave(page);
  },
};
