// A register as the book that it prints as (ux 11): 25 lines a page, carried over and brought forward, the month's total
// between single rules, the year's above a double one, corrected and void lines struck through. Pure and exact.
import type { Entry } from "../api/shapes";
import { add, exact, printed, zero, type Exact } from "../ui/exact";

export const linesOnPage = 25;

export type Sums = Record<string, string>; // measure → exact amount
export type BookLine =
  | { kind: "entry"; entry: Entry; struck: boolean }
  | { kind: "month"; month: string; rows: number; sums: Sums }
  | { kind: "year"; year: string; rows: number; sums: Sums };
export interface BookPage {
  no: number;
  broughtForward: Sums | null; // of the running year; null on the first page and when a year begins
  lines: BookLine[];
  carriedOver: Sums | null; // null on the last page and when a year has just ended
}
export interface Book {
  pages: BookPage[];
  rows: number;
  sums: Sums; // of the rows in force, to be compared with the server's total
}

type Amounts = Map<string, Exact>;
const told = (amounts: Amounts): Sums => Object.fromEntries([...amounts].map(([name, amount]) => [name, printed(amount)]));

class Tally {
  rows = 0;
  readonly amounts: Amounts;
  constructor(measures: string[], before: Sums = {}) {
    this.amounts = new Map(measures.map((name) => [name, exact(before[name]) ?? zero]));
  }
  take(entry: Entry) {
    ++this.rows;
    for (const [name, amount] of this.amounts) this.amounts.set(name, add(amount, exact(entry.values[name]) ?? zero));
  }
}

/** In order of day; of one entry the older version first. `before`: the year's sums up to the day where the book begins. */
export function bookOf(entries: Entry[], measures: string[], before: Sums = {}): Book {
  const lines: { line: BookLine; year: Sums; endsYear: boolean }[] = [];
  const all = new Tally(measures);
  let month = new Tally(measures);
  let year = new Tally(measures, before);
  entries.forEach((entry, i) => {
    const struck = entry.state !== "current";
    if (!struck) for (const tally of [all, month, year]) tally.take(entry);
    lines.push({ line: { kind: "entry", entry, struck }, year: told(year.amounts), endsYear: false });
    const next = entries[i + 1]?.day ?? "";
    if (next.slice(0, 7) === entry.day.slice(0, 7)) return;
    const sums = told(year.amounts);
    const endsYear = next.slice(0, 4) !== entry.day.slice(0, 4);
    lines.push({ line: { kind: "month", month: entry.day.slice(0, 7), rows: month.rows, sums: told(month.amounts) }, year: sums, endsYear: false });
    lines.push({ line: { kind: "year", year: entry.day.slice(0, 4), rows: year.rows, sums }, year: sums, endsYear });
    month = new Tally(measures);
    if (endsYear) year = new Tally(measures);
  });
  const pages: BookPage[] = [];
  for (let at = 0; at < lines.length; at += linesOnPage) {
    const mine = lines.slice(at, at + linesOnPage);
    const last = mine[mine.length - 1]!;
    const previous = lines[at - 1];
    pages.push({
      no: pages.length + 1,
      broughtForward: previous && !previous.endsYear ? previous.year : null,
      lines: mine.map((one) => one.line),
      carriedOver: at + linesOnPage < lines.length && !last.endsYear ? last.year : null,
    });
  }
  return { pages, rows: all.rows, sums: told(all.amounts) };
}
