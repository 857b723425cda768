// Stored markup is text: in every text field of every register, on the pages that show it; and in the words of a request.
import assert from "node:assert/strict";
import { visitAs } from "./hall.mjs";

const long = "<img src=x id=e onerror=evil=1>";
const short = "<i id=e>"; // for fields of few characters

/** One entry of the register with markup in each text field that takes it; what was refused, by field. */
async function fill([name, today, long, short]) {
  const get = async (path) => (await fetch(`/api/v1${path}`)).json();
  const { fields } = await get(`/registers/${name}`);
  const base = (await get(`/registers/${name}/entries?limit=1`)).items[0]?.values ?? {};
  const texts = fields.filter((field) => field.type === "text" && !field.derived);
  // A register that nobody has written in yet gives no example.
  const some = (field) => (!field.required ? null : field.type === "choice" ? field.choices[0].value : "1");
  const values = {};
  for (const field of fields) {
    if (field.derived) continue;
    if (texts.includes(field)) values[field.name] = field.max_chars >= long.length ? long : short;
    else if (field.name === "action") values.action = field.choices[0].value; // into the store: a new name has nothing to give out
    else values[field.name] = field.type === "date" ? (field.required ? today : null) : (base[field.name] ?? field.default ?? some(field));
  }
  const refused = {};
  for (let tries = 0; tries < 8; ++tries) {
    const answer = await fetch(`/api/v1/registers/${name}/entries`, { method: "POST", headers: { "Content-Type": "application/json", "Idempotency-Key": crypto.getRandomValues(new Uint32Array(4)).join("") }, body: JSON.stringify({ values }) });
    const told = await answer.json();
    if (answer.ok) return { id: told.id, refused, shown: texts.filter((field) => !field.personal && !(field.name in refused)).map((field) => values[field.name]), texts: texts.length };
    if (!(told.field in values)) return { problem: JSON.stringify(told) };
    refused[told.field] = told.message;
    values[told.field] = base[told.field] ?? null;
  }
  return { problem: JSON.stringify(refused) };
}

async function harmless(page, where) {
  const found = await page.evaluate(() => ({ made: [...document.querySelectorAll("#e")].map((one) => one.outerHTML), ran: "evil" in window }));
  assert.deepEqual(found, { made: [], ran: false }, where);
}
const loaded = (page) => page.waitForFunction(() => document.querySelector("main h1, main h2") && !document.querySelector("[aria-busy=true]"));

export const tests = {
  async "in every text field of every register"(hall) {
    const page = await visitAs(hall, "li");
    const { names, today } = await page.evaluate(async () => {
      const all = (await (await fetch("/api/v1/registers")).json()).items.map((one) => one.name);
      return { names: all, today: (await (await fetch("/api/v1/home")).json()).today };
    });
    assert.ok(names.length >= 13, String(names));
    let fields = 0;
    for (const name of names) {
      const made = await page.evaluate(fill, [name, today, long, short]);
      assert.ok(made.id, `${name}: ${made.problem}`);
      assert.deepEqual(Object.keys(made.refused), [], `${name}: ${JSON.stringify(made.refused)}`);
      fields += made.texts;
      await page.goto(`/registers/${name}/${made.id}`);
      await page.locator(".facts").first().waitFor();
      const facts = await page.locator("main").innerText();
      for (const text of made.shown) assert.ok(facts.includes(text), `${name}: ${text} stands on the entry's page`);
      await harmless(page, `${name}, the entry`);
      for (const path of [`/registers/${name}?q=${encodeURIComponent(made.shown[0] ?? "")}`, `/registers/${name}`, `/record/${name}`]) {
        await page.goto(path);
        await loaded(page);
        if (path.includes("?q=") && made.shown.length) await page.locator("table.ledger tbody tr", { hasText: made.shown[0] }).first().waitFor();
        await harmless(page, path);
      }
    }
    assert.ok(fields >= 50, `${fields} text fields were tried`);
    assert.deepEqual(page.faults, []);
    await page.context().close();
    const wu = await visitAs(hall, "wu");
    await wu.goto("/journal");
    await wu.locator("table tbody tr").first().waitFor();
    await harmless(wu, "the journal");
    await wu.context().close();
  },

  async "in the words of a payment request"(hall) {
    const page = await visitAs(hall, "li");
    const made = await page.evaluate(async (text) => {
      const { project, lines } = await (await fetch("/api/v1/funds/overview")).json();
      const line = lines.find((one) => Number(one.free) > 100).line;
      const answer = await fetch("/api/v1/funds/requests", { method: "POST", headers: { "Content-Type": "application/json", "Idempotency-Key": crypto.getRandomValues(new Uint32Array(4)).join("") }, body: JSON.stringify({ project, line, type: "purchase", payee: text, amount: "12", purpose: text, pay_on: "2026-12-31", indicator: 0, papers: [{ kind: "quotation", name: text }] }) });
      return answer.json();
    }, long);
    assert.ok(made.number, JSON.stringify(made));
    for (const path of [`/requests/${made.number}`, "/requests", "/funds", "/today"]) {
      await page.goto(path);
      await loaded(page);
      if (path.startsWith("/requests")) await page.locator("main", { hasText: long }).waitFor();
      await harmless(page, path);
    }
    const cancelled = await page.evaluate(async (number) => (await fetch(`/api/v1/funds/requests/${number}/cancellation`, { method: "POST", headers: { "Content-Type": "application/json", "Idempotency-Key": crypto.getRandomValues(new Uint32Array(4)).join("") }, body: JSON.stringify({ reason: "试完了，撤回" }) })).status, made.number);
    assert.equal(cancelled, 200);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  },
};
