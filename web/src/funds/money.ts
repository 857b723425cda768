// Amounts as exact text, in and out: what a page adds up it adds exactly.
import { add, drawn, exact, subtract, zero, type Exact } from "../ui/exact";

const of = (amount: string): Exact => exact(amount) ?? zero;

/** "1234.5" of an exact number of yuan; only whole fen come here. */
function printed(value: Exact): string {
  const fen = (value.n * 100n) / value.d;
  const size = fen < 0n ? -fen : fen;
  return `${fen < 0n ? "-" : ""}${size / 100n}.${String(size % 100n).padStart(2, "0")}`;
}

export function plus(...amounts: string[]): string {
  return printed(amounts.reduce((sum, amount) => add(sum, of(amount)), zero));
}
export function minus(one: string, other: string): string {
  return printed(subtract(of(one), of(other)));
}
export function isMore(one: string, other: string): boolean {
  return subtract(of(one), of(other)).n > 0n;
}
/** A length for a drawing, 0 to 100. */
export function share(amount: string, whole: string): number {
  const all = drawn(of(whole));
  return all > 0 ? Math.min(100, Math.max(0, (drawn(of(amount)) / all) * 100)) : 0;
}
/** "1.50" + "元" fields give "1.5": what the server takes has at most two decimals anyway. */
export function isAmount(text: string | null | undefined): text is string {
  return !!text && /^\d+(\.\d{1,2})?$/.test(text) && exact(text)!.n > 0n;
}

const digits = "零壹贰叁肆伍陆柒捌玖";
const places = ["", "拾", "佰", "仟"];
const groups = ["", "万", "亿", "万亿"];

/** 大写: 1086.00 → 壹仟零捌拾陆元整. For what is typed; the server prints its own on what is kept. */
export function inWords(amount: string): string {
  const [whole = "0", cents = ""] = printed(of(amount)).split(".");
  let words = "";
  let gap = false;
  const parts = whole.replace(/\B(?=(\d{4})+$)/g, ",").split(",");
  parts.forEach((part, i) => {
    const group = part.padStart(4, "0");
    if (group === "0000") return void (gap = gap || words !== "");
    [...group].forEach((digit, k) => {
      if (digit === "0") return void (gap = gap || words !== "");
      if (gap) words += "零";
      gap = false;
      words += digits[Number(digit)]! + places[3 - k]!;
    });
    gap = false;
    words += groups[parts.length - 1 - i]!;
    if (group.endsWith("0") && i < parts.length - 1 && parts[i + 1]!.startsWith("0")) gap = true;
  });
  const [jiao, fen] = [Number(cents[0] ?? 0), Number(cents[1] ?? 0)];
  if (words) words += "元";
  if (!jiao && !fen) return words ? `${words}整` : "零元整";
  if (jiao) words += `${digits[jiao]}角`;
  else if (words) words += "零";
  return fen ? `${words}${digits[fen]}分` : words;
}
