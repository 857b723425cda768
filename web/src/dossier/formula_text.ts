// The text of a formula as its editor shows it: coloured pieces, the place of an error underlined, and what may follow
// the caret. The server alone judges a formula; this only helps to type it.
import type { Text } from "../api/shapes";
import type { FormulaProblem, Vocabulary, VocabularyRegister } from "./shapes";

export interface Piece {
  text: string;
  kind: "word" | "function" | "string" | "number" | "sign";
  wrong: boolean;
}

const token = /("[^"]*"?)|(\d+(?:\.\d+)?%?)|([A-Za-z_][A-Za-z_0-9]*)|(\s+)|(.)/gsu;
const functions = new Set(["sum", "count", "mean", "min", "max", "last", "rate", "price", "by", "month", "quarter", "week", "day", "if", "missing", "then", "in", "not"]);

function kindOf(found: RegExpMatchArray): Piece["kind"] {
  if (found[1] !== undefined) return "string";
  if (found[2] !== undefined) return "number";
  if (found[3] !== undefined) return functions.has(found[3]) ? "function" : "word";
  return "sign";
}

/** Positions of the server are in characters; those of a script string in UTF-16 units. */
export function unitOf(text: string, character: number): number {
  return [...text].slice(0, character).join("").length;
}

/** Ranges of the text that are wrong; an error at the very end takes the last character, so that it can be seen. */
export function wrongRanges(text: string, problems: readonly FormulaProblem[]): [number, number][] {
  return problems.map(({ at, length }) => {
    const from = Math.min(unitOf(text, at), Math.max(text.length - 1, 0));
    return [from, Math.max(unitOf(text, at + length), from + 1)];
  });
}

export function pieces(text: string, problems: readonly FormulaProblem[] = []): Piece[] {
  const ranges = wrongRanges(text, problems);
  const found: Piece[] = [];
  for (const match of text.matchAll(token)) {
    const from = match.index;
    const to = from + match[0].length;
    const cuts = ranges.flat().filter((cut) => cut > from && cut < to);
    const edges = [from, ...[...new Set(cuts)].sort((a, b) => a - b), to];
    for (let i = 0; i + 1 < edges.length; i++) {
      const [start, end] = [edges[i]!, edges[i + 1]!];
      const wrong = ranges.some(([a, b]) => start >= a && end <= b);
      found.push({ text: text.slice(start, end), kind: kindOf(match), wrong });
    }
  }
  return found;
}

export interface Suggestion {
  insert: string;
  title: Text;
  hint: string;
}

export interface Completion {
  from: number; // what is replaced: [from, caret)
  items: Suggestion[];
}

interface Place {
  fn: string; // innermost open call, "" = none
  args: string; // its text up to the caret
  quote: boolean; // inside an open string
  typed: string; // what has been typed of the name or string
}

function placeOf(before: string): Place {
  const quote = (before.match(/"/g)?.length ?? 0) % 2 === 1;
  const typed = quote ? before.slice(before.lastIndexOf('"') + 1) : /[\p{L}_][\p{L}_0-9]*$/u.exec(before)?.[0] ?? "";
  let depth = 0;
  let string = false;
  for (let i = before.length - 1; i >= 0; i--) {
    if (before[i] === '"') string = !string;
    if (string && !quote) continue;
    if (before[i] === ")") depth++;
    if (before[i] === "(" && depth-- === 0) {
      const fn = /([a-z]+)\s*$/.exec(before.slice(0, i))?.[1] ?? "";
      return { fn, args: before.slice(i + 1), quote, typed };
    }
  }
  return { fn: "", args: before, quote, typed };
}

const totals = new Set(["sum", "mean", "min", "max", "last"]);

function registerItems(vocabulary: Vocabulary, withDot: boolean): Suggestion[] {
  return vocabulary.registers
    .filter((register) => !withDot || register.measures.length > 0)
    .map((register) => ({ insert: register.name + (withDot ? "." : ""), title: register.title, hint: register.name }));
}

function filterItems(register: VocabularyRegister): Suggestion[] {
  const dimensions = register.dimensions.map((one) => ({ insert: `${one.name} = `, title: one.title, hint: one.name }));
  return [...dimensions, ...register.filters.map((one) => ({ insert: one.name, title: one.title, hint: one.name }))];
}

function valueItems(register: VocabularyRegister | undefined, args: string, open: boolean): Suggestion[] {
  const field = /([A-Za-z_]\w*)\s*(?:=|!=|in\s*\[[^\]]*)\s*"?[^"]*$/.exec(args)?.[1];
  const values = register?.dimensions.find((one) => one.name === field)?.values ?? [];
  return values.map((value) => ({ insert: open ? `${value}"` : `"${value}"`, title: { zh: value, en: value }, hint: field ?? "" }));
}

function callItems(vocabulary: Vocabulary, place: Place): Suggestion[] {
  const named = (name: string) => vocabulary.registers.find((register) => register.name === name);
  if (place.fn === "price" && place.quote)
    return vocabulary.prices.map((one) => ({ insert: `${one.name}"`, title: one.title, hint: `${one.amount} ${one.unit}` }));
  if (place.fn === "rate" && place.quote && !place.args.includes(","))
    return vocabulary.rates.map((one) => ({ insert: `${one.name}", ${one.register}`, title: one.title, hint: one.name }));
  const first = /^\s*(?:by\s+\w+\s*:\s*)?([a-z_]\w*)?(\.)?(\w*)(,)?/.exec(place.args);
  const register = named(first?.[1] ?? "");
  const afterComma = /,[^,]*$/.test(place.args) && !!register;
  if (afterComma && (place.quote || /(=|\[|,\s*"[^"]*"\s*,)\s*$/.test(place.args))) return valueItems(register, place.args, place.quote);
  if (afterComma && register) return filterItems(register);
  if (register && first?.[2]) return register.measures.map((one) => ({ insert: one.name, title: one.title, hint: one.unit ?? "" }));
  if (place.fn === "count" || place.fn === "rate") return registerItems(vocabulary, false);
  return totals.has(place.fn) ? [...registerItems(vocabulary, true), ...functionItems(vocabulary)] : functionItems(vocabulary);
}

function functionItems(vocabulary: Vocabulary): Suggestion[] {
  return vocabulary.functions.map((one) => ({ insert: `${one.name}(`, title: one.words, hint: one.signature }));
}

function fits(item: Suggestion, typed: string): boolean {
  const wanted = typed.toLowerCase();
  return [item.insert.replace(/^"/, ""), item.title.zh, item.title.en].some((text) => text.toLowerCase().includes(wanted));
}

/** What may stand at the caret, at most eight, those that begin with what was typed first. */
export function complete(text: string, caret: number, vocabulary: Vocabulary): Completion {
  const place = placeOf(text.slice(0, caret));
  const starts = (item: Suggestion) => item.insert.replace(/^"/, "").toLowerCase().startsWith(place.typed.toLowerCase());
  const items = callItems(vocabulary, place).filter((item) => fits(item, place.typed));
  items.sort((a, b) => Number(starts(b)) - Number(starts(a)));
  return { from: caret - place.typed.length, items: items.slice(0, 8) };
}
