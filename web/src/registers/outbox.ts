// Entries made while the server could not be reached. Each has its own key from the start (sent as Idempotency-Key), so
// sending twice stores once. Personal values stay in memory only: an entry found again after the tab was closed waits
// until they are typed again.
import { computed, ref, watch } from "vue";
import { api, newKey, offlineSince, Refused, Unreachable } from "../api/client";
import type { Entry, Register, Values } from "../api/shapes";
import { session, user } from "../app/session";
import { waitingCount } from "../ui/waiting";
import { withoutPersonal } from "./registers";

export interface Waiting {
  key: string;
  person: string;
  register: string;
  values: Values;
  lost: string[]; // personal fields whose values are gone with the closed tab
  refusal: string; // the server did not take it
  at: string;
}

const place = "hallbook.outbox";
const all = ref<Waiting[]>(found());
const personal = new Map<string, string[]>(); // register → names of personal fields, filled when one is put in

function found(): Waiting[] {
  try {
    return JSON.parse(localStorage.getItem(place) ?? "[]") as Waiting[];
  } catch {
    return [];
  }
}

function store() {
  const kept = all.value.map((one) => {
    const hidden = (personal.get(one.register) ?? []).filter((name) => one.values[name]);
    const values = Object.fromEntries(Object.entries(one.values).filter(([name]) => !hidden.includes(name)));
    return { ...one, values, lost: [...new Set([...one.lost, ...hidden])] };
  });
  localStorage.setItem(place, JSON.stringify(kept));
}

export const outbox = computed(() => all.value.filter((one) => one.person === user.value?.name));
watch(outbox, (now) => (waitingCount.value = now.length), { immediate: true });

export function putAside(register: Register, values: Values): Waiting {
  personal.set(register.name, register.fields.filter((field) => field.personal).map((field) => field.name));
  const one: Waiting = { key: newKey(), person: user.value?.name ?? "", register: register.name, values, lost: [], refusal: "", at: new Date().toISOString() };
  all.value = [...all.value, one];
  store();
  return one;
}

export function takeOut(key: string): Waiting | undefined {
  const one = all.value.find((waiting) => waiting.key === key);
  all.value = all.value.filter((waiting) => waiting.key !== key);
  store();
  return one;
}

export function keepable(register: Register, values: Values): boolean {
  return Object.keys(withoutPersonal(register, values)).length > 0;
}

let sending = false;
const sent = ref<Entry | null>(null);
export const lastSent = computed(() => sent.value);

export async function sendAll() {
  if (sending || !session.value || session.value.ended) return;
  sending = true;
  try {
    for (const one of outbox.value.filter((waiting) => !waiting.lost.length && !waiting.refusal)) {
      try {
        sent.value = await api.post<Entry>(`/registers/${one.register}/entries`, { values: one.values }, { key: one.key });
        takeOut(one.key);
      } catch (error) {
        if (error instanceof Unreachable) return;
        if (!(error instanceof Refused)) throw error;
        all.value = all.value.map((waiting) => (waiting.key === one.key ? { ...waiting, refusal: error.message } : waiting));
        store();
      }
    }
  } finally {
    sending = false;
  }
}

watch(offlineSince, (since) => !since && void sendAll());
window.addEventListener("beforeunload", (event) => {
  if (all.value.some((one) => (personal.get(one.register) ?? []).some((name) => one.values[name]))) event.preventDefault();
});
