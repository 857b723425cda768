// Titles of registers by name, for rows that name their register; a person who may not list registers sees the names.
import { computed, type ComputedRef } from "vue";
import type { Text } from "../api/shapes";
import { may } from "../app/session";
import { loadRegisters, registers } from "../registers/registers";

export function titlesOf(): ComputedRef<Record<string, Text>> {
  if (!registers.value && may("register.read")) void loadRegisters();
  return computed(() => Object.fromEntries((registers.value ?? []).map((one) => [one.name, one.title])));
}
