// Entries made while the server could not be reached. Each has its own key from the start (sent as Idempotency-Key), so
// sending twice stores once. Personal values stay in memory only: an entry found again after the tab was closed waits
// until they are typed again. Each goes to the unit it was typed in, from whatever unit's page it is sent.
import { computed, ref, watch } from "vue";
import { api, offlineSince, Refused, Unreachable } from "../api/client";
import type { Entry, Register, Values } from "../api/shapes";
import { workingUnit } from "../api/unit";
import { session, user } from "../app/session";
import { waitingCount } from "../ui/waiting";

export interface Waiting {
  key: string;
  person: string;
  unit?: string; // the code of the one it was typed in; absent: kept before a tab had one
  register: string;
  values: Values;
  reason?: string; // of a late entry
  lost: string[]; // personal fields whose values are gone with the closed tab
  refusal: string; // the server did not take it
  at: string;
}

const place = "hallbook.outbox";
const othersMoment = 3000; // ms that the page of an entry has for itself
const all = ref<Waiting[]>(found());
const personal = new Map<string, string[]>(); // register → names of personal fields, filled when one is put in

function found(): Waiting[] {
  try {
    return JSON.parse(localStorage.getItem(place) ?? "[]") as Waiting[];
  } catch {
    return [];
  }
}

/** Other pages of the same person keep their entries in the same place: only one's own changes are written over it. */
const gone = new Set<string>();
function store() {
  const mine = all.value.map((one) => {
    const hidden = (personal.get(one.register) ?? []).filter((name) => one.values[name]);
    const values = Object.fromEntries(Object.entries(one.values).filter(([name]) => !hidden.includes(name)));
    return { ...one, values, lost: [...new Set([...one.lost, ...hidden])] };
  });
  const theirs = found().filter((one) => !gone.has(one.key) && !mine.some((other) => other.key === one.key));
  localStorage.setItem(place, JSON.stringify([...theirs, ...mine]));
}
/** Another page put one in or sent one. */
window.addEventListener("storage", (event) => {
  if (event.key !== place) return;
  const now = found();
  all.value = now.filter((one) => !gone.has(one.key)).map((one) => all.value.find((mine) => mine.key === one.key) ?? one);
  // Its page may be closed before it can send; sent by both, it is stored once.
  if (outbox.value.length) setTimeout(() => void sendAll(), othersMoment);
});

export const outbox = computed(() => all.value.filter((one) => one.person === user.value?.name));
/** Those that need the person: refused, or incomplete after a closed tab. */
export const unfinished = computed(() => outbox.value.filter((one) => one.refusal || one.lost.length));
watch(outbox, (now) => (waitingCount.value = now.length), { immediate: true });

/** `key`: the one it was sent with, for the server may have stored it although its answer never came. */
export function putAside(register: Register, values: Values, key: string, reason = ""): Waiting {
  personal.set(register.name, register.fields.filter((field) => field.personal).map((field) => field.name));
  const one: Waiting = { key, person: user.value?.name ?? "", unit: workingUnit.value, register: register.name, values, reason, lost: [], refusal: "", at: new Date().toISOString() };
  all.value = [...all.value, one];
  store();
  return one;
}

export function takeOut(key: string): Waiting | undefined {
  const one = all.value.find((waiting) => waiting.key === key);
  gone.add(key);
  all.value = all.value.filter((waiting) => waiting.key !== key);
  store();
  return one;
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
        const told = await api.post<Entry>(`/registers/${one.register}/entries`, { values: one.values, ...(one.reason ? { reason: one.reason } : {}) }, { key: one.key, background: true, unit: one.unit ?? "" });
        if (one.unit === workingUnit.value) sent.value = told;
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
