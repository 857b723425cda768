// A published self-evaluation is pasted, scored again, a doubtful cell is put right.
import assert from "node:assert/strict";
import { visitAs } from "./hall.mjs";

const table = [
  "项目名称\t示例项目",
  "\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分",
  "年度资金总额\t420,000.00\t420,000.00\t378,000.00\t10\t90.00%\t9.00",
  "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因",
  "产出指标\t数量指标\t政务服务大厅办件量\t≥19万件\t195511人\t50\t50\t",
  "产出指标\t数量指标\t桶装水月消耗量\t≤300桶\t330桶\t40\t40\t高温",
  "总分\t\t\t\t\t100\t99.00",
].join("\n");

export const tests = {
  async "a pasted self-evaluation is scored again, a doubtful cell put right"(hall) {
    const page = await visitAs(hall, "wu");
    await page.goto("/rescore");
    await page.locator("textarea").fill(table);
    await page.locator("main .btn.pri").click();
    const water = page.locator("tr[data-row]", { hasText: "桶装水月消耗量" });
    await water.locator(".tag.short", { hasText: "不一致" }).waitFor();
    assert.match(await water.innerText(), /36\.00/);
    const doubtful = page.locator("td.doubt input");
    assert.equal(await doubtful.inputValue(), "195511人");
    await doubtful.fill("195511件");
    await page.locator(".panel header .btn.pri").click();
    await page.locator("td.doubt").waitFor({ state: "detached" });
    await page.locator("tr[data-row]", { hasText: "政务服务大厅办件量" }).locator(".tag.met", { hasText: "一致" }).waitFor();
    assert.match(await page.locator(".found").first().innerText(), /满分/);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  },
};
