import { expect, it } from "vitest";
import { stateOf } from "./contract_state";
import type { ContractRow } from "./shapes";

const contract = (more: Partial<ContractRow>) => ({ closed_on: null, end_alarm: "", published_on: "2026-01-12", publish_by: null, ...more }) as ContractRow;

it.each([
  [{}, "running"],
  [{ end_alarm: "within_90" }, "within90"],
  [{ end_alarm: "within_30" }, "within30"],
  [{ end_alarm: "ended", published_on: null }, "ended"],
  [{ published_on: null, publish_by: "2026-01-14" }, "publishLate"],
  [{ published_on: null, publish_by: "2026-01-16" }, "toPublish"],
  [{ published_on: null }, "toPublish"],
  [{ closed_on: "2026-03-01", end_alarm: "ended" }, "closed"],
])("%j is %s", (more, key) => {
  expect(stateOf(contract(more), "2026-01-15").key).toBe(key);
});
