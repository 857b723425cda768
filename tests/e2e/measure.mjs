// A person at a page, counted: fields touched, Enter pressed, mouse clicks, any clicks; and timed. Counts decide in every
// run. Seconds decide only where they are measured (./dev bench tasks: the release program): a test that depends on how
// busy the machine is says nothing of the code.
import assert from "node:assert/strict";

const timed = process.env.HALLBOOK_TIMED === "1";
/** Asserts that it took no longer, in a measured run. */
export function inSeconds(name, found, budget) {
  if (timed) assert.ok(found <= budget, `${name} took too long: ${found.toFixed(1)} of ${budget} s`);
}

function count() {
  const seen = { fields: new Set(), enters: 0, mouse: 0, began: performance.now() };
  window.counted = seen;
  const field = (target) => target.closest?.("[data-field]")?.dataset.field ?? target.id ?? target.name;
  document.addEventListener("input", (event) => seen.fields.add(field(event.target)), true);
  document.addEventListener("change", (event) => seen.fields.add(field(event.target)), true);
  document.addEventListener("keydown", (event) => event.key === "Enter" && ++seen.enters, true);
  document.addEventListener("click", (event) => event.detail > 0 && ++seen.mouse, true); // a key's click has no detail
}

/** Starts counting on the page as it stands; a page that is loaded anew starts anew. */
export async function begin(page) {
  await page.evaluate(count);
}
export async function soFar(page) {
  return page.evaluate(() => ({ fields: window.counted.fields.size, names: [...window.counted.fields], enters: window.counted.enters, mouse: window.counted.mouse, s: (performance.now() - window.counted.began) / 1000 }));
}
/** Asserts the budget and says what was counted. `clicks` are those of the mouse. */
export async function within(page, name, budget) {
  const found = await soFar(page);
  console.log(`        ${name}: ${found.fields} fields, ${found.enters} Enter, ${found.mouse} clicks, ${found.s.toFixed(1)} of ${budget.s} s`);
  const words = JSON.stringify(found);
  inSeconds(name, found.s, budget.s);
  if (budget.fields !== undefined) assert.ok(found.fields <= budget.fields, `${name}: too many fields: ${words}`);
  if (budget.enters !== undefined) assert.ok(found.enters <= budget.enters, `${name}: too many Enter: ${words}`);
  if (budget.clicks !== undefined) assert.ok(found.mouse <= budget.clicks, `${name}: too many clicks: ${words}`);
  return found;
}
