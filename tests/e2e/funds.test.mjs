// The money from a request to the paid voucher: who asks does not approve, the director approves with the thumb, the bar
// shows every step, and what changed meanwhile is not approved.
import assert from "node:assert/strict";
import { visitAs } from "./hall.mjs";

const fen = (text) => Number(text.replace(/[,\s−]/g, "").replace(".", ""));
async function leave(page) {
  assert.deepEqual(page.faults, []);
  await page.context().close();
}
/** The four amounts below the bar of the money board, in fen. */
async function bar(page) {
  await page.goto("/funds");
  await page.locator("[data-part=free]").first().waitFor();
  const found = {};
  for (const part of ["executed", "committed", "held", "free"]) found[part] = fen(await page.locator(`[data-part=${part}]`).first().innerText());
  return found;
}
/** Fills the form as a person does and sends it; the number that it got. */
async function ask(page, { line, amount, payee = "示例文具商行", purpose = "号票纸" }) {
  await page.goto(`/requests/new?line=${line}`);
  await page.focus("#field-payee");
  await page.keyboard.type(payee);
  await page.keyboard.press("Enter");
  await page.keyboard.type(amount);
  await page.keyboard.press("Enter");
  await page.keyboard.type(purpose);
  await page.fill("#field-paper_quotation", "报价单 12 月");
  await page.keyboard.press("Control+Enter");
  await page.waitForURL(/\/requests\/Q-/);
  return decodeURIComponent(page.url().split("/").pop());
}
async function approve(page, number) {
  await page.goto(`/requests/${number}`);
  await page.getByRole("button", { name: "同意付款" }).click();
  await page.locator("dialog[open]", { hasText: "同意付" }).getByRole("button", { name: "同意付款" }).click();
  await page.locator(".refusal.met", { hasText: "已同意" }).waitFor();
}

