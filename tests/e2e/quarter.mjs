// What lies on the desk before task 7 (ux §10): the bill of a quarter from a firm whose contract has the money for it.
import assert from "node:assert/strict";
import { visitAs } from "./hall.mjs";

/** A contract of its own each time, so that two tests may pay their quarters; due and count as the register has them. */
export async function billOfAQuarter(hall) {
  const zhao = await visitAs(hall, "zhao");
  const bill = await zhao.evaluate(async () => {
    const ask = async (path, body) => (await fetch(`/api/v1${path}`, { method: body ? "POST" : "GET", headers: { "Content-Type": "application/json", "Idempotency-Key": crypto.getRandomValues(new Uint32Array(4)).join("") }, body: body && JSON.stringify(body) })).json();
    const { project } = await ask("/funds/overview");
    const made = await ask("/funds/contracts", { title: "水桶清洗", party: "示例饮用水有限公司", project, line: "5", category: "30205", subject: "water", buyer: "zhao", prices: [{ key: "", unit: "桶", price: "1.00", expected: "900" }], signed_on: "2026-10-01", starts_on: "2026-10-01", ends_on: "2026-12-31" });
    if (!made.number) return made;
    const said = await ask("/funds/comparisons", { contract: made.number, period: "2026-Q4", bill: [{ key: "", count: "1", amount: "1" }] });
    return { contract: made.number, party: made.party, line: made.line, due: said.due, count: said.lines?.[0]?.registered };
  });
  assert.ok(Number(bill.due) > 0, JSON.stringify(bill));
  assert.deepEqual(zhao.faults, []);
  await zhao.context().close();
  return bill;
}
