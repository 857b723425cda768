// A plan of use as a grid: lines down, months or quarters across. Cells hold what was typed; sums are whole fen.
import { readNumber } from "../ui/typed";

export type Span = "months" | "quarters";

/** The columns of a year: 2026-01 … 2026-12, or 2026-Q1 … 2026-Q4. */
export function periodsOf(year: string, span: Span): string[] {
  return span === "months" ? Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, "0")}`) : [1, 2, 3, 4].map((no) => `${year}-Q${no}`);
}

/** Fen of what stands in a cell: 0 when it is empty, null when it is no amount of at most two decimals, or below zero. */
export function fenOf(typed: string): bigint | null {
  if (!typed.trim()) return 0n;
  const found = /^(\d+)(?:\.(\d{1,2}))?$/.exec(readNumber(typed, "元") ?? "");
  return found ? BigInt(found[1]!) * 100n + BigInt((found[2] ?? "").padEnd(2, "0")) : null;
}

export function yuanOf(fen: bigint): string {
  const size = fen < 0n ? -fen : fen;
  return `${fen < 0n ? "-" : ""}${size / 100n}.${String(size % 100n).padStart(2, "0")}`;
}

/** Cells that are no amounts count as nothing: they are named beside the sums. */
export function sumOf(cells: readonly string[]): bigint {
  return cells.reduce((sum, cell) => sum + (fenOf(cell) ?? 0n), 0n);
}

interface Part {
  period: string;
  amount: string;
}

const quarterOf = (month: string) => `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5, 7)) / 3)}`;
const firstMonthOf = (quarter: string) => `${quarter.slice(0, 4)}-${String(Number(quarter.slice(6)) * 3 - 2).padStart(2, "0")}`;
const isMonth = (period: string) => /^\d{4}-\d{2}$/.test(period);
const isQuarter = (period: string) => /^\d{4}-Q[1-4]$/.test(period);
const short = (fen: bigint) => yuanOf(fen).replace(/\.00$/, "");

/**
 * The cells of a plan under these columns. Months add up to their quarter; a quarter's money stands in its first month, as
 * it may be asked for from there on. null when a part is neither: a grid cannot show it.
 */
export function cellsOf(parts: readonly Part[], year: string, span: Span): string[] | null {
  const columns = periodsOf(year, span);
  const fen = new Map<string, bigint>();
  for (const part of parts) {
    const at = span === "quarters" ? (isMonth(part.period) ? quarterOf(part.period) : part.period) : isQuarter(part.period) ? firstMonthOf(part.period) : part.period;
    const amount = fenOf(part.amount);
    if (!columns.includes(at) || amount === null) return null;
    fen.set(at, (fen.get(at) ?? 0n) + amount);
  }
  return columns.map((column) => (fen.get(column) ? short(fen.get(column)!) : ""));
}

/** What is sent: every cell that is not empty or zero. */
export function partsOf(cells: readonly string[], year: string, span: Span): Part[] {
  return periodsOf(year, span).flatMap((period, i) => {
    const fen = fenOf(cells[i] ?? "");
    return fen ? [{ period, amount: yuanOf(fen) }] : [];
  });
}

/** Months or quarters, whichever the plans that are there use most. */
export function spanOf(plans: readonly (readonly Part[])[]): Span {
  const all = plans.flat();
  return all.filter((part) => isQuarter(part.period)).length > all.filter((part) => isMonth(part.period)).length ? "quarters" : "months";
}

/** A block from a spreadsheet, by rows and cells. */
export function pasted(text: string): string[][] {
  return text.replace(/\r/g, "").replace(/\n$/, "").split("\n").map((row) => row.split("\t").map((cell) => cell.trim()));
}
