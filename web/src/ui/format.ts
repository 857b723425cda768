// Days, amounts and instants as pages print them; numbers that matter arrive already printed by the server.
import { language, say } from "../app/language";
import { unitTexts } from "./unit_texts";

const grouped = new Intl.NumberFormat("en-US");

/** "12345" → "12,345", "-1086.00" → "−1,086.00"; null is missing, never zero. */
export function figure(value: string | number | null | undefined): string {
  if (value === null || value === undefined || value === "") return "—";
  const text = String(value);
  const found = /^(-?)(\d+)(\.\d+)?$/.exec(text);
  if (!found) return text;
  return `${found[1] ? "−" : ""}${grouped.format(BigInt(found[2]!))}${found[3] ?? ""}`;
}

function dateOf(day: string): Date | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(day);
  return found ? new Date(Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3]))) : null;
}

/** 2026年9月17日　星期四 / Thursday, 17 September 2026 */
export function longDay(day: string): string {
  const date = dateOf(day);
  if (!date) return "";
  if (language.value === "en") return date.toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  return `${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日　星期${"日一二三四五六"[date.getUTCDay()]}`;
}

/** 9月17日（周四） / 17 September (Thu), for sentences. */
export function sentenceDay(day: string): string {
  const date = dateOf(day);
  if (!date) return day;
  if (language.value === "en") {
    const weekday = date.toLocaleDateString("en-GB", { weekday: "short", timeZone: "UTC" });
    return `${date.toLocaleDateString("en-GB", { day: "numeric", month: "long", timeZone: "UTC" })} (${weekday})`;
  }
  return `${date.getUTCMonth() + 1}月${date.getUTCDate()}日（周${"日一二三四五六"[date.getUTCDay()]}）`;
}

/** In tables: 9-17 in the year of `today`, else 2025-09-17. */
export function shortDay(day: string | null | undefined, today: string): string {
  if (!day) return "—";
  return day.slice(0, 4) === today.slice(0, 4) ? `${Number(day.slice(5, 7))}-${day.slice(8, 10)}` : day.slice(0, 10);
}

/** An instant in the hall's time (UTC+8): 2026-09-17 18:02. */
export function instant(at: string | null | undefined): string {
  if (!at) return "—";
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return at;
  return new Date(date.getTime() + 8 * 3600_000).toISOString().slice(0, 16).replace("T", " ");
}

export function clock(at: Date): string {
  return new Date(at.getTime() + 8 * 3600_000).toISOString().slice(11, 16);
}

/** sm3:76cb9abd…be9ba34f: first and last eight digits; the whole one is in `title` and copy. */
export function shortDigest(digest: string | null | undefined): string {
  if (!digest) return "—";
  const plain = digest.replace(/^\w+:/, "");
  return plain.length > 20 ? `${plain.slice(0, 8)} … ${plain.slice(-8)}` : plain;
}

export function bytes(n: number): string {
  if (n < 1024) return `${n} B`;
  if (n < 1024 * 1024) return `${(n / 1024).toFixed(0)} KB`;
  return `${(n / 1024 / 1024).toFixed(1)} MB`;
}

/** Who did it, as the journal writes it: user:chen → chen, by a program with a token too; cli:root → the command line's root. */
export function actorWords(actor: string): string {
  const program = /^user:(\S+) token:(\S+)$/.exec(actor);
  if (program) return language.value === "zh" ? `${program[1]}（程序 ${program[2]}）` : `${program[1]} (program ${program[2]})`;
  const found = /^(user|cli):(.*)$/.exec(actor);
  if (!found) return actor;
  return found[1] === "user" ? found[2]! : language.value === "zh" ? `命令行 ${found[2]}` : `command line, ${found[2]}`;
}

/** "2026-08" as people say it: 2026年8月 / August 2026. */
export function monthWords(month: string): string {
  const found = /^(\d{4})-(\d{2})$/.exec(month);
  if (!found) return month;
  if (language.value === "zh") return `${found[1]}年${Number(found[2])}月`;
  return new Date(Date.UTC(Number(found[1]), Number(found[2]) - 1)).toLocaleDateString("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
}

/** A small count as sentences write it: 七项 in Chinese, 7 in English. */
export function countWord(n: number): string | number {
  return language.value === "zh" && n >= 1 && n <= 10 ? "一二三四五六七八九十"[n - 1]! : n;
}

export function unitText(unit: string): string {
  return unit in unitTexts ? say(unitTexts[unit as keyof typeof unitTexts]) : unit;
}
