// Files of entries: up in quick entry with the entry, open, replaced by a correction; attached later; the original of an import
// and exports with personal data only with a reason.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { besides, visitAs } from "./hall.mjs";

const photos = `
name = "photos"
title = { zh = "现场照片台账", en = "Photos" }
kind = "count"
date = "taken_on"
[[field]]
name = "taken_on"
title = { zh = "日期", en = "Taken on" }
type = "date"
required = true
[[field]]
name = "place"
title = { zh = "地点", en = "Place" }
type = "text"
required = true
[[field]]
name = "photo"
title = { zh = "照片", en = "Photo" }
type = "file"
required = false
[[field]]
name = "paper"
title = { zh = "验收单", en = "Paper" }
type = "file"
`;
const jpeg = (text) => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from(text)]);
const file = (name, buffer, mimeType = "image/jpeg") => ({ name, mimeType, buffer });

async function downloaded(page, act) {
  const [download] = await Promise.all([page.waitForEvent("download"), act()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}
const newest = (page) => page.evaluate(async () => (await (await fetch("/api/v1/journal?limit=1")).json()).items[0]);

export const tests = {
  async "a picture goes up with its entry, opens, and is replaced by a correction"(hall) {
    const own = await besides(hall, "photos", {
      make: (run, data) => {
        run("demo", data, "--year", "2026");
        writeFileSync(join(hall.folder, "photos.toml"), photos);
        return run("register", "adopt", join(hall.folder, "photos.toml"));
      },
    });
    const page = await visitAs(own, "zhang");
    await page.goto("/record/photos");
    await page.waitForSelector("#field-photo");
    const chosen = page.locator("[data-file=field-photo]");
    const problem = page.locator("#field-photo-problem");
    // What is no picture or paper is told at once; what only calls itself one is refused by the server.
    await chosen.setInputFiles(file("run.exe", Buffer.from("MZ"), "application/octet-stream"));
    await problem.filter({ hasText: "不是可以收的文件" }).waitFor();
    await page.evaluate(() => {
      const dropped = new DataTransfer();
      dropped.items.add(new File([new Uint8Array(21 * 1024 * 1024)], "large.jpg", { type: "image/jpeg" }));
      document.querySelector("[data-field=photo] .take").dispatchEvent(new DragEvent("drop", { dataTransfer: dropped, bubbles: true, cancelable: true }));
    });
    await problem.filter({ hasText: "超过 20 MB" }).waitFor();
    await chosen.setInputFiles(file("door.jpg", Buffer.from("<html>")));
    await problem.filter({ hasText: "内容和扩展名不符" }).waitFor();
    await chosen.setInputFiles(file("大门.jpg", jpeg("the gate")));
    await page.locator("[data-field=photo]", { hasText: "大门.jpg" }).waitFor();
    assert.equal(await problem.count(), 0);
    await page.fill("#field-place", "大厅门口");
    await page.keyboard.press("Control+Enter");
    await page.locator("[role=status]", { hasText: "已记下" }).waitFor();
    await page.locator("table.ledger tbody tr:first-child", { hasText: "大厅门口" }).waitFor();
    await page.locator("table.ledger tbody tr:first-child a.opens").click();
    await page.locator(".facts a", { hasText: "大门.jpg" }).waitFor();
    const first = await downloaded(page, () => page.locator(".facts a", { hasText: "大门.jpg" }).click());
    assert.equal(first.name, "大门.jpg");
    assert.deepEqual(first.bytes, jpeg("the gate"));
    await page.getByRole("button", { name: "更正" }).click();
    await page.locator("[data-file=field-photo]").setInputFiles(file("大门2.jpg", jpeg("another")));
    await page.locator("[data-field=photo]", { hasText: "大门2.jpg" }).waitFor();
    await page.getByRole("button", { name: "抄错了" }).click();
    await page.keyboard.press("Control+Enter");
    await page.locator(".refusal.met").waitFor();
    await page.locator("ol.line ins", { hasText: "2" }).first().waitFor();
    const second = await downloaded(page, () => page.locator(".facts a", { hasText: "大门2.jpg" }).click());
    assert.deepEqual(second.bytes, jpeg("another"));
    // Without the server a file says that it needs one; the entry waits like any other.
    await page.goto("/record/photos");
    await page.waitForSelector("#field-photo");
    await page.context().setOffline(true);
    await page.locator("[data-file=field-photo]").setInputFiles(file("侧门.jpg", jpeg("side")));
    await problem.filter({ hasText: "文件要连上才能上传" }).waitFor();
    await page.context().setOffline(false);
    assert.deepEqual(page.faults, []);
    await page.context().close();
    await own.close();
  },

  async "a paper is attached to an entry with a reason, opens with one, and is taken off"(hall) {
    const page = await visitAs(hall, "li");
    await page.goto("/registers/mailing");
    await page.locator("table.ledger tbody tr:not(.void) a.opens").nth(3).click();
    await page.waitForURL(/\/registers\/mailing\/\d+/);
    const attached = page.locator(".attached");
    await attached.getByRole("button", { name: "附上文件" }).click();
    await page.locator("[data-file=attach-file]").setInputFiles(file("张三签收.pdf", Buffer.from("%PDF-1.7 signed"), "application/pdf"));
    await attached.locator(".kept").waitFor();
    await attached.getByRole("button", { name: "签收凭证" }).click();
    await attached.locator(".btn.pri").click();
    await attached.locator("li", { hasText: "理由：签收凭证" }).waitFor();
    const listed = await attached.locator("li").first().innerText();
    assert.ok(!listed.includes("张三"), listed); // in a register of people a file is not called by a person
    await attached.locator("li button.named").click();
    await page.locator("dialog[open] .btn.pri").click();
    await page.locator("dialog[open] .refusal", { hasText: "理由" }).waitFor();
    await page.locator("dialog[open]").getByRole("button", { name: "核对材料" }).click();
    const opened = await downloaded(page, () => page.locator("dialog[open] .btn.pri").click());
    assert.equal(opened.bytes.toString(), "%PDF-1.7 signed");
    const line = await newest(page);
    assert.equal(line.kind, "EntryFileShown");
    await attached.getByRole("button", { name: /撤下/ }).click();
    await attached.getByRole("button", { name: "传错了文件" }).click();
    await attached.locator(".btn.pri").click();
    await attached.locator("li s").waitFor();
    assert.deepEqual(page.faults, []);
    await page.context().close();
  },

  async "an imported entry names its file and row; the original opens with a reason"(hall) {
    const page = await visitAs(hall, "li");
    await page.goto("/import/guides");
    await page.waitForSelector("#import-register");
    const table = "\ufeff服务日期,导服人员,区域,服务内容,服务时长,服务人次\r\n2026-10-28,示例志愿者,A区,原件核对,2,41\r\n2026-10-29,示例志愿者,A区,原件核对,2,42\r\n";
    await page.setInputFiles("input[type=file]", file("导服原件.csv", Buffer.from(table), "text/csv"));
    await page.getByRole("button", { name: /导入 2 行/ }).click();
    await page.locator(".imported", { hasText: "已导入 2 行" }).waitFor();
    await page.goto("/registers/guides?q=原件核对&sort=-served_on");
    await page.locator("table.ledger tbody tr", { hasText: "42" }).locator("a.opens").click();
    const from = page.locator(".from-file");
    await from.filter({ hasText: /第 2 行，共 2 行/ }).waitFor();
    await from.locator("button.named").click();
    await page.locator("dialog[open]").getByRole("button", { name: "核对原件" }).click();
    const opened = await downloaded(page, () => page.locator("dialog[open] .btn.pri").click());
    assert.equal(opened.name, "导服原件.csv");
    assert.equal(opened.bytes.toString(), table);
    assert.equal((await newest(page)).kind, "ImportFileShown");
    const path = new URL(page.url()).pathname;
    assert.deepEqual(page.faults, []);
    await page.context().close();
    // The director reads where it came from and cannot open it.
    const chen = await visitAs(hall, "chen");
    await chen.goto(path);
    await chen.locator(".from-file b", { hasText: "导服原件.csv" }).waitFor();
    assert.equal(await chen.locator(".from-file button").count(), 0);
    await chen.context().close();
  },

  async "personal data leaves with a reason, a few entries at a time"(hall) {
    const page = await visitAs(hall, "li");
    await page.goto("/registers/mailing?from=2026-03-02&to=2026-03-02");
    await page.locator("tr.sum").waitFor();
    await page.getByRole("button", { name: "导出" }).click();
    await page.locator("dialog[open] .clear-more").click();
    await page.locator("dialog[open] .btn.pri").click();
    await page.locator("dialog[open] .refusal", { hasText: "理由" }).waitFor();
    await page.locator("dialog[open]").getByRole("button", { name: "与邮局对账" }).click();
    const given = await downloaded(page, () => page.locator("dialog[open]").getByRole("button", { name: "导出 CSV" }).click());
    assert.match(given.bytes.toString(), /,1\d{10},/);
    const line = await newest(page);
    assert.equal(line.kind, "RegisterExported");
    assert.deepEqual(page.faults, []);
    await page.context().close();
    const chen = await visitAs(hall, "chen");
    await chen.goto("/registers/mailing");
    await chen.locator("tr.sum").waitFor();
    await chen.getByRole("button", { name: "导出" }).click();
    await chen.locator("dialog[open]").waitFor();
    assert.equal(await chen.locator("dialog[open] .clear-more").count(), 0);
    await chen.context().close();
  },
};
