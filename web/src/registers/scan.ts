// A scan into the wrong field (ux 5.2): it moves itself when its shape fits exactly one other field. Shapes are learnt from
// the entries of the register, so no courier's numbering is built in; a shape is letters and digits by kind and length.
import type { Entry, Field, Register, Values } from "../api/shapes";

/** Shorter ones say too little: a counter, a fee, a window are typed. */
const leastScanned = 8;

/** EA123456789CN → Ax2 9x9 Ax2; what an input method made wide is narrow again. */
export function shapeOf(text: string): string {
  const runs = normalScan(text).toUpperCase().match(/[A-Z]+|\d+|[^A-Z\d]+/g) ?? [];
  return runs.map((run) => (/\d/.test(run) ? `9x${run.length}` : /[A-Z]/.test(run) ? `Ax${run.length}` : run)).join(" ");
}

export function normalScan(text: string): string {
  return text.normalize("NFKC").trim();
}

const phone = /^(?:1\d{10}|0\d{9,11})$/;

/** Values of a field that are known open: personal ones come masked and teach nothing. */
function learnt(field: Field, entries: Entry[]): Set<string> {
  const shapes = new Set<string>();
  if (field.type !== "text" || field.personal || field.derived) return shapes;
  for (const entry of entries) {
    const value = entry.values[field.name];
    if (value && normalScan(value).length >= leastScanned && /\d{4}/.test(value)) shapes.add(shapeOf(value));
  }
  return shapes;
}

/** The one other field that this text belongs to, or null. A field that fits itself, or is filled, keeps its own. */
export function placeOf(register: Register, entries: Entry[], values: Values, at: string, scanned: string): string | null {
  const text = normalScan(scanned);
  if (text.length < leastScanned || !/\d{4}/.test(text)) return null;
  const here = register.fields.find((field) => field.name === at);
  if (!here || (here.personal?.mask === "phone" && phone.test(text))) return null;
  const shape = shapeOf(text);
  if (learnt(here, entries).has(shape)) return null;
  const fits = register.fields.filter((field) => field.name !== at && learnt(field, entries).has(shape));
  const only = fits.length === 1 ? fits[0]! : null;
  return only && !values[only.name] ? only.name : null;
}
