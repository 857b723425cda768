// Papers as files, exceptions of duty for audit, the plan of use as a grid.
import assert from "node:assert/strict";
import { visitAs } from "./hall.mjs";

async function leave(page) {
  assert.deepEqual(page.faults, []);
  await page.context().close();
}
const pdf = { name: "报价单.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n% one page\ntrailer<</Root 1 0 R>>\n%%EOF\n") };

export const tests = {
  async "a paper brings its file; what is no paper is refused; who may read the request opens it"(hall) {
    const li = await visitAs(hall, "li");
    await li.goto("/requests/new?line=2");
    await li.fill("#field-payee", "示例文具商行");
    await li.fill("#field-amount", "120");
    await li.fill("#field-purpose", "装订机");
    const chooser = li.waitForEvent("filechooser");
    await li.locator(".papers p .btn").first().click();
    await (await chooser).setFiles({ ...pdf, name: "报价单.pdf", buffer: Buffer.from("<html>no pdf</html>") });
    await li.locator(".papers .kept", { hasText: "报价单.pdf" }).waitFor();
    assert.equal(await li.inputValue("#field-paper_quotation"), "报价单.pdf");
    await li.getByRole("button", { name: "送审" }).click();
    await li.locator(".refusal", { hasText: "内容和扩展名不符" }).waitFor();
    assert.equal(await li.inputValue("#field-purpose"), "装订机");
    await li.locator(".papers p .link").click();
    const again = li.waitForEvent("filechooser");
    await li.locator(".papers p .btn").first().click();
    await (await again).setFiles(pdf);
    await li.locator(".papers .kept", { hasText: "报价单.pdf" }).waitFor();
    await li.getByRole("button", { name: "送审" }).click();
    await li.waitForURL(/\/requests\/Q-/);
    const link = li.locator("ul.rows a", { hasText: "报价单.pdf" });
    await link.waitFor();
    const path = await link.getAttribute("href");
    const wu = await visitAs(hall, "wu");
    const read = await wu.evaluate(async (at) => {
      const answer = await fetch(at);
      return { status: answer.status, type: answer.headers.get("content-type"), how: answer.headers.get("content-disposition"), text: await answer.text() };
    }, path);
    assert.equal(read.status, 200);
    assert.equal(read.type, "application/pdf");
    assert.match(read.how, /^inline/);
    assert.equal(read.text, pdf.buffer.toString());
    const zhang = await visitAs(hall, "zhang");
    assert.equal(await zhang.evaluate(async (at) => (await fetch(at)).status, path), 403);
    for (const page of [li, wu, zhang]) await leave(page);
  },

  async "an auditor reads who was allowed which two duties, and opens what it was used for"(hall) {
    const wu = await visitAs(hall, "wu");
    await wu.goto("/funds/exceptions");
    const row = wu.locator("table.ledger tbody tr", { hasText: "出纳冯远休假" });
    await row.waitFor();
    const text = (await row.innerText()).replace(/\s+/g, " ");
    for (const part of ["赵琳", "审批", "支付", "全部单据"]) assert.ok(text.includes(part), `${part} in ${text}`);
    await leave(wu);
    const [zhao, chen] = [await visitAs(hall, "zhao"), await visitAs(hall, "chen")];
    const send = (page, path, body) => page.evaluate(async ([at, given]) => {
      const answer = await fetch(`/api/v1${at}`, { method: "POST", headers: { "Content-Type": "application/json", "Idempotency-Key": crypto.getRandomValues(new Uint32Array(4)).join("") }, body: JSON.stringify(given) });
      return { status: answer.status, ...(await answer.json()) };
    }, [path, body]);
    const { project, lines } = await zhao.evaluate(async () => (await fetch("/api/v1/funds/overview")).json());
    const line = lines.find((one) => Number(one.free) > 100).line;
    const made = await send(zhao, "/funds/requests", { project, line, type: "purchase", payee: "示例五金店", amount: "31", purpose: "插线板", pay_on: "2026-12-31", indicator: 0, papers: [{ kind: "quotation", name: "报价" }] });
    assert.equal(made.status, 201, JSON.stringify(made));
    assert.equal((await send(chen, "/funds/exceptions", { chain: made.number, acts: ["request", "approve"], person: "zhao", reason: "年末只有一人在岗", until: "2026-12-31" })).status, 201);
    const approved = await send(zhao, `/funds/requests/${made.number}/approval`, { seen: made.digest });
    assert.equal(approved.status, 200, JSON.stringify(approved));
    const again = await visitAs(hall, "wu");
    await again.goto("/funds/exceptions");
    const used = again.locator("table.ledger tbody tr", { hasText: "年末只有一人在岗" });
    await used.locator(".uses a", { hasText: made.number }).click();
    await again.waitForURL(`/requests/${made.number}`);
    for (const page of [zhao, chen, again]) await leave(page);
  },

  async "an open page shows what another person decides; what somebody writes is left alone"(hall) {
    const [li, zhao] = [await visitAs(hall, "li"), await visitAs(hall, "zhao")];
    const send = (page, path, body) => page.evaluate(async ([at, given]) => (await fetch(`/api/v1${at}`, { method: "POST", headers: { "Content-Type": "application/json", "Idempotency-Key": crypto.getRandomValues(new Uint32Array(4)).join("") }, body: JSON.stringify(given) })).json(), [path, body]);
    const { project, lines } = await zhao.evaluate(async () => (await fetch("/api/v1/funds/overview")).json());
    const wish = (purpose) => ({ project, line: lines.find((one) => Number(one.free) > 100).line, type: "purchase", payee: "示例五金店", amount: "17", purpose, pay_on: "2026-12-31", indicator: 0, papers: [{ kind: "quotation", name: "报价" }] });
    const [first, second] = [await send(li, "/funds/requests", wish("跟随一")), await send(li, "/funds/requests", wish("跟随二"))];
    assert.ok(first.number && second.number, JSON.stringify([first, second]));
    // The page of the one that is waited for.
    await li.goto(`/requests/${first.number}`);
    await li.locator(".st", { hasText: "等审批" }).first().waitFor();
    await li.evaluate(() => (window.same = true));
    const approved = await send(zhao, `/funds/requests/${first.number}/approval`, { seen: first.digest });
    assert.equal(approved.state, "approved", JSON.stringify(approved));
    await li.locator(".st", { hasText: "已批待付" }).first().waitFor();
    assert.equal(await li.evaluate(() => window.same), true, "the page was not opened anew");
    // A reason is being typed: the page stays, a line to click says that there is more.
    await li.goto(`/requests/${second.number}`);
    await li.getByRole("button", { name: "撤回申请" }).click();
    await li.locator("dialog[open] #reason-own").fill("写到一半");
    const done = await send(zhao, `/funds/requests/${second.number}/approval`, { seen: second.digest });
    assert.equal(done.state, "approved", JSON.stringify(done));
    await li.locator("[data-news]").waitFor({ state: "attached" });
    assert.equal(await li.locator("dialog[open] #reason-own").inputValue(), "写到一半");
    assert.equal(await li.locator(".st", { hasText: "已批待付" }).count(), 0);
    await li.keyboard.press("Escape");
    await li.locator("[data-news]").click();
    await li.locator(".st", { hasText: "已批待付" }).first().waitFor();
    assert.equal(await li.locator("[data-news]").count(), 0);
    for (const page of [li, zhao]) await leave(page);
  },

  async "the plan of use is typed as a grid: sums live, keys move, what cannot be taken is named"(hall) {
    const page = await visitAs(hall, "zhao");
    await page.goto("/funds/budget");
    await page.getByRole("button", { name: "编计划" }).click();
    const grid = page.locator(".plan-grid");
    await grid.waitFor();
    await grid.getByRole("button", { name: "按季" }).click();
    const lines = await page.evaluate(async () => (await (await fetch("/api/v1/funds/overview")).json()).lines);
    const at = lines.filter((one) => one.state === "open").findIndex((one) => one.line === "3");
    const cell = (row, column) => grid.locator(`input[data-at='${row}-${column}']`);
    // One line by quarters instead of the year: the year's sum stays, the keys move on.
    const whole = Number(lines.find((one) => one.line === "3").approved);
    await cell(at, 0).fill("1.2万");
    await cell(at, 0).press("ArrowRight");
    assert.equal(await page.evaluate(() => document.activeElement.dataset.at), `${at}-1`);
    await page.keyboard.type("abc");
    await grid.locator(".wrong li", { hasText: /3 .*Q2.*“abc”不是金额/ }).waitFor();
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.dataset.at), `${at + 1}-1`);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.type(String(whole - 12000 + 1));
    await grid.locator(".wrong li", { hasText: "多 1.00 元" }).waitFor();
    assert.equal((await grid.locator("[data-sum='3']").innerText()).replace(/,/g, ""), `${whole + 1}.00`);
    await cell(at, 1).fill(String(whole - 12000));
    assert.equal(await grid.locator(".wrong li").count(), 0);
    const sums = await grid.locator("tfoot [data-sum]").allInnerTexts();
    const fen = sums.map((text) => BigInt(text.replace(/[,.]/g, "")));
    assert.equal(fen.slice(0, -1).reduce((sum, one) => sum + one, 0n), fen.at(-1), "columns add up to the whole");
    await page.getByRole("button", { name: /记下 1 条计划/ }).click();
    await page.locator("table.ledger tbody tr", { hasText: /^3\s*办公用品[^]*12,000\.00/ }).waitFor();
    await leave(page);
  },
};
