import assert from "node:assert/strict";
import { visitAs } from "./hall.mjs";
import { xlsx } from "./xlsx.mjs";

const file = (name, rows) => ({ name, mimeType: "text/csv", buffer: Buffer.from(`\ufeff${rows.join("\r\n")}\r\n`) });
const heading = "服务日期,导服人员,区域,服务内容,服务时长,服务人次";

export const tests = {
  async "a file with problems: shown by kind, one mended in place, the rest given back"(hall) {
    const page = await visitAs(hall, "li");
    await page.goto("/import/guides");
    await page.waitForSelector("#import-register");
    const rows = [heading];
    for (let day = 1; day <= 20; ++day) rows.push(`2026-11-${String(day).padStart(2, "0")},示例志愿者,A区,引导取号,2,${day + 3}`);
    rows.push("2026-11-31,示例志愿者,A区,引导取号,2,9", "2026-11-21,示例志愿者,A区,引导取号,2,很多", "2026-11-22,示例志愿者,A区,引导取号,2,不知道");
    await page.setInputFiles("input[type=file]", file("导服11月.csv", rows));
    await page.waitForSelector(".decide");
    const sums = (await page.locator(".sums b").allInnerTexts()).map((text) => Number(text.replace(/,/g, "")));
    assert.deepEqual(sums.slice(0, 3), [23, 20, 3]);
    // The group of 服务人次 has two rows; one is mended.
    await page.locator("tr", { hasText: "很多" }).first().click().catch(() => {});
    const groups = page.locator("button.plain");
    for (let i = 0; i < (await groups.count()); ++i) {
      await groups.nth(i).click();
      const row = page.locator("tbody tr", { hasText: "很多" });
      if (await row.count()) {
        await row.last().locator("input").fill("12");
        await row.last().locator("input").press("Tab");
        break;
      }
    }
    await page.getByRole("button", { name: /按改过的再核对/ }).click();
    await page.locator(".sums b", { hasText: "21" }).waitFor();
    await page.getByRole("button", { name: /导入 21 行，退回 2 行/ }).click();
    await page.locator(".imported").waitFor();
    assert.match(await page.locator(".imported").innerText(), /已导入 21 行/);
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: /下载退回的 2 行/ }).click()]);
    const text = await (await import("node:fs/promises")).readFile(await download.path(), "utf8");
    assert.match(text, /2026-11-31/);
    assert.ok(!text.includes("很多"));
    assert.deepEqual(page.faults, []);
    await page.context().close();
  },

  async "a sheet is chosen, and the import is taken back"(hall) {
    const page = await visitAs(hall, "li");
    await page.goto("/import/guides");
    await page.waitForSelector("#import-register");
    const days = Array.from({ length: 5 }, (_, i) => [`2026-10-${String(20 + i)}`, "示例志愿者", "C区", "引导取号", "2", String(30 + i)]);
    const book = xlsx([["说明", [["本表由平台导出"]]], ["明细", [heading.split(","), ...days]], ["旧表", [["x"]], true]]);
    await page.setInputFiles("input[type=file]", { name: "导服.xlsx", mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", buffer: book });
    await page.locator("#import-sheet").waitFor();
    assert.deepEqual(await page.locator("#import-sheet option").allInnerTexts(), ["说明", "明细", "旧表（隐藏的）"]);
    await page.locator("#import-sheet").selectOption("明细");
    await page.getByRole("button", { name: /导入 5 行/ }).click();
    await page.locator(".imported", { hasText: "已导入 5 行" }).waitFor();
    const found = () => page.evaluate(async () => (await (await fetch("/api/v1/registers/guides/entries?limit=1&q=引导取号&from=2026-10-20&to=2026-10-24&f.zone=C区")).json()).total.rows);
    assert.ok((await found()) >= 5);
    const before = await found();
    await page.locator(".imported").getByRole("button", { name: "撤回" }).click();
    await page.locator("dialog[open] [data-withdraw]").click();
    await page.locator("#reason-problem").waitFor(); // a reason is wanted
    await page.getByRole("button", { name: "导错了文件" }).click();
    await page.locator("dialog[open] [data-withdraw]").click();
    await page.locator(".imported", { hasText: "已撤回 5 行" }).waitFor();
    assert.equal(await found(), before - 5);
    await page.goto("/import");
    await page.locator("tr.void", { hasText: "导服.xlsx" }).waitFor();
    assert.deepEqual(page.faults, []);
    await page.context().close();
  },

  async "a picture renamed to a table is refused in words"(hall) {
    const page = await visitAs(hall, "li");
    await page.goto("/import/guides");
    await page.waitForSelector("#import-register");
    await page.setInputFiles("input[type=file]", { name: "照片.xlsx", mimeType: "application/octet-stream", buffer: Buffer.from("\x89PNG\r\n\x1a\n0000000000") });
    await page.locator(".refusal").waitFor();
    assert.ok((await page.locator(".refusal").innerText()).length > 8);
    await page.context().close();
  },

  async "who may not import does not see the page, and is told whom to ask"(hall) {
    const page = await visitAs(hall, "zhang");
    await page.goto("/import");
    await page.locator(".notice").waitFor();
    assert.match(await page.locator(".notice").innerText(), /register\.import/);
    await page.context().close();
  },
};
