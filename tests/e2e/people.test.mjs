import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { samplePassword, signIn, visit } from "./hall.mjs";

/** The six digits an authenticator shows for this key now (RFC 6238, SHA-1, 30 seconds). */
function codeOf(secret, at = Date.now()) {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret].map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const mac = createHmac("sha1", key).update(counter).digest();
  const from = mac[19] & 15;
  return String((mac.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

export const tests = {
  async "an administrator sets up one-time codes, signs in with one, adds a person, who changes the first password"(hall) {
    let page = await visit(hall);
    await signIn(page, "qian");
    await page.waitForURL(/\/users/);  // a sample's administrator may wait with the codes; a hall's may not
    await page.goto("/second-factor");
    await page.getByRole("button", { name: "开动态码" }).click();
    const secret = (await page.locator(".key").innerText()).replace(/\s/g, "");
    await page.fill("#factor-code", codeOf(secret));
    await page.keyboard.press("Enter");
    await page.locator(".st.met").waitFor();
    await page.context().close();

    page = await visit(hall);
    await page.goto("/sign-in");
    await page.fill("#si-name", "qian");
    await page.fill("#si-password", samplePassword);
    await page.keyboard.press("Enter");
    await page.locator("#si-code").waitFor();
    // The next half minute's code: the one that set it up is used up.
    await page.fill("#si-code", codeOf(secret, Date.now() + 30_000));
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/users/);
    await page.getByRole("button", { name: "加人" }).click();
    await page.fill("#new-display", "新同事");
    await page.fill("#new-name", "xintongshi");
    await page.locator(".pick").getByRole("button", { name: "窗口人员" }).click();
    await page.keyboard.press("Tab");
    await page.locator(".add .btn.pri").click();
    const first = (await page.locator(".refusal.met b").innerText()).trim();
    assert.ok(first.length >= 8, first);

    // One person has one account: the second one is refused, and named.
    const number = "530112199006064562";
    const sayWhose = async (name) => {
      await page.goto(`/users/${name}`);
      await page.getByRole("button", { name: "登记本人" }).first().click();
      await page.fill("#citizen-number", number);
      await page.keyboard.press("Enter");
    };
    await sayWhose("xintongshi");
    await page.locator(".refusal.met", { hasText: "号码没有保存" }).waitFor();
    await sayWhose("li");
    await page.locator(".refusal", { hasText: "xintongshi" }).waitFor();
    assert.ok(!(await page.content()).includes(number), "the number stands nowhere in the page but in its field");
    assert.deepEqual(page.faults, []);
    await page.context().close();

    const theirs = await visit(hall);
    await theirs.goto("/sign-in");
    await theirs.fill("#si-name", "xintongshi");
    await theirs.fill("#si-password", first);
    await theirs.keyboard.press("Enter");
    await theirs.waitForURL(/\/record\//);  // in a sample nobody is made to change it; a hall's person is led here first
    await theirs.goto("/password");
    await theirs.fill("#pw-old", first);
    await theirs.fill("#pw-new", "Xin-mima-2026");
    await theirs.fill("#pw-again", "Xin-mima-2027");
    await theirs.keyboard.press("Enter");
    assert.match(await theirs.locator("#pw-again-problem").innerText(), /不一样/);
    await theirs.fill("#pw-again", "Xin-mima-2026");
    await theirs.keyboard.press("Enter");
    await theirs.waitForURL(/\/record\//);
    await theirs.context().close();
  },
};
