import assert from "node:assert/strict";
import { signIn, visit, visitAs } from "./hall.mjs";

export const tests = {
  async "a clerk signs in by keyboard and lands on quick entry"(hall) {
    const page = await visitAs(hall, "zhang");
    await page.waitForURL(/\/record\//);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  },

  async "the bare address leads to the person's own first page, before and after signing in"(hall) {
    const page = await visit(hall);
    await page.goto("/");
    await page.waitForURL(/\/sign-in$/);
    await page.fill("#si-name", "chen");
    await page.fill("#si-password", "Shili-2026");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/brief/);
    await page.goto("/");
    await page.waitForURL(/\/brief/);
    await page.context().close();
  },

  async "a sent address opens after signing in; a foreign one does not"(hall) {
    const page = await visit(hall);
    await page.goto("/registers/mailing?sort=fee");
    await page.waitForURL(/sign-in/);
    await page.fill("#si-name", "li");
    await page.fill("#si-password", "Shili-2026");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/registers\/mailing\?sort=fee/);
    await page.goto("/sign-in?to=//example.com/");
    await signIn(page, "li");
    assert.equal(new URL(page.url()).origin, hall.address);
    await page.context().close();
  },

  async "a session that ended keeps what was typed"(hall) {
    const page = await visitAs(hall, "zhang");
    await page.goto("/record/mailing");
    await page.fill("#field-document", "食品经营许可证");
    await page.fill("#field-recipient", "周建国");
    await page.fill("#field-phone", "13987124460");
    await page.fill("#field-address", "昆明市呈贡区联大街");
    await page.context().clearCookies();
    await page.keyboard.press("Control+Enter");
    await page.waitForSelector("dialog[open] #si-password");
    await page.fill("dialog[open] #si-password", "Shili-2026");
    await page.keyboard.press("Enter");
    await page.waitForSelector("dialog[open] #si-password", { state: "detached" });
    assert.equal(await page.inputValue("#field-recipient"), "周建国");
    await page.context().close();
  },

  async "signing out forgets the session"(hall) {
    const page = await visitAs(hall, "zhao");
    await page.click(".user-menu .who");
    await page.getByRole("button", { name: "退出" }).click();
    await page.waitForURL(/sign-in/);
    await page.goto("/registers");
    await page.waitForURL(/sign-in/);
    await page.context().close();
  },

  // The last one: after it the server makes this address wait.
  async "a wrong password says how many tries are left, keeps the name, and locks at last"(hall) {
    const page = await visit(hall);
    await page.goto("/sign-in");
    let words = "";
    for (let i = 0; i < 8 && !/秒/.test(words); ++i) {
      await page.fill("#si-name", "wu");
      await page.fill("#si-password", `Wrong-${i}`);
      await Promise.all([page.waitForResponse((answer) => answer.url().endsWith("/api/v1/session") && answer.request().method() === "POST"), page.keyboard.press("Enter")]);
      words = await page.locator("[role=alert]").innerText();
      if (i === 0) assert.match(words, /还可试 \d+ 次/);
      assert.equal(await page.inputValue("#si-name"), "wu");
    }
    assert.match(words, /试错太多次.*秒/);
    await page.context().close();
  },
};
