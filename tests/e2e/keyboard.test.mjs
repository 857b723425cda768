// Nothing needs a mouse: tasks of the design (ux §10) that tasks.test.mjs does by clicks, here by the keys alone. Tasks 1 to 3
// are typed there already; 4, 8 and 11 belong to the thumb.
import assert from "node:assert/strict";
import { visitAs } from "./hall.mjs";
import { billOfAQuarter } from "./quarter.mjs";

/** Tab after Tab until it has the focus, as a person goes; a control that Tab never reaches fails here. */
async function tabTo(page, locator, most = 150) {
  await locator.first().waitFor();
  for (let step = 0; step <= most; ++step) {
    if (await locator.first().evaluate((one) => one === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not reach ${locator}`);
}
async function press(page, locator, key = "Enter") {
  await tabTo(page, locator);
  await page.keyboard.press(key);
}
/** No mouse was moved, pressed or turned on the page since it was opened. */
async function byKeys(hall, name) {
  const page = await visitAs(hall, name);
  await page.addInitScript(() => {
    window.mouse = 0;
    for (const kind of ["mousedown", "pointerdown", "wheel"]) document.addEventListener(kind, (event) => event.isTrusted && ++window.mouse, true);
  });
  return page;
}
async function leave(page) {
  assert.equal(await page.evaluate(() => window.mouse), 0);
  assert.deepEqual(page.faults, []);
  await page.context().close();
}

export const tests = {
  async "5: why an indicator is red"(hall) {
    const page = await byKeys(hall, "chen");
    await page.goto("/brief");
    await press(page, page.locator(".lines a.opens"));
    await press(page, page.locator(".side-panel .why a.opens"));
    await page.locator(".rows tbody tr").first().waitFor();
    await leave(page);
  },

  async "6: a file with problems is imported"(hall) {
    const page = await byKeys(hall, "li");
    await page.goto("/import");
    await page.locator("#import-register").waitFor();
    const lines = ["申办流水号,来源,事项名称,实施部门,办理窗口,区域,申报渠道,申请时间,办结时间,承诺办结时限", ...["KEY1,大厅,居民身份证换领,公安分局,A01,A区,窗口,2026-02-03,2026-02-04,5", "KEY2,外星,居民身份证换领,公安分局,A01,A区,窗口,2026-02-03,2026-02-04,5", "KEY3,大厅,居民身份证换领,公安分局,A01,A区,窗口,2026-02-03,2026-02-30,5"]];
    const chooser = page.waitForEvent("filechooser");
    await press(page, page.locator("button.drop"));
    await (await chooser).setFiles({ name: "键盘.csv", mimeType: "text/csv", buffer: Buffer.from(lines.join("\n")) });
    await page.locator(".decide").waitFor();
    await press(page, page.getByRole("button", { name: /导入 1 行，退回 2 行/ }));
    await page.locator(".imported").waitFor();
    await leave(page);
  },

  async "7: a payment request from a quarter's reconciliation"(hall) {
    const bill = await billOfAQuarter(hall);
    const page = await byKeys(hall, "li");
    await page.goto("/reconcile");
    const contract = page.locator("#r-contract");
    await contract.locator(`option[value="${bill.contract}"]`).waitFor({ state: "attached" });
    await tabTo(page, contract);
    // The list is closed and has the focus: each arrow takes the next contract.
    for (let step = 0; step < 40 && (await contract.inputValue()) !== bill.contract; ++step) await page.keyboard.press("ArrowDown");
    assert.equal(await contract.inputValue(), bill.contract);
    await tabTo(page, page.locator(".bill input"));
    await page.keyboard.type(bill.count);
    await tabTo(page, page.locator(".bill input").nth(1));
    await page.keyboard.type(bill.due);
    await page.keyboard.press("Enter");
    await page.locator(".verdict:not(.differs)").waitFor();
    await press(page, page.getByRole("button", { name: "登记“一致”" }));
    await press(page, page.locator("[data-pay]"));
    await page.locator("#field-amount").waitFor();
    assert.equal(await page.inputValue("#field-amount"), bill.due);
    await press(page, page.getByRole("button", { name: "送审" }));
    await page.waitForURL(/\/requests\/Q-/);
    await page.locator(".amount").waitFor();
    await leave(page);
  },

  async "9: the self-evaluation is frozen and printed"(hall) {
    const page = await byKeys(hall, "chen");
    await page.addInitScript(() => {
      window.printed = [];
      Object.defineProperty(HTMLIFrameElement.prototype, "contentWindow", { get() { return { focus() {}, print: () => window.printed.push(this.src) }; } });
    });
    await page.goto("/self-evaluation");
    await press(page, page.locator("[data-step='3']"));
    await tabTo(page, page.locator("#freeze-why"));
    await page.keyboard.type("年度自评，疑义待裁定");
    await press(page, page.locator("[data-freeze-print]"));
    await page.waitForFunction(() => window.printed.length === 1);
    await leave(page);
  },

  async "10: an auditor proves a printed figure"(hall) {
    const chen = await visitAs(hall, "chen");
    const code = await chen.evaluate(async () => {
      const send = (path, body) => fetch(`/api/v1${path}`, { method: "POST", headers: { "Content-Type": "application/json", "Idempotency-Key": crypto.getRandomValues(new Uint32Array(4)).join("") }, body: JSON.stringify(body) });
      const { project, as_of } = await (await fetch("/api/v1/evaluation")).json();
      const { version } = await (await send("/freezes", { project: project.code, as_of, reason: "核验用" })).json();
      return (await (await fetch(`/api/v1/papers/preview?kind=self-evaluation&frozen=${version}`)).json()).code;
    });
    await chen.context().close();
    const page = await byKeys(hall, "wu");
    await page.goto("/targets");
    await page.locator(".evaluation-table").waitFor();
    await page.keyboard.press("/"); // from anywhere: the one box takes what the scanner types
    await page.locator("dialog.one-box[open] input").waitFor();
    await page.keyboard.type(code);
    await page.locator("#one-box-list [aria-selected=true]", { hasText: "核验这张纸" }).waitFor();
    await page.keyboard.press("Enter");
    await page.locator("[data-checked]", { hasText: "对得上" }).waitFor();
    await press(page, page.locator(".evaluation-table tbody tr").nth(3).locator("a.opens").first());
    await page.locator(".side-panel [data-verdict=equal]").waitFor();
    await press(page, page.locator(".acts .verify button"));
    await page.locator(".acts .verify .met", { hasText: "✓" }).waitFor();
    await press(page, page.locator(".side-panel a[href*='rows=all']"));
    await page.locator(".rows tbody tr").first().waitFor();
    await leave(page);
  },

  async "12: a wrong entry is corrected"(hall) {
    const page = await byKeys(hall, "li");
    await page.goto("/registers/mailing");
    await press(page, page.locator("table.ledger tbody tr").nth(4).locator("a.opens").first());
    await press(page, page.getByRole("button", { name: "更正", exact: true }));
    await tabTo(page, page.locator("#field-fee"));
    await page.keyboard.press("Control+A");
    await page.keyboard.type("34.40");
    await press(page, page.getByRole("button", { name: "抄错了" }));
    await page.keyboard.press("Control+Enter");
    await page.locator(".refusal.met", { hasText: "已更正" }).waitFor();
    await leave(page);
  },
};
