// Rounds kept on this phone until the server has acknowledged them. They hold items, windows and ready words, nothing of a
// citizen. A round has its id from the start, so sending it twice stores it once, and goes to the unit it was begun in.
import { computed, ref, watch } from "vue";
import { api, newKey, offlineSince, Refused, Unreachable } from "../api/client";
import { keptAs, workingUnit } from "../api/unit";
import { session, user } from "../app/session";
import { waitingRounds } from "../ui/waiting";
import { bodyOf, type PhoneRound } from "./round_state";
import type { Checklist, Round } from "./shapes";

const place = "hallbook.rounds";
const listPlace = () => keptAs("hallbook.checklist");

function read<T>(key: string, otherwise: T): T {
  try {
    return (JSON.parse(localStorage.getItem(key) ?? "null") as T) ?? otherwise;
  } catch {
    return otherwise;
  }
}

const all = ref<PhoneRound[]>(read<PhoneRound[]>(place, []));
const store = () => localStorage.setItem(place, JSON.stringify(all.value));
/** Another tab of this phone wrote: its rounds are taken over, one's own open one stays. */
window.addEventListener("storage", (event) => {
  if (event.key === place) all.value = read<PhoneRound[]>(place, []);
});

const mine = computed(() => all.value.filter((round) => round.person === user.value?.name));
/** Those of the unit at hand; `waiting` are those of every unit. */
export const pendingRounds = computed(() => mine.value.filter((round) => round.unit === workingUnit.value));
export const waiting = computed(() => mine.value.filter((round) => round.ready));
watch(waiting, (now) => (waitingRounds.value = now.length), { immediate: true });

/** The checklist as the server has it, or as this phone saw it last. */
export async function loadChecklist(): Promise<Checklist> {
  try {
    const told = await api.get<Checklist>("/service/checklist");
    localStorage.setItem(listPlace(), JSON.stringify(told));
    return told;
  } catch (error) {
    const kept = error instanceof Unreachable ? read<Checklist | null>(listPlace(), null) : null;
    if (!kept) throw error;
    return kept;
  }
}

export const openRound = (turn: string) => pendingRounds.value.find((round) => round.turn === turn && !round.ready);

/** The one begun before, else a new one. */
export function beginRound(checklist: Checklist, turn: string): PhoneRound {
  const begun = openRound(turn);
  if (begun && begun.day === checklist.day) return begun;
  const round: PhoneRound = { id: newKey(), person: user.value?.name ?? "", unit: workingUnit.value, turn, day: checklist.day, checklist, answers: {}, ready: false, refusal: "" };
  all.value = [...all.value.filter((other) => other !== begun || Object.keys(other.answers).length), round];
  store();
  return round;
}

/** Every answer is on the disk before the next item shows. */
export function keepRound(round: PhoneRound) {
  all.value = all.value.map((other) => (other.id === round.id ? round : other));
  store();
}
export function dropRound(id: string) {
  all.value = all.value.filter((round) => round.id !== id);
  store();
}

const acknowledged = ref<Record<string, Round>>({});
export const sentRound = (id: string) => acknowledged.value[id];

let sending = false;
export async function sendRounds() {
  if (sending || !session.value || session.value.ended) return;
  sending = true;
  try {
    for (const round of waiting.value.filter((one) => !one.refusal)) {
      try {
        const told = await api.post<Round>("/service/rounds", bodyOf(round), { key: round.id, unit: round.unit ?? "" });
        acknowledged.value = { ...acknowledged.value, [round.id]: told };
        dropRound(round.id);
      } catch (error) {
        if (error instanceof Unreachable) return;
        if (!(error instanceof Refused)) throw error;
        if (error.problem.status === 401 || error.problem.status >= 500) return; // kept; goes again later
        keepRound({ ...round, refusal: error.message });
      }
    }
  } finally {
    sending = false;
  }
}
watch(offlineSince, (since) => !since && void sendRounds());
watch(() => session.value?.session, () => void sendRounds());
window.addEventListener("online", () => void sendRounds());
// A phone that comes back into the hall's network may have no event to tell it.
setInterval(() => waiting.value.length && void sendRounds(), 5_000);
