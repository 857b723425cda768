// The rows of a receipt as a CSV that a spreadsheet opens: a heading of what the figure is, then the rows, then the total.
import { printed, sum } from "../ui/exact";
import type { ReceiptLine } from "./shapes";

/** Quoted where needed; a text that a spreadsheet would take for a formula gets an apostrophe. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function receiptCsv(head: readonly string[][], lines: readonly ReceiptLine[]): string {
  const total = sum(lines.map((line) => line.counts_as || line.amount));
  const rows = [
    ...head,
    [],
    ["register", "entry", "version", "day", "journal", "amount", "counts_as", "part"],
    ...lines.map((line) => [line.register, String(line.id), String(line.version), line.day, String(line.seq), line.amount, line.counts_as, line.part]),
    ["total", "", "", "", String(lines.length), total ? printed(total) : "", "", ""],
  ];
  return rows.map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}
