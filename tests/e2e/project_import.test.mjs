// A hall without a project imports its own: a table with a doubtful cell is read, mended, imported, and its indicators stand.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { axeSource, besides, findings, visit, visitAs } from "./hall.mjs";

const table = [
  "2027年帮办代办经费项目",
  "项目名称：帮办代办经费",
  "单位名称：试用厅",
  "资金安排情况：120000元",
  "一级指标\t二级指标\t三级指标\t指标性质\t指标值\t度量单位\t指标内容",
  "产出指标\t数量指标\t帮办代办件数\t>=\t3000\t件\t全年帮办代办件数",
  "产出指标\t时效指标\t平均等候时间\t<=\t空\t分钟\t叫号到办理",
  "满意度指标\t服务对象满意度指标\t帮办对象满意度\t>=\t95\t%\t回访满意度",
].join("\n");

async function firstSignIn(hall, name, password, own) {
  const page = await visit(hall);
  await page.goto("/sign-in");
  await page.fill("#si-name", name);
  await page.fill("#si-password", password);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/password/);
  await page.fill("#pw-old", password);
  await page.fill("#pw-new", own);
  await page.fill("#pw-again", own);
  await page.keyboard.press("Enter");
  await page.locator("nav.nav").waitFor();
  await page.waitForURL((url) => !url.pathname.startsWith("/password"));
  return page;
}

export const tests = {
  async "a hall without a project imports its own table and sees its indicators"(hall) {
    let first = "";
    const empty = await besides(hall, "without-project", {
      make: (run) => {
        run("init", "--unit-code", "E2E", "--unit-name", "试用厅");
        first = JSON.parse(run("--json", "user", "add", "xiaoli", "--display-name", "李小", "--role", "staff")).first_password;
      },
    });
    const page = await firstSignIn(empty, "xiaoli", first, "Xin-mima-2027");
    await page.context().addInitScript({ path: axeSource });
    await page.goto("/project");
    await page.locator("main a[href='/project/import']").click();
    await page.locator("#paper-text").fill(table);
    await page.getByRole("button", { name: "读一读" }).click();
    const source = page.locator("[data-paper] .source");
    await source.waitFor();
    const main = page.locator("main");
    assert.match(await main.innerText(), /读到 3 项指标，1 处存疑/);
    assert.match(await main.innerText(), /帮办代办件数 \| >= \| 3000 \| 件/, "the paper's own words");
    assert.deepEqual(await findings(page), []);
    // What is doubtful is not imported unseen.
    await page.locator("[data-terms] input[type=radio]").first().check();
    await page.locator("[data-import]").click();
    await page.locator("[data-terms] .refusal", { hasText: "对照" }).waitFor();
    await source.locator("td.doubt input").fill("15");
    await page.locator("[data-recheck]").click();
    await page.locator("[data-doubts]").waitFor({ state: "detached" });
    assert.match(await main.innerText(), /读到 3 项指标。/);
    await page.locator("[data-import]").click();
    await page.locator("[data-see]").waitFor();
    assert.match(await main.innerText(), /已导入：2027 帮办代办经费，第 1 版/);
    await page.locator("[data-see]").click();
    const paper = page.locator(".paper");
    await paper.waitFor();
    const shown = await paper.innerText();
    for (const cell of ["帮办代办件数", "3000", "平均等候时间", "15", "帮办对象满意度"]) assert.ok(shown.includes(cell), cell);
    await page.goto("/targets");
    await page.locator("main table").first().waitFor();
    assert.match(await main.innerText(), /帮办代办件数/);
    // The same paper again is nothing new.
    await page.goto("/project/import");
    await page.locator("#paper-text").fill(table.replace("\t空\t", "\t15\t"));
    await page.getByRole("button", { name: "读一读" }).click();
    await page.locator("[data-terms]", { hasText: "不用再导入" }).waitFor();
    assert.equal(await page.locator("[data-import]").count(), 0);
    assert.deepEqual(page.faults, []);
    await page.context().close();
    await empty.close();
  },

  async "a table of targets in a PDF is read beside its words; a broken one is refused with words"(hall) {
    const page = await visitAs(hall, "li");
    const got = await page.evaluate(async () => {
      const answer = await fetch("/api/v1/papers/file?kind=target-table&format=pdf");
      return { status: answer.status, bytes: [...new Uint8Array(await answer.arrayBuffer())] };
    });
    assert.equal(got.status, 200);
    const file = join(hall.folder, "targets.pdf");
    writeFileSync(file, Buffer.from(got.bytes));
    assert.equal(readFileSync(file).subarray(0, 4).toString(), "%PDF");
    await page.goto("/project/import");
    const choose = page.locator("input[type=file]");
    await choose.setInputFiles({ name: "broken.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4") });
    await page.locator(".refusal", { hasText: "没有读成" }).waitFor();
    await choose.setInputFiles(file);
    await page.locator("[data-paper] .source").waitFor();
    const words = await page.locator("main").innerText();
    assert.match(words, /读到 7 项指标/);
    assert.match(words, /PDF 里没有格子/);
    for (const cell of ["政务服务大厅办件量", "190,000", "办事群众满意度"]) assert.ok(words.includes(cell), cell);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  },
};