export const tests = {
  async "a request holds its money, is approved by two, the second on a phone, and is paid"(hall) {
    const [li, zhao, chen, feng] = [await visitAs(hall, "li"), await visitAs(hall, "zhao"), await visitAs(hall, "chen", { width: 390, height: 844 }), await visitAs(hall, "feng")];
    const before = await bar(zhao);
    const number = await ask(li, { line: 2, amount: "６,000" }); // full-width: the field understands it and sends 6000
    const asked = await bar(zhao);
    assert.deepEqual(asked, { ...before, held: before.held + 600000, free: before.free - 600000 });
    assert.equal(await li.getByRole("button", { name: "同意付款" }).count(), 0);
    await approve(zhao, number);

    await chen.goto("/today");
    await chen.locator("a", { hasText: "付款申请等您审批：6000.00 元" }).first().click();
    const button = chen.getByRole("button", { name: "同意付款" });
    await button.waitFor();
    const place = await button.boundingBox();
    assert.ok(place.y > 844 / 2 && place.y + place.height < 844, `the button stands in the thumb's half: ${JSON.stringify(place)}`);
    assert.ok(place.height >= 44, "and is as tall as a finger");
    await button.click();
    await chen.locator("dialog[open]", { hasText: "同意付 6,000.00 元给示例文具商行？" }).getByRole("button", { name: "同意付款" }).click();
    await chen.locator(".refusal.met", { hasText: "已同意" }).waitFor();
    const committed = await bar(zhao);
    assert.deepEqual(committed, { ...before, committed: before.committed + 600000, free: before.free - 600000 });

    await li.reload();
    await li.fill("#field-acceptance", "验收单 1");
    await li.fill("#field-invoice", "发票 1");
    await li.getByRole("button", { name: "记下附件" }).click();
    await li.locator("li", { hasText: "验收单 1" }).waitFor();
    await feng.goto("/payments");
    await feng.locator(".topay li", { hasText: number }).getByRole("link", { name: "登记付款" }).click();
    await feng.fill("#field-voucher", "ZF-E2E-1");
    await feng.keyboard.press("Control+Enter");
    await feng.locator("ol.rows li", { hasText: "ZF-E2E-1" }).waitFor();
    const paid = await bar(zhao);
    assert.deepEqual(paid, { ...before, executed: before.executed + 600000, free: before.free - 600000 });
    await zhao.locator(".proof", { hasText: "分毫不差 ✓" }).waitFor();
    for (const page of [li, zhao, chen, feng]) await leave(page);
  },

  async "who asked does not approve: the page says so, the server refuses"(hall) {
    const zhao = await visitAs(hall, "zhao");
    const number = await ask(zhao, { line: 5, amount: "88.50", purpose: "水桶押金" });
    await zhao.locator(".why", { hasText: "不相容职务" }).waitFor();
    assert.equal(await zhao.getByRole("button", { name: "同意付款" }).count(), 0);
    const answer = await zhao.evaluate(async (no) => {
      const one = await (await fetch(`/api/v1/funds/requests/${no}`)).json();
      const tried = await fetch(`/api/v1/funds/requests/${no}/approval`, { method: "POST", headers: { "Content-Type": "application/json", "Accept-Language": "zh" }, body: JSON.stringify({ seen: one.digest }) });
      return { status: tried.status, ...(await tried.json()) };
    }, number);
    assert.equal(answer.field, "by");
    assert.match(answer.message, /申请/);
    await zhao.getByRole("button", { name: "撤回申请" }).click();
    await zhao.fill("#reason-own", "只是试试");
    await zhao.locator("dialog[open]").getByRole("button", { name: "撤回申请" }).click();
    await zhao.locator(".st", { hasText: "已撤回" }).first().waitFor();
    await leave(zhao);
  },

  async "more than the line has is told while typing, and can be lowered to what is free"(hall) {
    const li = await visitAs(hall, "li");
    await li.goto("/requests/new?line=3&amount=1086");
    const told = li.locator(".effects .refusal");
    await told.waitFor();
    assert.match(await told.innerText(), /付不了：这条指标只剩 200\.00 元，这笔要 1,086\.00 元/);
    await li.fill("#field-payee", "示例文具商行");
    await li.fill("#field-purpose", "登记簿");
    await li.fill("#field-paper_quotation", "报价单");
    await li.keyboard.press("Control+Enter");
    await li.locator(".panel > .refusal", { hasText: "尚可用 200.00 元" }).waitFor(); // the server's own words
    assert.equal(await li.inputValue("#field-purpose"), "登记簿");
    await told.getByRole("button", { name: "改成 200.00 元" }).click();
    assert.equal(await li.inputValue("#field-amount"), "200.00");
    await leave(li);
  },

  async "what was changed after it was opened is not approved, and the change stands first"(hall) {
    const [li, zhao] = [await visitAs(hall, "li"), await visitAs(hall, "zhao")];
    const number = await ask(li, { line: 2, amount: "310" });
    await zhao.goto(`/requests/${number}`);
    await zhao.getByRole("button", { name: "同意付款" }).waitFor();
    await li.getByRole("link", { name: "修改" }).click();
    await li.waitForSelector("#field-reason");
    await li.fill("#field-amount", "410");
    await li.fill("#field-reason", "涨价");
    await li.keyboard.press("Control+Enter");
    await li.locator(".amount", { hasText: "410.00" }).waitFor();
    await zhao.getByRole("button", { name: "同意付款" }).click();
    await zhao.locator("dialog[open]").getByRole("button", { name: "同意付款" }).click();
    await zhao.locator(".refusal", { hasText: "打开之后改过" }).waitFor();
    await zhao.locator(".changes li", { hasText: /410\.00.*原 310\.00/ }).waitFor();
    await leave(li);
    await leave(zhao);
  },

  async "a cell of the board opens into the transfers that make it"(hall) {
    const page = await visitAs(hall, "wu");
    await page.goto("/funds");
    const cell = page.locator("[data-cell='4-executed']");
    const shown = await cell.innerText();
    await cell.click();
    await page.waitForURL(/\/funds\/lines\/4\?account=executed/);
    await page.locator("tfoot tr.sum", { hasText: shown }).waitFor();
    await leave(page);
  },

  async "finance moves money between lines; too much is refused with what can go"(hall) {
    const page = await visitAs(hall, "zhao");
    await page.goto("/funds/budget");
    await page.getByRole("button", { name: "调剂", exact: true }).click();
    await page.selectOption("#field-line", "1");
    await page.selectOption("#field-to", "2");
    await page.fill("#field-amount", "99999");
    await page.fill("#field-document", "示例财调〔2026〕9号");
    await page.fill("#field-reason", "年终调剂");
    await page.keyboard.press("Control+Enter");
    await page.locator(".refusal", { hasText: "第 1 条" }).waitFor();
    assert.equal(await page.inputValue("#field-document"), "示例财调〔2026〕9号");
    await leave(page);
  },

  async "a payment that came back is told with its reason and can be paid again"(hall) {
    const page = await visitAs(hall, "feng");
    await page.goto("/payments");
    const row = page.locator("table.ledger tbody tr", { hasText: "示例家具有限公司" }).first();
    await row.getByRole("button", { name: /登记退回/ }).click();
    await page.locator("dialog[open] #field-reason").fill("账号有误");
    await page.locator("dialog[open]").getByRole("button", { name: "登记退回" }).click();
    await page.locator("table.ledger tbody tr", { hasText: "示例家具有限公司" }).first().locator(".st", { hasText: "已退回" }).waitFor();
    await page.locator(".topay li", { hasText: "示例家具有限公司" }).waitFor();
    await leave(page);
  },
};
