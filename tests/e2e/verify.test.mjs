// What leaves the house comes back and is held against the journal: the head, evidence packs; and the journal itself, replayed.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { visitAs } from "./hall.mjs";

const words = (locator) => locator.innerText().then((text) => text.replace(/\s+/g, " ").trim());
async function leave(page) {
  assert.deepEqual(page.faults, []);
  await page.context().close();
}
async function downloaded(hall, page, locator) {
  const [file] = await Promise.all([page.waitForEvent("download"), locator.click()]);
  const path = join(hall.folder, file.suggestedFilename());
  await file.saveAs(path);
  return path;
}

export const tests = {
  // R-API-68, R-API-69, R-API-70
  async "a head goes out as a file, comes back, and stands on the chain; a forged one does not"(hall) {
    const page = await visitAs(hall, "wu");
    await page.goto("/journal");
    await page.locator(".verify a[href$='/verify#head']").click();
    const desk = page.locator("[data-head]");
    await desk.locator("[data-save]").waitFor(); // seen once the head is known
    const path = await downloaded(hall, page, desk.locator("[data-save]"));
    const says = desk.locator("[data-head-says]");
    await desk.locator("[data-head-file]").setInputFiles(path);
    await desk.locator("[data-head-says].met", { hasText: "在我们的链上" }).waitFor();
    const head = JSON.parse(readFileSync(path, "utf8"));
    const field = desk.locator("textarea");
    await field.fill(`${head.seq}:${"a".repeat(64)}`);
    await field.press("Control+Enter");
    await desk.locator("[data-head-says].short", { hasText: "对不上" }).waitFor();
    assert.match(await words(says), new RegExp(head.root)); // what the journal has there
    await field.fill(`${head.seq + 100000}:${head.root}`);
    await desk.locator("[data-check-head]").click();
    await desk.locator("[data-head-says].short", { hasText: "日志只到第" }).waitFor();
    await says.waitFor();
    const broken = join(hall.folder, "broken-head.json");
    writeFileSync(broken, readFileSync(path, "utf8").slice(0, 100));
    await desk.locator("[data-head-file]").setInputFiles(broken);
    await desk.locator(".refusal", { hasText: "文件不完整" }).waitFor();
    writeFileSync(broken, " ".repeat(5000));
    await desk.locator("[data-head-file]").setInputFiles(broken);
    await desk.locator(".refusal", { hasText: "太大" }).waitFor();
    await leave(page);
  },

  // R-API-73
  async "a pack is checked on its own, a damaged one is told by name"(hall) {
    const page = await visitAs(hall, "wu");
    await page.goto("/verify");
    const desk = page.locator("[data-pack]");
    await desk.locator(".drop").waitFor();
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.evaluate(() => Object.assign(document.createElement("a"), { href: "/api/v1/evidence-pack?indicator=4", download: "" }).click()),
    ]);
    const path = join(hall.folder, "four.pack");
    await file.saveAs(path);
    await desk.locator("[data-pack-file]").setInputFiles(path);
    const holds = desk.locator(".refusal.met", { hasText: "成立" });
    await holds.waitFor({ timeout: 300_000 });
    assert.match(await words(holds), /four\.pack.*出自本单位的账/);
    const half = join(hall.folder, "half.pack");
    const bytes = readFileSync(path);
    writeFileSync(half, bytes.subarray(0, bytes.length / 2));
    await desk.locator("[data-pack-file]").setInputFiles(half);
    await desk.locator(".refusal.short, .refusal:not(.met)", { hasText: "half.pack 不成立" }).waitFor({ timeout: 300_000 });
    await leave(page);
  },

  // R-API-74
  async "the journal is replayed beside the books, with progress"(hall) {
    const page = await visitAs(hall, "zhou");
    await page.goto("/verify");
    const desk = page.locator("[data-replay]");
    await desk.locator("[data-replay-now]").click();
    await desk.locator(".progress, .refusal").first().waitFor();
    const same = desk.locator(".refusal.met", { hasText: "每张表都与账一致" });
    await same.waitFor({ timeout: 600_000 });
    await leave(page);
  },
};
