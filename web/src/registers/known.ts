// What is known already when an entry begins (ux 2.4: ask less than the paper). Pure; the server judges what is saved.
import type { Entry, Field, Register } from "../api/shapes";

const later = (a: Entry, b: Entry) => a.day > b.day || (a.day === b.day && a.id > b.id);

/** The counters of one device: the last reading of each. A device may count staff and public apart. */
export function lastReadings(register: Register, device: string, entries: Entry[]): Entry[] {
  const [first, ...rest] = register.rules.key;
  const newest = new Map<string, Entry>();
  for (const entry of entries) {
    if (entry.values[first!] !== device || entry.state !== "current") continue;
    const series = rest.map((name) => entry.values[name] ?? "").join("\u001f");
    const known = newest.get(series);
    if (!known || later(entry, known)) newest.set(series, entry);
  }
  return [...newest.values()];
}

/** Whose reading is next: the counter that nobody has read for longest, so that two of one device take turns. */
export function readNext(register: Register, device: string, entries: Entry[]): Entry | undefined {
  return lastReadings(register, device, entries).reduce<Entry | undefined>((oldest, one) => (!oldest || later(oldest, one) ? one : oldest), undefined);
}

/** Fields that stay as they are from one entry of a series to the next. */
export function steadyFields(register: Register, except: string): Field[] {
  const { action, reset, key } = register.rules;
  return register.fields.filter((field) => field.name !== except && !field.personal && !field.derived && field.name !== action && field.name !== reset && (field.type === "choice" || key.includes(field.name)));
}

export interface Tickets {
  book: string;
  first: number;
  last: number; // of the stretch that begins with `first`
  left: number; // in the whole book
}

/** The numbers of one book that came in and are neither handed out nor void, in order. */
function freeNumbers(register: Register, entries: Entry[]): [number, number][] {
  const { action, actions, from_no: from, to_no: to } = register.rules;
  const ranges = (meaning: string) => entries.filter((entry) => entry.values[action] === actions[meaning])
    .map((entry): [number, number] => [Number(entry.values[from]), Number(entry.values[to])])
    .filter(([a, b]) => Number.isSafeInteger(a) && Number.isSafeInteger(b) && a <= b);
  let free = ranges("in");
  for (const [a, b] of [...ranges("out"), ...ranges("void")])
    free = free.flatMap(([x, y]): [number, number][] => (b < x || a > y ? [[x, y]] : [...(x < a ? [[x, a - 1] as [number, number]] : []), ...(y > b ? [[b + 1, y] as [number, number]] : [])]));
  return free.sort((one, two) => one[0] - two[0]);
}

/** The next tickets to hand out: of the book that was used last while something is left of it, else of the oldest book. */
export function nextTickets(register: Register, entries: Entry[]): Tickets | null {
  const { action, actions, key } = register.rules;
  const book = key[0]!;
  const current = entries.filter((entry) => entry.state === "current" && entry.values[book]);
  const inOrder = [...current].sort((a, b) => (later(a, b) ? 1 : -1));
  const lastUsed = [...inOrder].reverse().find((entry) => entry.values[action] === actions.out)?.values[book];
  const books = [...new Set([...(lastUsed ? [lastUsed] : []), ...inOrder.map((entry) => entry.values[book]!)])];
  for (const one of books) {
    const free = freeNumbers(register, current.filter((entry) => entry.values[book] === one));
    if (free.length) return { book: one, first: free[0]![0], last: free[0]![1], left: free.reduce((sum, [a, b]) => sum + b - a + 1, 0) };
  }
  return null;
}
