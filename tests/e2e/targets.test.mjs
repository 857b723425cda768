// R-DOS-46 to R-DOS-49: a target adjusted on the table of targets. A hall of its own: the other tests freeze the year.
import assert from "node:assert/strict";
import { besides, findings, axeSource, signIn, visit } from "./hall.mjs";

let halls;
const ours = async (hall) => (halls ??= await besides(hall, "targets", { make: (run, data) => run("demo", data, "--year", "2026") }));
const words = (locator) => locator.innerText().then((text) => text.replace(/\s+/g, " ").trim());
const get = (page, path) => page.evaluate(async (path) => (await fetch(`/api/v1${path}`)).json(), path);
const send = (page, path, body) =>
  page.evaluate(async ([path, body]) => {
    const key = crypto.getRandomValues(new Uint32Array(4)).join("");
    const answer = await fetch(`/api/v1${path}`, { method: "POST", headers: { "Content-Type": "application/json", "Idempotency-Key": key }, body: JSON.stringify(body) });
    return { status: answer.status, body: await answer.json() };
  }, [path, body]);
async function someone(hall, name, options) {
  const page = await visit(await ours(hall), options);
  await signIn(page, name);
  return page;
}
async function leave(page) {
  assert.deepEqual(page.faults, []);
  await page.context().close();
}
const freeze = async (page, as_of) => {
  const { project } = await get(page, "/evaluation");
  const answer = await send(page, "/freezes", { project: project.code, as_of });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return project.code;
};

export const tests = {
  async "who may not edit the project sees the table and nothing to adjust"(hall) {
    const page = await someone(hall, "chen");
    await page.goto("/project/table?adjust=2");
    await page.locator(".paper").waitFor();
    assert.equal(await page.locator(".side-panel").count(), 0);
    assert.equal(await page.locator(".paper a.opens").count(), 0);
    await freeze(page, "2026-06-30"); // the old answer of the next test
    await leave(page);
  },

  async "a target is adjusted with its grounds; both sides are seen first; the old evaluation keeps the old target"(hall) {
    const page = await someone(hall, "li");
    await page.context().addInitScript({ path: axeSource });
    await page.goto("/project/table");
    await page.locator(".paper a.opens", { hasText: "15万张" }).click();
    const value = page.locator("#target-value");
    await value.waitFor();
    assert.equal(await value.inputValue(), "15万张");
    assert.equal(await page.locator("#target-sign").inputValue(), ">=");

    await value.fill("16万件");
    await page.locator("#target-value-problem", { hasText: "单位" }).waitFor();
    await value.fill("－１６万张");
    await page.locator("#target-value-problem", { hasText: "负数" }).waitFor();
    await value.fill("≤１６万张"); // a sign that is typed moves the choice
    await page.locator("[data-after]", { hasText: "≤160,000张" }).waitFor();
    assert.equal(await page.locator("#target-sign").inputValue(), "<=");
    await page.locator("[data-effect]", { hasText: "计分规则" }).waitFor(); // which turns with the sign
    await value.fill("≥１８万张");
    await page.locator("[data-after]", { hasText: "≥180,000张" }).waitFor();
    assert.match(await words(page.locator("[data-effect]")), /目标 ≥150,000张 ≥180,000张/);

    await page.locator("[data-save]").click();
    await page.locator("#reason-problem").waitFor();
    await page.fill("#reason-own", "呈财预〔2026〕18号同意调整");
    assert.deepEqual(await findings(page), []);
    await page.locator("[data-save]").click();
    await page.locator(".refusal.met", { hasText: "第 2 版" }).waitFor();
    await page.locator(".paper a.opens", { hasText: "18万张" }).waitFor();
    await page.locator("[data-adjusted]", { hasText: "文件原写 >=15万张" }).waitFor();

    await page.getByRole("link", { name: "看两版差别" }).click();
    await page.locator("[data-targets]", { hasText: ">=15万张 → >=18万张" }).waitFor();
    await page.locator("table.ledger tbody tr", { hasText: "呈财预〔2026〕18号同意调整" }).waitFor();

    assert.equal((await get(page, "/freezes/1")).indicators[1].target, "150000");
    assert.equal((await get(page, "/freezes/1/holds")).holds, true);
    assert.equal((await get(page, "/evaluation")).indicators[1].target, "180000");
    await page.goto("/freezes/1");
    await page.getByText("≥150,000张").first().waitFor();
    await leave(page);
  },

  async "of two people the second is told, keeps what was typed and saves after looking"(hall) {
    const [first, second] = [await someone(hall, "li"), await someone(hall, "li", { width: 390, height: 844 })];
    for (const page of [first, second]) {
      await page.goto("/project/table?adjust=3");
      await page.locator("#target-value").waitFor();
    }
    const give = async (page, typed) => {
      await page.fill("#target-value", typed);
      await page.locator("[data-after]").waitFor();
      await page.locator(".ready button").first().click();
      await page.locator("[data-save]").click();
    };
    await give(first, "320");
    await first.locator(".refusal.met").waitFor();
    await give(second, "310桶");
    await second.locator(".refusal.watch").waitFor();
    assert.equal(await second.inputValue("#target-value"), "310桶", "what was typed stays");
    await second.locator("[data-effect]", { hasText: "≤320桶" }).waitFor();
    await second.locator("[data-save]").click();
    await second.locator(".refusal.met").waitFor();
    await second.locator(".paper-scroll", { hasText: "310桶" }).waitFor({ state: "attached" });
    await leave(first);
    await leave(second);
  },

  async "once the year is frozen nothing is adjusted, and the page says so before anybody types"(hall) {
    const chen = await someone(hall, "chen");
    await freeze(chen, "2026-12-31");
    await leave(chen);
    const page = await someone(hall, "li");
    await page.goto("/project/table?adjust=2");
    await page.locator(".side-panel .refusal", { hasText: "已经封存" }).waitFor();
    assert.ok(await page.locator("#target-value").isDisabled());
    assert.equal(await page.locator("[data-save]").count(), 0);
    await leave(page);
    await (await ours(hall)).close();
  },
};
