// Debian's Chromium for the end-to-end tests: one browser, a fresh context for each test, sign-in, axe.
// HALLBOOK_E2E_URL names a running server with the sample year; ./dev test starts one.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(new URL("../../web/package.json", import.meta.url));
const { chromium } = require("playwright-core");
const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

export const base = process.env.HALLBOOK_E2E_URL ?? "http://127.0.0.1:8080";
const patience = Number(process.env.HALLBOOK_E2E_TIMEOUT ?? 20_000); // ms; a slow machine waits, nothing sleeps

let browser;
export async function openBrowser() {
  browser = await chromium.launch({
    executablePath: process.env.HALLBOOK_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}
export const closeBrowser = () => browser?.close();

/** A page in a fresh context, signed in; faults of the page and console errors end the test. */
export async function openPage({ name = "director", language = "zh", theme = "light", width = 1440, height = 1000 } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, locale: language === "zh" ? "zh-CN" : "en-GB" });
  context.setDefaultTimeout(patience);
  await context.addInitScript(([lang, tone]) => {
    localStorage.setItem("hallbook.language", lang);
    localStorage.setItem("hallbook.theme", tone);
  }, [language, theme]);
  const signed = await context.request.post(`${base}/api/v1/session`, { data: { name, password: passwordOf(name) }, headers: { Origin: base } });
  if (!signed.ok()) throw new Error(`sign-in of ${name}: ${signed.status()} ${await signed.text()}`);
  const page = await context.newPage();
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(error.message));
  page.on("console", (message) => message.type() === "error" && !/Failed to load resource/.test(message.text()) && page.faults.push(message.text()));
  return page;
}

/** The sign-ins that a sample year comes with. */
function passwordOf(name) {
  return process.env[`HALLBOOK_E2E_PASSWORD_${name.toUpperCase()}`] ?? process.env.HALLBOOK_E2E_PASSWORD ?? "";
}

export async function go(page, path) {
  await page.goto(base + path);
  await page.locator("main :is(h1, h2):visible").first().waitFor();
}

/** What axe finds serious or critical, as sentences. */
export async function seriousFindings(page) {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
  return violations
    .filter((one) => one.impact === "serious" || one.impact === "critical")
    .flatMap((one) => one.nodes.map((node) => `${one.id}: ${one.help} at ${node.target.join(" ")} ${node.failureSummary?.split("\n")[1] ?? ""}`));
}
