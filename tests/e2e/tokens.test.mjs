// R-IDN-60 to R-IDN-67: a person issues a token, a program outside the browser asks with it, and is locked out when it is ended.
import assert from "node:assert/strict";
import { besides, samplePassword, signIn, visit } from "./hall.mjs";

const asks = (hall, secret, path = "/registers") => fetch(`${hall.address}/api/v1${path}`, { headers: { Authorization: `Bearer ${secret}`, "Accept-Language": "zh" } });

export const tests = {
  async "a token is shown once, opens the interface to a program, and is ended"(hall) {
    const page = await visit(hall);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: hall.address });
    await signIn(page, "li");
    await page.goto("/tokens");
    // By the keyboard alone: what is missing is said and gets the focus.
    await page.getByRole("button", { name: "签发令牌" }).press("Enter");
    await page.locator("#token-title:focus").waitFor();
    await page.keyboard.press("Enter");
    await page.locator("dialog[open] .hint.wrong").first().waitFor();
    await page.fill("#token-title", "大屏取数");
    await page.selectOption("#token-days", "30");
    await page.fill("#token-password", "Cuo-de-mima-1");
    await page.keyboard.press("Enter");
    await page.locator("dialog[open] .hint.wrong", { hasText: "密码不对" }).waitFor();
    await page.locator("#token-password:focus").waitFor();
    await page.fill("#token-password", samplePassword);
    await page.keyboard.press("Enter");
    const field = page.locator("[data-secret]");
    await field.waitFor();
    const secret = await field.inputValue();
    assert.match(secret, /^hb_[0-9a-f]{48}$/);
    await page.getByRole("button", { name: "复制" }).press("Enter");
    await page.locator("dialog[open] .hint.met", { hasText: "已复制" }).waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), secret);
    await page.keyboard.press("Escape"); // does not throw it away
    assert.equal(await field.inputValue(), secret);
    await page.getByRole("button", { name: "已放好" }).press("Enter");
    await page.locator("dialog[open]").waitFor({ state: "detached" });
    const row = page.locator("table.ledger tbody tr", { hasText: "大屏取数" });
    await row.filter({ hasText: "没用过" }).waitFor();
    await page.reload();
    await row.waitFor();
    assert.ok(!(await page.content()).includes(secret.slice(3)), "nothing shows the secret again");

    const told = await asks(hall, secret);
    assert.equal(told.status, 200);
    assert.ok((await told.json()).items.length > 5);
    assert.equal((await asks(hall, secret, "/tokens")).status, 403);
    await page.reload();
    await row.filter({ hasNotText: "没用过" }).waitFor();

    await row.getByRole("button", { name: "结束" }).press("Enter");
    await page.locator("dialog[open]", { hasText: "马上就进不来了" }).waitFor();
    await page.getByRole("button", { name: "留着" }).press("Enter");
    await page.locator("dialog[open]").waitFor({ state: "detached" });
    assert.equal((await asks(hall, secret)).status, 200);
    await row.getByRole("button", { name: "结束" }).press("Enter");
    await page.getByRole("button", { name: "结束它" }).press("Enter");
    await row.filter({ hasText: "已结束" }).waitFor();
    const over = await asks(hall, secret);
    assert.equal(over.status, 401);
    assert.match(over.headers.get("www-authenticate"), /^Bearer/);
    assert.match((await over.json()).message, /程序令牌/);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  },

  async "an administrator sees the tokens of the hall's people and ends one"(shared) {
    // A hall of its own: in the shared one the administrator may have set up one-time codes (people.test).
    const hall = await besides(shared, "tokens", { make: (run, data) => run("demo", data, "--year", "2026") });
    const theirs = await visit(hall);
    await signIn(theirs, "sun");
    await theirs.goto("/tokens");
    await theirs.getByRole("button", { name: "签发令牌" }).click();
    await theirs.fill("#token-title", "巡检平板");
    await theirs.fill("#token-password", samplePassword);
    await theirs.keyboard.press("Enter");
    const secret = await theirs.locator("[data-secret]").inputValue();
    assert.equal((await asks(hall, secret)).status, 200);

    const page = await visit(hall);
    await signIn(page, "qian");
    await page.goto("/users");
    await page.getByRole("link", { name: "程序令牌" }).click();
    const row = page.locator("table.ledger tbody tr", { hasText: "巡检平板" });
    await row.getByRole("button", { name: "结束" }).click();
    await page.getByRole("button", { name: "结束它" }).click();
    await row.filter({ hasText: "已结束" }).waitFor();
    assert.equal((await asks(hall, secret)).status, 401);
    assert.deepEqual(page.faults, []);
    await page.context().close();
    await theirs.context().close();
    await hall.close();
  },
};
