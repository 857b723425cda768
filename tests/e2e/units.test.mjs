// R-IDN-56 to R-IDN-58: an administrator adds a unit below, gives people duties in it; who may work in several chooses one, and
// what is typed in one goes there and nowhere else. A hall of its own: everybody of it works in two units afterwards.
import assert from "node:assert/strict";
import { besides, findings, axeSource, samplePassword, signIn, visit } from "./hall.mjs";

const branch = "FENTING-1";
let halls;
const ours = async (hall) => (halls ??= await besides(hall, "units", { make: (run, data) => run("demo", data, "--year", "2026") }));
const rootOf = (page) => page.evaluate(async () => (await (await fetch("/api/v1/units")).json()).items[0].code);
const rows = (page, unit, register, words = "") =>
  page.evaluate(async ([unit, register, words]) => {
    const answer = await fetch(`/api/v1/registers/${register}/entries?unit=${unit}&q=${words}`);
    return answer.ok ? (await answer.json()).total.rows : answer.status;
  }, [unit, register, words]);
const here = (page) => page.locator("[data-unit] span").innerText();

async function choose(page, name) {
  await page.locator("[data-unit]").click();
  await page.locator(".unit-picker li a", { hasText: name }).click();
}
async function fillGuide(page) {
  await page.waitForSelector(".entry-form [data-field]");
  const needed = await page.evaluate(() => [...document.querySelectorAll(".entry-form [data-field]")].map((field) => field.dataset.field));
  for (const name of needed) {
    const input = page.locator(`#field-${name}`);
    if (!(await input.count())) await page.locator(`[data-field=${name}] [role=radio]`).first().click();
    else if ((await input.evaluate((one) => one.tagName)) === "SELECT") {
      if (!(await input.inputValue())) await input.selectOption({ index: 1 });
    } else if (!(await input.inputValue())) await input.fill("3");
  }
}
async function mailing(page, waybill) {
  for (const [field, text] of [["document", "食品经营许可证"], ["recipient", "周建国"], ["phone", "13987124460"], ["address", "昆明市呈贡区联大街 8 号"], ["waybill", waybill], ["fee", "22"]]) await page.fill(`#field-${field}`, text);
}

