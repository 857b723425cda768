// What was typed survives a closed tab: one draft a unit, register and person, on this machine, without personal values
// (they are never written to the machine's disk).
import type { Register, Values } from "../api/shapes";
import { keptAs } from "../api/unit";
import { user } from "../app/session";
import { withoutPersonal } from "./registers";

interface Draft {
  at: string;
  values: Values;
}

const stem = () => `${keptAs("hallbook.draft")}.${user.value?.name ?? ""}.`;

export function keepDraft(register: Register, values: Values, untouched: Values) {
  const kept = withoutPersonal(register, values);
  const changed = Object.keys(kept).some((name) => kept[name] !== untouched[name]);
  if (changed) localStorage.setItem(stem() + register.name, JSON.stringify({ at: new Date().toISOString(), values: kept } satisfies Draft));
  else localStorage.removeItem(stem() + register.name);
}

export function draftOf(register: string): Draft | null {
  try {
    return JSON.parse(localStorage.getItem(stem() + register) ?? "null") as Draft | null;
  } catch {
    return null;
  }
}

export function dropDraft(register: string) {
  localStorage.removeItem(stem() + register);
}

/** Names of the registers with an unfinished draft. */
export function draftRegisters(): string[] {
  return Object.keys(localStorage).filter((key) => key.startsWith(stem())).map((key) => key.slice(stem().length));
}
