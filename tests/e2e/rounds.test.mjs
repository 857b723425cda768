// A round on the phone when things go wrong: no signal, a lost answer, a closed tab; and a matter from hand to hand.
import assert from "node:assert/strict";
import { visitAs } from "./hall.mjs";

const phone = { width: 390, height: 844 };
const tap = (page, name) => page.getByRole("button", { name, exact: true }).click();
const rounds = (page) => page.evaluate(async () => (await (await fetch("/api/v1/service/rounds")).json()).items.length);
async function passAll(page) {
  await tap(page, "全部 20 项");
  for (let group = 0; group < 3; ++group) {
    if (group) await tap(page, "全部 20 项");
    await page.getByRole("button", { name: /本组其余/ }).first().click();
  }
}

export const tests = {
  async "offline while sending: kept, and sent once when the signal is back"(hall) {
    const page = await visitAs(hall, "sun", phone);
    await page.goto("/round");
    const before = await rounds(page);
    await page.locator(".turns a.btn").first().click();
    await tap(page, "不合格");
    await tap(page, "B02");
    await tap(page, "记下，下一项");
    await page.context().setOffline(true);
    await passAll(page);
    await tap(page, "送出");
    await page.locator(".refusal.watch", { hasText: "存在手机里" }).waitFor();
    await page.locator(".net", { hasText: "没有信号" }).waitFor();
    assert.equal(await page.evaluate(() => JSON.parse(localStorage.getItem("hallbook.rounds")).filter((one) => one.ready).length), 1);
    await page.context().setOffline(false);
    await page.locator("h1", { hasText: "已送出" }).waitFor();
    assert.equal(await rounds(page), before + 1);
    assert.equal(await page.evaluate(() => JSON.parse(localStorage.getItem("hallbook.rounds")).length), 0);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  },

  async "an answer of the server that is lost does not store the round twice"(hall) {
    const page = await visitAs(hall, "sun", phone);
    await page.goto("/round");
    const before = await rounds(page);
    let lost = 0;
    await page.route("**/api/v1/service/rounds?unit=*", async (route) => {
      if (route.request().method() !== "POST" || lost++) return route.continue();
      await route.fetch(); // the server stores it
      await route.abort("connectionreset");
    });
    await page.locator(".turns a.btn").first().click();
    await passAll(page);
    await tap(page, "送出");
    await page.locator("h1", { hasText: "已送出" }).waitFor();
    assert.ok(lost > 1, "it was sent again");
    assert.equal(await rounds(page), before + 1);
    await page.context().close();
  },

  async "answers outlive a closed tab, the last one can be undone, and one is asked before a part is sent"(hall) {
    const page = await visitAs(hall, "sun", phone);
    await page.goto("/round/morning");
    await tap(page, "合格");
    await page.locator(".undo", { hasText: "合格" }).waitFor();
    await tap(page, "合格");
    await page.reload();
    await page.locator(".p-top", { hasText: "2 / 20 已查" }).waitFor();
    await page.locator(".sub", { hasText: "第 3 项" }).waitFor();
    await tap(page, "今天不适用");
    await tap(page, "撤销");
    await page.locator(".p-top", { hasText: "2 / 20 已查" }).waitFor();
    await page.locator(".sub", { hasText: "第 3 项" }).waitFor();
    // Any order: the last item first, then the summary with 17 left.
    await tap(page, "全部 20 项");
    await page.locator("li button", { hasText: "无障碍" }).click();
    await tap(page, "不合格");
    await tap(page, "坡道被占");
    await tap(page, "当场已改");
    await tap(page, "记下，下一项");
    await tap(page, "全部 20 项");
    await tap(page, "看汇总，送出");
    await tap(page, "送出");
    const asks = page.locator("dialog[open]", { hasText: "还有 17 项没查" });
    await asks.waitFor();
    await asks.getByRole("button", { name: "送出已查的" }).click();
    await page.locator("h1", { hasText: "已送出：100 分" }).waitFor();
    await page.locator(".refusal.met", { hasText: "没有要整改的" }).waitFor();
    assert.deepEqual(page.faults, []);
    await page.context().close();
  },

  async "a matter goes from hand to hand, and who fixes does not verify"(hall) {
    const sun = await visitAs(hall, "sun", phone);
    await sun.goto("/round/morning");
    await tap(sun, "全部 20 项");
    await sun.locator("li button", { hasText: "灭火器" }).click();
    await tap(sun, "不合格");
    await tap(sun, "欠压");
    await tap(sun, "记下，下一项");
    await tap(sun, "全部 20 项");
    await tap(sun, "看汇总，送出");
    await tap(sun, "送出");
    await tap(sun, "送出已查的");
    const link = sun.locator("main a[href^='/matters/']").first();
    const path = await link.getAttribute("href");
    await sun.context().close();

    const chen = await visitAs(hall, "chen");
    await chen.goto(path);
    await tap(chen, "交办");
    await chen.selectOption("#matter-to", "li");
    await tap(chen, "交办");
    await chen.locator(".lead", { hasText: "等李倩" }).waitFor();

    const li = await visitAs(hall, "li", phone);
    await li.goto("/matters");
    await li.locator(`a[href='${path}']`).filter({ visible: true }).first().click();
    await tap(li, "整改完成");
    await li.fill("#matter-note", "已充压");
    await tap(li, "整改完成");
    await li.locator(".lead", { hasText: "等别人复核" }).waitFor();
    assert.equal(await li.getByRole("button", { name: "复核通过" }).count(), 0, "the fixer has no button to verify");

    await chen.reload();
    await tap(chen, "退回");
    await tap(chen, "没有改好");
    await tap(chen, "退回");
    await chen.locator(".sub", { hasText: "退回 1 次" }).waitFor();
    await li.reload();
    await tap(li, "整改完成");
    await tap(li, "整改完成");
    await li.locator(".lead", { hasText: "等别人复核" }).waitFor();
    await chen.reload();
    await tap(chen, "复核通过");
    await chen.locator(".lead", { hasText: "等销号" }).waitFor();
    await tap(chen, "销号");
    await chen.locator(".lead", { hasText: "已销号" }).waitFor();
    await chen.goto("/matters?tab=closed");
    await chen.locator(`a[href='${path}']`).filter({ visible: true }).first().waitFor();
    for (const page of [chen, li]) assert.deepEqual(page.faults, []);
    await chen.context().close();
    await li.context().close();
  },
};
