// Papers: a draft as it prints, its files, what blocks publishing; the self-evaluation in three steps; a paper's code checked.
import assert from "node:assert/strict";
import { visitAs } from "./hall.mjs";

const words = (locator) => locator.innerText().then((text) => text.replace(/\s+/g, " ").trim());
async function leave(page) {
  assert.deepEqual(page.faults, []);
  await page.context().close();
}

export const tests = {
  async "a draft stands as it prints, says 草稿 and what is still open"(hall) {
    const page = await visitAs(hall, "chen");
    await page.goto("/papers");
    const paper = page.locator(".paper");
    await paper.locator("table").first().waitFor();
    const text = await words(paper);
    for (const part of ["项目支出绩效自评表", "政务服务大厅办件量", "19万件", "草稿"]) assert.ok(text.includes(part), part);
    assert.match(await words(page.locator("[data-obstacles]")), /还是草稿/);
    await page.locator("[data-form]").selectOption("national-2020");
    await page.locator(".paper", { hasText: "项目资金（万元）" }).waitFor();
    const [file] = await Promise.all([page.waitForEvent("download"), page.locator("[data-pdf]").click()]);
    assert.equal(file.suggestedFilename(), "self-evaluation.pdf");
    await leave(page);
  },

  async "the monitoring table of a day says where each figure is likely to end"(hall) {
    const page = await visitAs(hall, "chen");
    await page.goto("/papers?kind=monitoring&as_of=2026-07-31");
    const paper = page.locator(".paper", { hasText: "1-7月执行情况" });
    await paper.waitFor();
    const text = await words(paper);
    assert.match(text, /约[\d,]+件/);
    assert.match(text, /回测选定/);
    await leave(page);
  },

  async "the wizard: flags, a reason with its count, freezing, the paper's code holds"(hall) {
    const page = await visitAs(hall, "chen");
    await page.goto("/self-evaluation");
    await page.locator("[data-flags] li").first().waitFor();
    await page.locator("[data-next]").click();
    const field = page.locator("[data-words='reason-3']");
    await field.locator("textarea").fill("字".repeat(101));
    assert.match(await words(field), /101 \/ 100/);
    await field.locator("[data-save]").click();
    await field.getByText("最多 100 字").waitFor();
    assert.equal((await field.locator("textarea").inputValue()).length, 101, "a refusal empties nothing");
    await field.locator("textarea").fill("八月气温高，用水多");
    await field.locator("[data-save]").click();
    await field.getByText("已存下").waitFor();
    await page.locator("[data-next]").click();
    await page.locator("#freeze-why").fill("年终自评定稿");
    await page.locator("[data-freeze]").click();
    await page.waitForURL(/\/papers\?.*frozen=\d+/);
    const paper = page.locator(".paper", { hasText: "八月气温高，用水多" });
    await paper.waitFor();
    assert.match(await words(paper.locator(".proof")), /第 \d+ 版 · 封存/);
    const code = await page.evaluate(async () => (await (await fetch(`/api/v1/papers/preview?kind=self-evaluation&frozen=${new URLSearchParams(location.search).get("frozen")}`)).json()).code);
    await page.goto("/verify");
    await page.locator("#paper-code").fill(code);
    await page.locator("[data-check]").click();
    await page.locator("[data-checked]", { hasText: "对得上" }).waitFor();
    await page.locator("#paper-code").fill(code.replace(/.$/, (last) => (last === "0" ? "1" : "0")));
    await page.locator("[data-check]").click();
    await page.locator("[data-checked]", { hasText: "对不上" }).waitFor();
    await leave(page);
  },

  async "who may not freeze sees no wizard; an auditor checks papers"(hall) {
    const page = await visitAs(hall, "wu");
    await page.goto("/papers");
    await page.locator(".paper table").first().waitFor();
    assert.equal(await page.locator("a[href='/self-evaluation']").count(), 0);
    await page.goto("/verify?code=HB2:nothing");
    await page.getByText("这不是厅簿纸上的码").waitFor();
    await leave(page);
  },
};
