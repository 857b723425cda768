// What people type into a field, understood: 1,204 １２０４ 1.2万 are numbers; 9-18 0918 18 9月18日 are days; 905 9:05 are
// times. Full-width digits (an input method left on, a scanner) are normalised, never refused. Exact: digits are moved as
// text, nothing becomes a floating-point number.
import type { Field } from "../api/shapes";

export interface Understood {
  value: string | null; // as the server reads it; null = empty
  shown: string; // what was understood, when it differs from what was typed
  wrong: "" | "notNumber" | "notDay" | "notTime";
}

const plain = (text: string) => text.normalize("NFKC").trim();

export function readNumber(typed: string, unit = ""): string | null {
  let text = plain(typed).replace(/[\s,，]/g, "").replace("−", "-");
  if (unit && text.endsWith(unit)) text = text.slice(0, -unit.length);
  const found = /^(-?)(\d+)(?:\.(\d*))?(万|亿)?$/.exec(text);
  if (!found) return null;
  const shift = found[4] === "万" ? 4 : found[4] === "亿" ? 8 : 0;
  const decimals = (found[3] ?? "").padEnd(shift, "0");
  const whole = (found[2]! + decimals.slice(0, shift)).replace(/^0+(?=\d)/, "");
  const rest = decimals.slice(shift).replace(/0+$/, "");
  return `${found[1]}${whole}${rest ? `.${rest}` : ""}`;
}

function dayOf(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.toISOString().slice(0, 10);
}

export function readDay(typed: string, today: string): string | null {
  const text = plain(typed).replace(/[年月/.]/g, "-").replace(/日$/, "");
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7));
  let found = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (found) return dayOf(Number(found[1]), Number(found[2]), Number(found[3]));
  found = /^(\d{1,2})-(\d{1,2})$/.exec(text) ?? /^(\d{2})(\d{2})$/.exec(text);
  if (found) return dayOf(year, Number(found[1]), Number(found[2]));
  found = /^(\d{1,2})$/.exec(text);
  return found ? dayOf(year, month, Number(found[1])) : null;
}

export function readTime(typed: string): string | null {
  const text = plain(typed);
  const found = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text) ?? /^(\d{1,2})(\d{2})$/.exec(text);
  if (!found || Number(found[1]) > 23 || Number(found[2]) > 59 || Number(found[3] ?? 0) > 59) return null;
  return `${found[1]!.padStart(2, "0")}:${found[2]}${found[3] && found[3] !== "00" ? `:${found[3]}` : ""}`;
}

/** Names, addresses and long texts stay as they were written; numbers of telephones and papers are narrow. */
function isProse(field: Field): boolean {
  if (field.personal) return field.personal.mask !== "phone" && field.personal.mask !== "id_number";
  return field.max_chars > 60;
}

export function understand(field: Field, typed: string, today: string): Understood {
  const text = typed.trim();
  if (!text) return { value: null, shown: "", wrong: "" };
  const told = (value: string | null, wrong: Understood["wrong"]): Understood =>
    value === null ? { value: text, shown: "", wrong } : { value, shown: value === text ? "" : value, wrong: "" };
  switch (field.type) {
    case "integer":
    case "quantity":
    case "money":
      return told(readNumber(text, field.unit), "notNumber");
    case "date":
      return told(readDay(text, today), "notDay");
    case "time":
      return told(readTime(text), "notTime");
    case "text":
    case "choice":
    case "reference":
    case "ratio":
      return { value: isProse(field) ? text : plain(text), shown: "", wrong: "" };
    case "file":
      return { value: text, shown: "", wrong: "" }; // digest and name, as the server gave them
  }
}