export const tests = {
  async "an administrator adds a unit below and gives people duties in it"(hall) {
    const page = await visit(await ours(hall));
    await signIn(page, "qian");
    await page.goto("/units");
    await page.locator("table.ledger tbody tr").first().waitFor();
    assert.equal(await page.locator("[data-unit]").count(), 0, "with one unit there is nothing to choose");
    await page.getByRole("button", { name: "加单位", exact: true }).click();
    await page.fill("#unit-name", "大学城分厅");
    await page.fill("#unit-code", "fen ting");
    await page.keyboard.press("Enter");
    await page.locator(".hint.wrong", { hasText: "只用字母" }).waitFor();
    await page.fill("#unit-code", branch);
    await page.keyboard.press("Enter");
    await page.locator(".refusal.met", { hasText: "已加“大学城分厅”" }).waitFor();
    await page.locator("table.ledger tbody tr", { hasText: branch }).waitFor();
    await page.locator("[data-unit]").waitFor(); // at once: there are two now

    // A person of the branch alone, and duties there for one whose home is the hall.
    await page.goto("/users");
    await page.waitForURL(/\/u\/[^/]+\/users/); // the address says where one is as soon as there is a choice
    await page.getByRole("button", { name: "加人" }).click();
    await page.selectOption("#new-unit", branch);
    await page.fill("#new-display", "分厅人员");
    await page.fill("#new-name", "fenting");
    await page.locator(".pick").getByRole("button", { name: "窗口人员" }).click();
    await page.locator(".add .btn.pri").click();
    const password = (await page.locator(".refusal.met b").innerText()).trim();
    await page.goto("/users/sun");
    await page.selectOption("#duties-unit", branch);
    await page.locator(".pick").getByRole("button", { name: "窗口人员" }).click();
    await page.getByRole("button", { name: "记下职责" }).click();
    await page.locator(".refusal.met", { hasText: "职责已改" }).waitFor();
    assert.match(await page.locator(".by-unit").innerText(), /大学城分厅\s+窗口人员/);
    assert.deepEqual(page.faults, []);
    await page.context().close();

    const theirs = await visit(await ours(hall));
    await signIn(theirs, "fenting", password);
    assert.equal(await theirs.locator("[data-unit]").count(), 0);
    assert.equal(new URL(theirs.url()).pathname.startsWith("/u/"), false, "who has one unit never sees it in an address");
    assert.equal(await theirs.locator(".brand span").innerText(), "大学城分厅");
    const other = await visit(await ours(hall));
    await signIn(other, "zhang");
    const root = await rootOf(other);
    await other.context().close();
    assert.equal(await rows(theirs, root, "mailing"), 404);
    await theirs.goto(`/u/${root}/registers`);
    await theirs.locator("h1", { hasText: "没有这个单位" }).waitFor();
    assert.equal(await theirs.locator("nav").count(), 0, "nothing of it is shown");
    await theirs.getByRole("link", { name: "去自己的单位" }).click();
    await theirs.locator(".brand span", { hasText: "大学城分厅" }).waitFor();
    assert.deepEqual(theirs.faults, []);
    await theirs.context().close();
  },

  async "each tab is in its own unit, a link opens the same, and an entry is in that unit only"(hall) {
    const page = await visit(await ours(hall));
    await signIn(page, "zhang");
    await page.waitForURL(/\/u\/[^/]+\/record\//);
    const root = await rootOf(page);
    const before = await rows(page, root, "mailing");
    assert.ok(before > 0);
    await page.goto("/record/mailing");
    await page.waitForSelector("#field-document");
    await page.fill("#field-document", "写在大厅的半笔"); // a draft of the hall
    await page.locator("[data-unit]").click();
    assert.match(await page.locator(".unit-picker .hint").innerText(), /新标签页/);
    const [second] = await Promise.all([page.context().waitForEvent("page"), page.locator(".unit-picker li a", { hasText: "大学城分厅" }).click()]);
    await second.waitForURL(`**/u/${branch}/record/**`);
    await second.goto(`/u/${branch}/record/mailing`);
    await second.waitForSelector("#field-document");
    assert.equal(await second.inputValue("#field-document"), "", "the hall's draft is not the branch's");
    await mailing(second, "SL00020009901");
    await second.keyboard.press("Control+Enter");
    await second.locator("[role=status]", { hasText: "已记下" }).waitFor();
    assert.equal(await rows(page, branch, "mailing"), 1);
    assert.equal(await rows(page, root, "mailing"), before);
    assert.equal(await rows(page, root, "mailing", "SL00020009901"), 0);
    assert.equal(await page.inputValue("#field-document"), "写在大厅的半笔");
    assert.notEqual(await here(page), await here(second));

    // Inside the tab every way stays in the unit; a file comes from it, too.
    await second.locator("nav.nav a", { hasText: "台账" }).first().click();
    await second.waitForURL(`**/u/${branch}/registers`);
    await second.reload();
    assert.equal(await here(second), "大学城分厅");
    const link = second.url();
    const colleague = await visit(await ours(hall));
    await colleague.context().addInitScript({ path: axeSource });
    await signIn(colleague, "li");
    await colleague.goto(link);
    await colleague.locator("[data-unit]", { hasText: "大学城分厅" }).waitFor();
    await colleague.goto("/today"); // an address without a unit: where this tab was
    await colleague.waitForURL(`**/u/${branch}/today`);
    await colleague.goto(`/u/${branch}/registers/mailing`);
    await colleague.locator("table.ledger tbody tr").first().waitFor();
    await colleague.keyboard.press("e");
    const file = await colleague.locator("a[download]").first().getAttribute("href");
    assert.match(file, new RegExp(`[?&]unit=${branch}(&|$)`));
    await colleague.keyboard.press("Escape");
    await colleague.locator("[data-unit]").click();
    assert.deepEqual(await findings(colleague), []);
    for (const one of [page, colleague]) assert.deepEqual(one.faults, []);
    await colleague.context().close();
    await page.context().close();
  },

  async "what waits without the server goes to the unit it was typed in, from whatever unit is open then"(hall) {
    const page = await visit(await ours(hall));
    await signIn(page, "zhang");
    await page.waitForURL(/\/u\//);
    const root = await rootOf(page);
    const before = await rows(page, root, "guides");
    await page.goto(`/u/${root}/record/copies`);
    await page.waitForSelector(".entry-form [data-field]");
    const second = await page.context().newPage();
    await second.goto(`/u/${branch}/record/guides`);
    await second.waitForSelector(".entry-form [data-field]");
    await page.context().setOffline(true);
    await fillGuide(second);
    await second.keyboard.press("Control+Enter");
    await second.locator(".net", { hasText: "1 笔等着送出" }).waitFor();
    await second.close(); // only the hall's tab is left
    await page.locator(".net", { hasText: "1 笔" }).waitFor();
    await page.context().setOffline(false);
    // Its own tab is gone; the hall's tab sends it, by hand or by itself.
    await page.locator(".net .link").evaluateAll((buttons) => buttons.forEach((one) => one.click()));
    await page.locator(".net").waitFor({ state: "detached" });
    assert.equal(await rows(page, branch, "guides"), 1);
    assert.equal(await rows(page, root, "guides"), before);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  },

  async "a role taken away meanwhile: the page closes instead of going on in another unit"(hall) {
    const theirs = await visit(await ours(hall));
    await signIn(theirs, "sun");
    const page = await visit(await ours(hall));
    await signIn(page, "qian");
    await page.waitForURL(/\/u\//);
    const root = await rootOf(page);
    const give = (name, roles, unit) => page.evaluate(async ([name, roles, unit]) => (await fetch(`/api/v1/users/${name}/roles`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ roles, unit }) })).status, [name, roles, unit]);
    await theirs.goto(`/u/${root}/record/copies`);
    await theirs.waitForSelector(".entry-form [data-field]");
    assert.equal(await give("sun", [], root), 200); // only the branch is left
    await theirs.evaluate(() => document.querySelector("nav a[href$='/today']")?.click());
    await theirs.locator("dialog[open] #si-password").waitFor();
    await theirs.fill("dialog[open] #si-password", samplePassword);
    await theirs.keyboard.press("Enter");
    await theirs.locator("h1", { hasText: "没有这个单位" }).waitFor();
    assert.deepEqual(theirs.faults, []);
    for (const one of [theirs, page]) await one.context().close();
    await halls.close();
  },
};
