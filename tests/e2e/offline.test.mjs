// Without the server: the shell opens from this machine, entries wait and go once, personal values never reach the disk.
import assert from "node:assert/strict";
import { visitAs } from "./hall.mjs";

async function type(page, waybill, person = "周建国") {
  await page.waitForFunction(() => document.activeElement?.id === "field-document");
  for (const [field, text] of [["document", "食品经营许可证"], ["recipient", person], ["phone", "13987124460"], ["address", "昆明市呈贡区联大街 8 号"], ["waybill", waybill], ["fee", "22"]]) await page.fill(`#field-${field}`, text);
}
const stored = (page, waybill) => page.evaluate(async (text) => (await (await fetch(`/api/v1/registers/mailing/entries?q=${text}`)).json()).total.rows, waybill);

export const tests = {
  async "quick entry opens without the server, keeps an entry, and sends it once when the server is back"(hall) {
    const page = await visitAs(hall, "zhang", { worker: true });
    await page.goto("/record/mailing");
    await page.locator("#field-document").waitFor();
    await page.evaluate(() => navigator.serviceWorker.ready.then((ready) => (ready.active.state === "activated" ? null : new Promise((done) => ready.active.addEventListener("statechange", done)))));
    await page.reload(); // from now on the worker serves the page
    await page.locator("table.ledger tbody tr").first().waitFor();
    assert.equal(await hall.stop(), 0);
    await page.reload();
    await page.locator(".net", { hasText: "连不上服务器" }).waitFor();
    await type(page, "SL00020008801");
    await page.keyboard.press("Control+Enter");
    await page.locator(".net", { hasText: "1 笔等着送出" }).waitFor();
    // Nothing of the person is on the disk: neither in the shell's cache nor in the stores.
    const kept = await page.evaluate(async () => {
      const names = [];
      for (const name of await caches.keys()) for (const request of await (await caches.open(name)).keys()) names.push(new URL(request.url).pathname);
      return { names, stores: JSON.stringify({ ...localStorage, ...sessionStorage }) };
    });
    assert.ok(kept.names.length > 10 && !kept.names.some((name) => name.startsWith("/api/")), String(kept.names));
    for (const personal of ["周建国", "13987124460", "联大街"]) assert.ok(!kept.stores.includes(personal), personal);
    assert.ok(kept.stores.includes("SL00020008801"));
    await hall.start();
    // The page notices by itself, within the time the browser waits before it asks for the events again.
    await page.locator(".net").waitFor({ state: "detached" });
    assert.equal(await stored(page, "SL00020008801"), 1);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  },

  async "an answer that is lost on the way does not store the entry twice"(hall) {
    const page = await visitAs(hall, "zhang");
    await page.goto("/record/mailing");
    await type(page, "SL00020008802");
    let lost = 0;
    await page.route("**/api/v1/registers/mailing/entries?unit=*", async (route) => {
      if (route.request().method() !== "POST" || lost++) return route.continue();
      await route.fetch(); // the server stores it
      await route.abort("connectionreset");
    });
    await page.keyboard.press("Control+Enter");
    await page.locator(".note[role=status]", { hasText: "留在这台电脑上" }).waitFor();
    assert.equal(await stored(page, "SL00020008802"), 1);
    await page.locator(".net").waitFor({ state: "detached" }); // by itself: other requests are answered
    assert.equal(lost, 2, "it was sent again");
    assert.equal(await stored(page, "SL00020008802"), 1);
    await page.context().close();
  },
};
