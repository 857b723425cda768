// Pictures of each page for people to look at: node shots.mjs PROGRAM FOLDER [NAME]. At 1440 and 390 px, light; the
// same in dark and in English for the desk.
import { mkdirSync } from "node:fs";
import { openHall, visit, visitAs } from "./hall.mjs";
import { pages, prepare } from "./pages.mjs";

const [program, folder, wanted = ""] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const hall = await openHall(program);
await prepare(hall);
const looks = [
  { tag: "1440", width: 1440, height: 900 },
  { tag: "390", width: 390, height: 844 },
  { tag: "1440-dark", width: 1440, height: 900, dark: true },
  { tag: "390-en", width: 390, height: 844, locale: "en-GB" },
];
try {
  for (const look of looks)
    for (const role of [...new Set(pages.map((one) => one.as))]) {
      const mine = pages.filter((one) => one.as === role && one.name.includes(wanted));
      if (!mine.length) continue;
      const page = role ? await visitAs(hall, role, look) : await visit(hall, look);
      for (const { name, path } of mine) {
        await page.goto(path);
        const settled = () => page.waitForFunction(() => document.querySelector("main h1") && !document.querySelector("[aria-busy=true]"));
        await settled();
        await page.waitForTimeout(350);  // a page says that it loads only after 300 ms
        await settled();
        await page.screenshot({ path: `${folder}/${name}-${look.tag}.png`, fullPage: true });
      }
      await page.context().close();
    }
} finally {
  await hall.close();
}
console.log(`shots: ${folder}`);
