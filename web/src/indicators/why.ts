// Why a figure is off, from the facts of its receipt by fixed rules, never guessed. Amounts that come from a group name it,
// so that they open. Empty: the facts at hand say nothing; the server's words stand alone.
import { compare, divide, exact, subtract, type Exact } from "../ui/exact";
import { monthWords } from "../ui/format";
import { amount } from "./printed";
import type { Receipt } from "./shapes";
import { isMonthlyCap } from "./useMonths";

export interface Fact {
  key: "whyMonth" | "whyMonths" | "whyOver" | "whyBehind" | "whyNeeds" | "whyShort" | "whyPoints";
  values: Record<string, string | number>;
  group?: string;
}

const mostMonths = 3;

function monthsOver(receipt: Receipt, cap: Exact, unit: string): Fact[] {
  const over = receipt.groups.flatMap((group) => {
    const value = exact(group.sum);
    return value && compare(value, cap) > 0 ? [{ group, value }] : [];
  });
  const named: Fact[] = over.slice(0, mostMonths).map(({ group, value }) => ({
    key: "whyMonth",
    values: { month: monthWords(group.key), value: amount(value, unit), cap: amount(cap, unit), by: amount(subtract(value, cap), unit) },
    group: group.key,
  }));
  return over.length ? [...named, { key: "whyMonths", values: { n: over.length, of: receipt.groups.length } }] : [];
}

function behindPlan(receipt: Receipt, value: Exact, target: Exact, unit: string): Fact[] {
  const { pace } = receipt;
  const due = exact(pace?.expected);
  if (!pace || !due || compare(value, due) >= 0) return [];
  const facts: Fact[] = [{ key: "whyBehind", values: { due: amount(due, unit), by: amount(subtract(due, value), unit) } }];
  const left = pace.workdays_all - pace.workdays_gone;
  const need = left > 0 ? divide(subtract(target, value), { n: BigInt(left), d: 1n }) : null;
  const now = pace.workdays_gone > 0 ? divide(value, { n: BigInt(pace.workdays_gone), d: 1n }) : null;
  if (need && now) facts.push({ key: "whyNeeds", values: { n: left, need: amount(need, unit), now: amount(now, unit) } });
  return facts;
}

export function whyFacts(receipt: Receipt, operator: string | null, target: string | null, unit: string): Fact[] {
  const [value, wanted] = [exact(receipt.value), exact(target)];
  if (!receipt.why || !value || !wanted) return [];
  const off = amount(compare(value, wanted) < 0 ? subtract(wanted, value) : subtract(value, wanted), unit);
  if (operator?.startsWith("<")) {
    if (compare(value, wanted) <= 0) return [];
    if (isMonthlyCap(receipt.formula) && receipt.group_by === "month") return monthsOver(receipt, wanted, unit);
    return [{ key: "whyOver", values: { value: amount(value, unit), by: off } }];
  }
  if (compare(value, wanted) >= 0) return [];
  if (unit === "ratio") return [{ key: "whyPoints", values: { value: amount(value, unit), by: off.replace("%", "") } }];
  const facts = behindPlan(receipt, value, wanted, unit);
  return facts.length ? facts : [{ key: "whyShort", values: { value: amount(value, unit), by: off } }];
}
