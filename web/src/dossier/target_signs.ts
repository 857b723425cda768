// The signs of a target, in every form that an office types them. Words (不低于, 以上) are read by the server.
export const signs = [
  { op: ">=", name: "at_least" },
  { op: ">", name: "more_than" },
  { op: "<=", name: "at_most" },
  { op: "<", name: "less_than" },
  { op: "=", name: "equal" },
] as const;
export type Sign = (typeof signs)[number]["op"];

const forms: readonly [Sign, RegExp][] = [
  [">=", /^(>=|=>|[≥≧⩾≮])/],
  ["<=", /^(<=|=<|[≤≦⩽≯])/],
  [">", /^>/],
  ["<", /^</],
  ["=", /^(==?|═)/],
];

/** The sign that leads what was typed; null when there is none. */
export function signOf(typed: string): Sign | null {
  // NFKC would take ≮ apart on its way through NFD; only full-width and small forms are wanted here.
  const text = typed.trim().replace(/[＝﹦]/g, "=").replace(/[＞﹥]/g, ">").replace(/[＜﹤]/g, "<");
  return forms.find(([, form]) => form.test(text))?.[0] ?? null;
}
