// Every page: no serious finding of axe, no sideways scrolling at 360 px, no fault of its scripts; in both languages and
// both themes.
import assert from "node:assert/strict";
import { axeSource, visit, visitAs } from "./hall.mjs";
import { pages } from "./pages.mjs";

async function settled(page) {
  await page.waitForLoadState("load");
  await page.waitForFunction(() => document.querySelector("main") && !document.querySelector("[aria-busy=true]"));
}

async function findings(page) {
  return page.evaluate(async () => {
    const found = await window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] });
    return found.violations.filter((one) => ["serious", "critical"].includes(one.impact)).map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 160)} ${one.nodes[0].failureSummary?.split("\n")[1] ?? ""}`);
  });
}

async function look(hall, options) {
  const bad = [];
  for (const role of [...new Set(pages.map((one) => one.as))]) {
    const page = role ? await visitAs(hall, role, options) : await visit(hall, options);
    // The policy of the pages lets no foreign script in; the one of the test is brought by the browser itself.
    await page.context().addInitScript({ path: axeSource });
    for (const { name, path } of pages.filter((one) => one.as === role)) {
      await page.goto(path);
      await settled(page);
      if (options.axe) for (const finding of await findings(page)) bad.push(`${name}: ${finding}`);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (over > 0) bad.push(`${name}: ${over} px wider than the window of ${options.width}`);
    }
    bad.push(...page.faults);
    await page.context().close();
  }
  assert.deepEqual(bad, []);
}

export const tests = {
  "axe finds nothing serious: Chinese, light": (hall) => look(hall, { axe: true, width: 1440 }),
  "axe finds nothing serious: English, dark, phone": (hall) => look(hall, { axe: true, width: 390, height: 844, locale: "en-GB", dark: true }),
  "no page scrolls sideways at 360 px": (hall) => look(hall, { axe: false, width: 360, height: 740 }),

  async "the language changes everything that is said, and stays"(hall) {
    const page = await visitAs(hall, "li");
    await page.goto("/registers");
    await page.getByRole("button", { name: "EN" }).click();
    await page.getByRole("heading", { name: "Registers" }).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
    const left = await page.locator("main").innerText();
    // Names of registers are said in English; owners are names of the hall's own sections.
    assert.match(left, /Result mailings/);
    await page.reload();
    await page.getByRole("heading", { name: "Registers" }).waitFor();
    await page.context().close();
  },

  async "the one box goes by pinyin initials"(hall) {
    const page = await visitAs(hall, "li");
    await page.goto("/today");
    await page.waitForSelector("nav.nav a");
    await page.keyboard.press("/");
    await page.keyboard.type("tz");
    await page.locator("#one-box-list [aria-selected=true]", { hasText: "台账" }).waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/registers$/);
    await page.context().close();
  },

  async "scripts and styles of the first page stay light"(hall) {
    for (const [name, path, most] of [["zhang", "/record/mailing", 180], ["chen", "/brief", 220]]) {
      const page = await visitAs(hall, name);
      const asked = [];
      page.on("requestfinished", (request) => /\.(js|css)$/.test(new URL(request.url()).pathname) && asked.push(request));
      await page.goto(path);
      await settled(page);
      const sizes = await Promise.all(asked.map(async (request) => (await request.sizes()).responseBodySize));
      const kilobytes = sizes.reduce((sum, size) => sum + size, 0) / 1024;
      assert.ok(asked.length > 3 && kilobytes < most, `${path}: ${kilobytes.toFixed(0)} kB of ${most} allowed`);
      await page.context().close();
    }
  },
};
