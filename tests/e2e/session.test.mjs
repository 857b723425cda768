// A session that grows idle, and the first sign-in of a real hall. Halls of their own: one whose sessions last twelve
// seconds, one that is no sample and whose people come from the command line.
import assert from "node:assert/strict";
import { besides, signIn, visit } from "./hall.mjs";

export const tests = {
  async "a session near its end warns, is kept by staying, ends all the same, and keeps what was typed"(hall) {
    const short = await besides(hall, "short", { make: (run, data) => run("demo", data, "--year", "2026"), config: "session_idle_seconds = 12\n" });
    const page = await visit(short);
    await signIn(page, "zhang");
    await page.goto("/record/mailing");
    await page.fill("#field-document", "写到一半的许可证");
    await page.fill("#field-recipient", "周建国");
    // Six seconds without a key or a request: half of so short a session.
    const stay = page.locator("[data-stay]");
    await stay.waitFor();
    assert.match(await page.locator(".locks").innerText(), /快要锁屏了[\s\S]*秒/);
    await stay.press("Enter");
    await stay.waitFor({ state: "detached" });
    assert.equal(await page.evaluate(async () => (await fetch("/api/v1/session", { headers: { "Hallbook-Background": "1" } })).status), 200);
    // Now nobody is there: the warning, then the dialog, with the page behind it as it was.
    await stay.waitFor();
    await page.locator("dialog[open] #si-password").waitFor();
    assert.equal(await page.evaluate(async () => (await fetch("/api/v1/session")).status), 401);
    await page.fill("dialog[open] #si-password", "Shili-2026");
    await page.keyboard.press("Enter");
    await page.locator("dialog[open]").waitFor({ state: "detached" });
    assert.equal(await page.inputValue("#field-document"), "写到一半的许可证");
    assert.equal(await page.inputValue("#field-recipient"), "周建国");
    assert.deepEqual(page.faults, []);
    await page.context().close();
    await short.close();
  },

  async "what a page asks by itself keeps nobody signed in"(hall) {
    const page = await visit(hall);
    await signIn(page, "li");
    await page.goto("/today");
    await page.locator("main h1").waitFor();
    const asked = page.waitForRequest((request) => new URL(request.url()).pathname === "/api/v1/home" && request.headers()["hallbook-background"] === "1");
    const other = await visit(hall);
    await signIn(other, "zhang"); // a line of the journal: the open page looks again by itself
    await asked;
    await other.context().close();
    await page.context().close();
  },

  async "a person made at the command line changes the first password before anything else"(hall) {
    let first = "";
    const real = await besides(hall, "real", {
      make: (run) => {
        run("init", "--unit-code", "E2E", "--unit-name", "试用厅");
        first = JSON.parse(run("--json", "user", "add", "xiaowang", "--display-name", "王小", "--role", "clerk")).first_password;
      },
    });
    const page = await visit(real);
    await page.goto("/registers");
    await page.fill("#si-name", "xiaowang");
    await page.fill("#si-password", first);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/password/);
    await page.goto("/registers"); // there is no way round it
    await page.waitForURL(/\/password/);
    assert.match(await page.locator("main").innerText(), /第一次登录/);
    assert.equal(await page.evaluate(async () => (await (await fetch("/api/v1/registers")).json()).code), "password_change_needed");
    await page.fill("#pw-old", first);
    await page.fill("#pw-new", "Xin-mima-2026");
    await page.fill("#pw-again", "Xin-mima-2026");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/record/);
    await page.goto("/registers");
    await page.locator("main h1").waitFor();
    assert.match(page.url(), /\/registers$/);
    assert.deepEqual(page.faults, []);
    await page.context().close();
    await real.close();
  },
};
