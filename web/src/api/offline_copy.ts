// What quick entry needs to open again without the server: who is signed in and what the registers look like. Kept for this
// tab and unit only, gone when it closes or the person signs out; entries and their personal values are never among it.
import { Unreachable } from "./client";
import { unitInAddress } from "./unit";

const all = "hallbook.copy.";
const stem = `${all}${unitInAddress}.`;

export function keepCopy(name: string, told: unknown) {
  sessionStorage.setItem(stem + name, JSON.stringify(told));
}

export async function orCopy<T>(name: string, ask: () => Promise<T>): Promise<T> {
  try {
    const told = await ask();
    keepCopy(name, told);
    return told;
  } catch (error) {
    const kept = error instanceof Unreachable ? sessionStorage.getItem(stem + name) : null;
    if (kept === null) throw error;
    return JSON.parse(kept) as T;
  }
}

export function dropCopies() {
  for (const name of Object.keys(sessionStorage)) if (name.startsWith(all)) sessionStorage.removeItem(name);
}
