// Registers and their definitions, asked for once and kept until the server says that definitions changed.
import { ref } from "vue";
import { api } from "../api/client";
import { orCopy } from "../api/offline_copy";
import type { Field, List, Register, RegisterRow, Values } from "../api/shapes";

export const registers = ref<RegisterRow[] | null>(null);
const known = new Map<string, Promise<Register>>();

export async function loadRegisters(): Promise<RegisterRow[]> {
  const all = await orCopy("registers", () => api.get<List<RegisterRow>>("/registers", { limit: 500 }));
  registers.value = all.items;
  return all.items;
}

export function definitionOf(name: string): Promise<Register> {
  let found = known.get(name);
  if (!found) {
    found = orCopy(`register.${name}`, () => api.get<Register>(`/registers/${encodeURIComponent(name)}`));
    found.catch(() => known.delete(name));
    known.set(name, found);
  }
  return found;
}

export function forgetDefinitions() {
  known.clear();
}

/** The fields that every entry touches; the others fold away in quick entry. */
export function mainFields(register: Register): Field[] {
  const keys = register.rules.key;
  return register.fields.filter((field) => field.required || field.sum || field.derived || field.dimension || keys.includes(field.name));
}

export function startValues(register: Register, today: string): Values {
  const values: Values = {};
  for (const field of register.fields) values[field.name] = field.name === register.date_field ? today : field.default;
  return values;
}

export function withoutPersonal(register: Register, values: Values): Values {
  const kept: Values = {};
  for (const field of register.fields) if (!field.personal && values[field.name]) kept[field.name] = values[field.name]!;
  return kept;
}

/** What one recognises an entry by: its key, else its first text. */
export function nameField(register: Register): Field | undefined {
  const keys = register.rules.key;
  const shown = register.fields.filter((field) => !field.personal && !field.derived);
  return shown.find((field) => field.type === "text" && field.required) ?? shown.find((field) => keys.includes(field.name)) ?? shown[0];
}
export function statusField(register: Register): Field | undefined {
  return register.fields.find((field) => field.name === register.rules.status);
}
