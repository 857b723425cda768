// A printed figure taken apart for the page ("111,985张" → "111,985" + "张"), and exact amounts printed for people.
import { compare, exact, multiply, rounded, subtract, type Exact } from "../ui/exact";
import { figure } from "../ui/format";

export function apart(text: string | null): { number: string; unit: string } {
  const found = /^(-?[\d,.]+%?)(.*)$/.exec(text ?? "");
  return found ? { number: found[1]!, unit: found[2]!.trim() } : { number: text ?? "", unit: "" };
}

/** Decimal places a unit is told with when it is no money and no rate: whole pieces are never split. */
function places(unit: string): number {
  return unit === "元" ? 2 : 0;
}

/** "8644.3" sheets → "8,644"; of rates in percent points. */
export function amount(value: Exact, unit: string): string {
  if (unit === "ratio") return `${rounded(multiply(value, { n: 100n, d: 1n }), 2)}%`;
  return figure(rounded(value, places(unit)));
}

/** The exact value in words of digits: a fraction also as a decimal. */
export function exactly(text: string | null, unit: string): string {
  const value = exact(text);
  if (!value) return "";
  if (unit === "ratio") return `${rounded(multiply(value, { n: 100n, d: 1n }), 6)}%`;
  return figure(text);
}

const scales: Record<string, bigint> = { 万: 10000n, 亿: 100000000n };

/** What a printed figure says in base units; null when it cannot be told. */
export function printedValue(text: string | null): Exact | null {
  const { number, unit } = apart(text);
  const value = exact(number.replace("%", ""));
  if (!value) return null;
  if (number.endsWith("%")) return multiply(value, { n: 1n, d: 100n });
  const scale = scales[unit[0] ?? ""];
  return scale ? multiply(value, { n: scale, d: 1n }) : value;
}

/** True when rounding makes an unmet target look met: 94.96 % printed as 95.0 %. */
export function roundingHides(value: string | null, printed: string | null, target: string | null, operator: string | null): boolean {
  const [real, shown, wanted] = [exact(value), printedValue(printed), exact(target)];
  if (!real || !shown || !wanted || !operator) return false;
  const meets = (one: Exact) => (operator.startsWith("<") ? compare(one, wanted) <= 0 : compare(one, wanted) >= 0);
  return meets(shown) && !meets(real);
}

export function differenceOf(a: string | null, b: string | null): Exact | null {
  const [left, right] = [exact(a), exact(b)];
  return left && right && subtract(left, right);
}
