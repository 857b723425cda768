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

async function jumped(page) {
  await page.waitForTimeout(400); // grey lines come after 300 ms, what takes their place may come later
  await settled(page);
  const jumps = await page.evaluate(() => window.jumps);
  const sum = jumps.reduce((all, one) => all + one.value, 0);
  return sum > most_jump ? [`jumps by ${sum.toFixed(3)}: ${JSON.stringify(jumps.sort((a, b) => b.value - a.value)[0].what)}`] : [];
}

/** What does not fit a window of this size; a wall screen is filled. */
async function broken(page, { width, height }) {
  await page.setViewportSize({ width, height });
  const told = await page.evaluate(async () => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const part = (one) => document.querySelector(one)?.getBoundingClientRect() ?? { width: 0, height: 0 };
    return { over: document.documentElement.scrollWidth - window.innerWidth, main: part("main, .door, .phone").width / innerWidth, nav: part("nav.nav").height - innerHeight, shell: !!document.querySelector(".shell") };
  });
  const bad = [];
  if (told.over > 0) bad.push(`${told.over} px wider than the window of ${width}`);
  if (width > 3000 && told.main < 0.5 && told.shell) bad.push(`takes ${told.main.toFixed(2)} of a wall screen`);
  if (width > 3000 && told.nav > 1) bad.push(`the menu is ${told.nav} px higher than the window`);
  return bad;
}

/** Each page is opened once at the first of the sizes and then drawn at the others. */
async function look(hall, { sizes, jumps = false, axe = false, ...options }) {
  await prepare(hall);
  const bad = [];
  for (const role of [...new Set(pages.map((one) => one.as))]) {
    const page = await (role ? visitAs(hall, role, { ...sizes[0], ...options }) : visit(hall, { ...sizes[0], ...options }));
    // The policy of the pages lets no foreign script in; the one of the test is brought by the browser itself.
    await page.context().addInitScript({ path: axeSource });
    if (jumps) await page.context().addInitScript(watchJumps);
    for (const { name, path } of pages.filter((one) => one.as === role)) {
      await page.setViewportSize(sizes[0]);
      await page.goto(path);
      await settled(page);
      const found = [...(jumps ? await jumped(page) : []), ...(axe ? await findings(page) : [])];
      for (const size of sizes) found.push(...(await broken(page, size)));
      bad.push(...found.map((one) => `${name}: ${one}`));
    }
    bad.push(...page.faults);
    await page.context().close();
  }
  assert.deepEqual(bad, []);
}

const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const small = { width: 360, height: 740 };
const large = { width: 1920, height: 1080 };
const wall = { width: 3840, height: 2160 };

export const tests = {
  "Chinese, light: no page jumps or breaks up to a wall screen, axe finds nothing serious": (hall) => look(hall, { jumps: true, axe: true, sizes: [desk, large, wall] }),
  "Chinese, on a phone: no page jumps, none scrolls sideways at 360 px": (hall) => look(hall, { jumps: true, sizes: [phone, small] }),
  "English, dark, on a phone: axe finds nothing serious": (hall) => look(hall, { axe: true, sizes: [phone], locale: "en-GB", dark: true }),

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
