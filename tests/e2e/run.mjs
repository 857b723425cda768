// Runs the browser tests against one hall: node run.mjs PROGRAM [NAME]. Each *.test.mjs exports `tests`, an object of
// name → async (hall) => …; a test that throws has failed. Nothing is skipped and nothing is tried twice.
import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openHall } from "./hall.mjs";

const [program, wanted = ""] = process.argv.slice(2);
const here = new URL(".", import.meta.url);
const hall = await openHall(program);
let failed = 0;
let ran = 0;
try {
  for (const file of readdirSync(here).filter((name) => name.endsWith(".test.mjs")).sort()) {
    const { tests } = await import(new URL(file, here));
    for (const [name, test] of Object.entries(tests)) {
      if (!`${file} ${name}`.includes(wanted)) continue;
      const began = Date.now();
      ++ran;
      try {
        await test(hall);
        console.log(`passed  ${file}: ${name} (${Date.now() - began} ms)`);
      } catch (error) {
        ++failed;
        console.log(`FAILED  ${file}: ${name}\n${error.stack ?? error}`);
        for (const context of hall.browser.contexts()) {
          for (const page of context.pages()) {
            const picture = join(tmpdir(), `hallbook-e2e-failed-${failed}.png`);
            await page.screenshot({ path: picture }).then(() => console.log(`        ${page.url()} ${picture}`), () => {});
          }
          await context.close();
        }
      }
    }
  }
} finally {
  await hall.close();
}
console.log(`e2e: ${ran} tests, ${failed} failed`);
process.exitCode = failed || !ran ? 1 : 0;
