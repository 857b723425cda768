// A person at a page, counted: fields touched, Enter pressed, mouse clicks, any clicks; and timed.
import assert from "node:assert/strict";

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
  console.log(`        ${name}: ${found.fields} fields, ${found.enters} Enter, ${found.mouse} clicks, ${found.s.toFixed(1)} s`);
  const words = JSON.stringify(found);
  assert.ok(found.s <= budget.s, `${name} took too long: ${words}`);
  if (budget.fields !== undefined) assert.ok(found.fields <= budget.fields, `${name}: too many fields: ${words}`);
  if (budget.enters !== undefined) assert.ok(found.enters <= budget.enters, `${name}: too many Enter: ${words}`);
  if (budget.clicks !== undefined) assert.ok(found.mouse <= budget.clicks, `${name}: too many clicks: ${words}`);
  return found;
}
