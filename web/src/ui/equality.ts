// Do the rows that a receipt shows make its figure? Computed here, from what stands on the page (ux: equality is by other
// code than the evaluation's). `differs` forbids printing; `unproven` says that only the server has checked.
import { add, equal, exact, subtract, sum, type Exact } from "./exact";
import { formulaValue, type PartSum } from "./formula_value";

export interface ShownReceipt {
  value: string;
  formula: string;
  adds_up: boolean; // what the server found
  total_rows: number;
  parts: (PartSum & { rows: number; rollup: string })[];
  group_by: string;
  groups: { rows: number; sum: string }[];
}

export interface Proof {
  verdict: "equal" | "differs" | "unproven";
  total: Exact | null; // what the rows shown come to
  difference: Exact | null; // of the rows from the figure
}

const buckets = new Set(["month", "quarter", "week", "day"]);

/** What the groups come to by the formula; null = the page cannot tell. */
function totalOf(receipt: ShownReceipt): Exact | null {
  const groups = sum(receipt.groups.map((group) => group.sum));
  const [only, ...others] = receipt.parts;
  if (only && others.length === 0 && only.text === receipt.formula) return groups;
  const inBuckets = buckets.has(receipt.group_by) ? receipt.groups.map((group) => group.sum) : [];
  const byFormula = formulaValue(receipt.formula, receipt.parts, inBuckets);
  if (byFormula) return byFormula;
  return /\b(mean|min|max|last|if)\b/.test(receipt.formula) ? null : groups; // a price: the rows count in the value's unit
}

function rowsAgree(receipt: ShownReceipt): boolean {
  const inParts = receipt.parts.reduce((n, part) => n + part.rows, 0);
  const inGroups = receipt.groups.reduce((n, group) => n + group.rows, 0);
  return inParts === receipt.total_rows && (receipt.groups.length === 0 || inGroups === receipt.total_rows);
}

function partsAgree(receipt: ShownReceipt): boolean {
  return receipt.parts.every((part) => {
    const [rows, rollup] = [exact(part.sum), exact(part.rollup)];
    return rows !== null && rollup !== null && equal(rows, rollup);
  });
}

export function prove(receipt: ShownReceipt): Proof {
  const value = exact(receipt.value);
  const total = totalOf(receipt);
  const difference = total && value && subtract(total, value);
  if (!receipt.adds_up || !rowsAgree(receipt) || !partsAgree(receipt)) return { verdict: "differs", total, difference };
  if (!difference) return { verdict: "unproven", total, difference };
  return { verdict: difference.n === 0n ? "equal" : "differs", total, difference };
}

/** The running sum under a page of rows. */
export function runningTotal(before: Exact, amounts: readonly string[]): Exact | null {
  const page = sum(amounts);
  return page && add(before, page);
}
