// The project: the official table, a doubt decided beside the document's words, a formula edited, a draft of two people.
import assert from "node:assert/strict";
import { visitAs } from "./hall.mjs";

const words = (locator) => locator.innerText().then((text) => text.replace(/\s+/g, " ").trim());
async function leave(page) {
  assert.deepEqual(page.faults, []);
  await page.context().close();
}

export const tests = {
  async "the table of targets stands as published"(hall) {
    const page = await visitAs(hall, "chen");
    await page.goto("/project/table");
    const paper = page.locator(".paper");
    await paper.waitFor();
    const table = await words(paper);
    for (const cell of ["项目绩效目标表", "19万件", "15万张", "绩效指标值设定依据及数据来源", "水票领用登记台账"]) assert.ok(table.includes(cell), cell);
    await leave(page);
  },

  async "a doubt is decided with a reason; nothing is preselected; the score follows"(hall) {
    const page = await visitAs(hall, "chen");
    await page.goto("/project/findings?indicator=3");
    const card = page.locator("[data-finding='monthly_cap_in_annual_table-3']");
    await card.waitFor();
    assert.equal(await card.locator("input[type=radio]:checked").count(), 0, "nothing is preselected");
    assert.match(await words(card.locator(".option .then").first()), /若这样定/);
    await card.locator("input[type=radio]").first().check();
    await card.locator("[data-decide]").click();
    await card.locator("#reason-problem").waitFor();
    await card.locator(".ready button").first().click();
    await card.locator("[data-decide]").click();
    await card.locator(".st.met").waitFor();
    await page.reload();
    await card.getByRole("button", { name: "改裁定" }).waitFor();
    assert.match(await words(card), /裁定.*记账第/);
    await leave(page);
  },

  async "the formula editor completes, underlines the place of an error and tries the formula"(hall) {
    const page = await visitAs(hall, "li");
    await page.goto("/project/plan?no=2");
    const field = page.locator("textarea[role=combobox]");
    await page.locator(".trial b").waitFor();
    await field.fill("");
    await field.pressSequentially("sum(cop");
    await page.locator(".offers [role=option]").first().waitFor();
    await field.press("Enter");
    assert.equal(await field.inputValue(), "sum(copies.");
    await field.press("Enter");
    assert.equal(await field.inputValue(), "sum(copies.sheets");
    await field.fill('sum(cass.handled, source = "政务平台")');
    const bad = page.locator("pre .bad").first();
    await bad.waitFor();
    assert.match(await words(bad), /cass/);
    await page.getByRole("button", { name: "丢掉草稿" }).click();
    await page.locator(".trial b").waitFor();
    await leave(page);
  },

  async "two people on one draft: the second is told and overwrites nothing unasked"(hall) {
    const [first, second] = [await visitAs(hall, "li"), await visitAs(hall, "li")];
    const note = (page) => page.locator(".grid textarea").first();
    for (const page of [first, second]) {
      await page.goto("/project/plan?no=1");
      await note(page).waitFor();
    }
    const put = (page) => page.waitForResponse((answer) => answer.request().method() === "PUT" && answer.url().includes("/draft"));
    const [kept] = await Promise.all([put(first), note(first).fill("第一个人的说明")]);
    assert.equal(kept.status(), 200);
    const [refused] = await Promise.all([put(second), note(second).fill("第二个人的说明")]);
    assert.equal(refused.status(), 412);
    await second.locator(".refusal.watch").first().waitFor();
    assert.equal(await note(second).inputValue(), "第二个人的说明", "what was typed stays");
    await second.getByRole("button", { name: "看对方的" }).click();
    assert.equal(await note(second).inputValue(), "第一个人的说明");
    await second.getByRole("button", { name: "丢掉草稿" }).click();
    await leave(first);
    await leave(second);
  },

  async "without a connection the plan keeps what was typed and sends it later"(hall) {
    const page = await visitAs(hall, "li");
    await page.goto("/project/plan?no=3");
    const note = page.locator(".grid textarea").first();
    await note.waitFor();
    await page.context().setOffline(true);
    await note.fill("断网时写的说明");
    await page.locator(".refusal", { hasText: "连不上服务器" }).waitFor();
    assert.equal(await note.inputValue(), "断网时写的说明");
    const kept = page.waitForResponse((answer) => answer.request().method() === "PUT" && answer.url().includes("/draft"));
    await page.context().setOffline(false);
    assert.equal((await kept).status(), 200);
    await page.locator(".refusal", { hasText: "连不上服务器" }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "丢掉草稿" }).click();
    await leave(page);
  },
};
