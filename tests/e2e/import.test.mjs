import assert from "node:assert/strict";
import { visitAs } from "./hall.mjs";

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
