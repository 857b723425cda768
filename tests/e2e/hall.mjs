// A hall for the browser tests: a sample year, `hallbook serve` on it, and Debian's Chromium.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const web = new URL("../../web/package.json", import.meta.url);
const { chromium } = createRequire(web)("playwright-core");
export const axeSource = createRequire(web).resolve("axe-core/axe.min.js");
export const samplePassword = "Shili-2026";

const browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Runs the program to its end; its words when it refused. */
export function hallbook(program, ...given) {
  const done = spawnSync(program, given, { encoding: "utf8" });
  if (done.status !== 0) throw new Error(`${program} ${given.join(" ")}: ${done.status}\n${done.stdout}${done.stderr}`);
  return done.stdout;
}

/** Starts `serve` and waits for the line with its address. */
function serve(program, data, listen, config) {
  return new Promise((resolve, reject) => {
    const more = [...(config ? ["--config", config] : []), ...(process.env.HALLBOOK_WEB_ROOT ? ["--web-root", process.env.HALLBOOK_WEB_ROOT] : [])];
    const server = spawn(program, ["--data", data, "serve", "--listen", listen, ...more], { stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    const hear = (bytes) => {
      said += bytes;
      const found = /https?:\/\/(127\.0\.0\.1:\d+)\//.exec(said);
      if (found) resolve({ server, address: `http://${found[1]}` });
    };
    server.stdout.on("data", hear);
    server.stderr.on("data", hear);
    server.on("exit", (status) => reject(new Error(`serve ended with ${status}:\n${said}`)));
  });
}

function ended(server) {
  return new Promise((resolve) => {
    if (server.exitCode !== null) return resolve(server.exitCode);
    server.on("exit", (status) => resolve(status));
    server.kill("SIGTERM");
  });
}

export async function openHall(program) {
  const folder = mkdtempSync(join(tmpdir(), "hallbook-e2e-"));
  const data = join(folder, "data");
  hallbook(program, "demo", data, "--year", "2026");
  let { server, address } = await serve(program, data, "127.0.0.1:0");
  const executablePath = browsers.find((path) => existsSync(path));
  if (!executablePath) throw new Error("no Chromium here; ./dev setup test installs it");
  const browser = await chromium.launch({
    executablePath,
    // The tests may run as root in a container, without a GPU and without a way out.
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  return {
    program,
    browser,
    folder,
    get address() {
      return address;
    },
    /** The server dies and comes back on the same port, as after a power cut. */
    async stop() {
      return ended(server);
    },
    async start() {
      ({ server, address } = await serve(program, data, new URL(address).host));
    },
    async close() {
      await browser.close();
      await ended(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A second hall beside the first, in the same browser: `make` fills its data directory, `config` is its TOML. */
export async function besides(hall, name, { make, config = "" }) {
  const data = join(hall.folder, name);
  const told = make((...given) => hallbook(hall.program, "--data", data, ...given), data);
  const file = join(hall.folder, `${name}.toml`);
  writeFileSync(file, config);
  const { server, address } = await serve(hall.program, data, "127.0.0.1:0", file);
  return { browser: hall.browser, address, told, close: () => ended(server) };
}

/** A page of a new visitor; faults of the page's own scripts fail the test that uses it. */
export async function visit(hall, { width = 1440, height = 900, locale = "zh-CN", dark = false, worker = false } = {}) {
  const context = await hall.browser.newContext({ baseURL: hall.address, viewport: { width, height }, locale, colorScheme: dark ? "dark" : "light", acceptDownloads: true, serviceWorkers: worker ? "allow" : "block" });
  context.setDefaultTimeout(60_000); // how long a state may take to come on a busy machine; what is promised is counted, not timed
  const page = await context.newPage();
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(String(error)));
  page.on("console", (message) => message.type() === "error" && /Content Security Policy|Refused to/.test(message.text()) && page.faults.push(message.text()));
  return page;
}

/** What axe finds serious on a page that its script was brought to. */
export async function findings(page) {
  return page.evaluate(async () => {
    const found = await window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] });
    return found.violations.filter((one) => ["serious", "critical"].includes(one.impact)).map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 160)} ${one.nodes[0].failureSummary?.split("\n")[1] ?? ""}`);
  });
}

export async function signIn(page, name, password = samplePassword) {
  await page.goto("/sign-in");
  await page.fill("#si-name", name);
  await page.fill("#si-password", password);
  await page.keyboard.press("Enter");
  await page.locator("nav.nav, nav.bottom").filter({ visible: true }).first().waitFor();
}

export async function visitAs(hall, name, options) {
  const page = await visit(hall, options);
  await signIn(page, name);
  return page;
}
