// Every page: no serious finding of axe, no sideways scrolling from 360 px to a wall screen, nothing that jumps while it
// loads, no fault of its scripts; in both languages and both themes.
import assert from "node:assert/strict";
import { axeSource, findings, visit, visitAs } from "./hall.mjs";
import { pages, prepare } from "./pages.mjs";

async function settled(page) {
  await page.waitForLoadState("load");
  await page.waitForFunction(() => document.querySelector("main") && !document.querySelector("[aria-busy=true]"));
}

/** What moved under the eye without being asked to (layout shift of the browser's own kind), since the page was opened. */
function watchJumps() {
  window.jumps = [];
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries()) if (!shift.hadRecentInput) window.jumps.push({ value: shift.value, what: shift.sources.map(({ node }) => (node?.outerHTML ?? node?.textContent ?? "gone").slice(0, 80)) });
  }).observe({ type: "layout-shift", buffered: true });
}
const most_jump = 0.1; // what is called good (web.dev/cls)

async function look(hall, options) {
  await prepare(hall);
  const bad = [];
  for (const role of [...new Set(pages.map((one) => one.as))]) {
    const page = role ? await visitAs(hall, role, options) : await visit(hall, options);
    // The policy of the pages lets no foreign script in; the one of the test is brought by the browser itself.
    await page.context().addInitScript({ path: axeSource });
    if (options.jumps) await page.context().addInitScript(watchJumps);
    for (const { name, path } of pages.filter((one) => one.as === role)) {
      await page.goto(path);
      await settled(page);
      if (options.jumps) {
        await page.waitForTimeout(400); // grey lines come after 300 ms, what takes their place may come later
        await settled(page);
        const jumps = await page.evaluate(() => window.jumps);
        const sum = jumps.reduce((all, one) => all + one.value, 0);
        if (sum > most_jump) bad.push(`${name}: jumps by ${sum.toFixed(3)}: ${JSON.stringify(jumps.sort((a, b) => b.value - a.value)[0].what)}`);
      }
      if (options.axe) for (const finding of await findings(page)) bad.push(`${name}: ${finding}`);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (options.wall) {
        const told = await page.evaluate(() => {
          const part = (one) => document.querySelector(one)?.getBoundingClientRect() ?? { width: 0, height: 0 };
          return { main: part("main, .door, .phone").width / innerWidth, nav: part("nav.nav").height - innerHeight, shell: !!document.querySelector(".shell") };
        });
        if (told.main < 0.5 && told.shell) bad.push(`${name}: takes ${told.main.toFixed(2)} of a wall screen`);
        if (told.nav > 1) bad.push(`${name}: the menu is ${told.nav} px higher than the window`);
      }
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
  "no page jumps while it loads": (hall) => look(hall, { jumps: true, width: 1440, height: 900 }),
  "no page jumps while it loads, on a phone": (hall) => look(hall, { jumps: true, width: 390, height: 844 }),
  "no page breaks at 1920 px": (hall) => look(hall, { axe: false, width: 1920, height: 1080 }),
  "no page breaks on a wall screen of 3840 px": (hall) => look(hall, { axe: false, wall: true, width: 3840, height: 2160 }),
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
