// How long the session still holds. The server counts; the page asks it, without being active by asking, when the end
// should be near, and warns two minutes before (docs/rules/identity.md, R-IDN-36). Typing is use: it reaches the server
// only with the next request, so a person who just typed keeps the session.
import { onUnmounted, ref, watch } from "vue";
import { activeAt, api, Refused, Unreachable } from "../api/client";
import type { Session } from "../api/shapes";
import { session } from "./session";

/** When the session ends, told while the warning stands; 0 = no warning. */
export const endsAt = ref(0);
/** Staying cannot prolong it: one sign-in lasts so many hours. */
export const cannotStay = ref(false);

/** Seconds before the end that the warning comes; of a very short session the last half. */
export function warnBefore(idle: number): number {
  return Math.min(120, idle / 2);
}
/** What to do when the server says how many seconds are left, and the person typed so many seconds ago. */
export function judge(left: number, idle: number, typedAgo: number): "wait" | "stay" | "warn" {
  if (left > warnBefore(idle)) return "wait";
  return typedAgo < warnBefore(idle) ? "stay" : "warn";
}

let timer: ReturnType<typeof setTimeout> | undefined;
let typedAt = 0;

function look(inSeconds: number) {
  clearTimeout(timer);
  timer = setTimeout(() => void ask(), Math.max(250, inSeconds * 1000));
}

/** 401 opens the sign-in dialog by itself (onSignedOut); without a connection there is nothing to warn of. */
async function told(get: typeof api.get): Promise<Session | null> {
  try {
    return await get<Session>("/session");
  } catch (error) {
    if (error instanceof Refused || error instanceof Unreachable) return null;
    throw error;
  }
}

async function ask() {
  const now = session.value;
  if (!now || now.ended) return;
  const found = await told(api.getByItself);
  if (!found) {
    if (session.value && !session.value.ended) look(warnBefore(now.idle_s)); // no connection: later
    return;
  }
  const { ends_in_s: left, idle_s: idle } = found;
  const what = judge(left, idle, (Date.now() - typedAt) / 1000);
  if (what === "stay" && left < idle) return void stay();
  if (what === "wait") {
    endsAt.value = 0;
    look(left - warnBefore(idle));
    return;
  }
  endsAt.value = Date.now() + left * 1000;
  look(left + 0.5);
}

/** A request of the person's own. What is left afterwards may be short all the same: then the day is over. */
export async function stay() {
  const found = await told(api.get);
  if (!found) return;
  cannotStay.value = found.ends_in_s <= warnBefore(found.idle_s);
  endsAt.value = cannotStay.value ? Date.now() + found.ends_in_s * 1000 : 0;
  look(cannotStay.value ? found.ends_in_s + 0.5 : found.ends_in_s - warnBefore(found.idle_s));
}

function typed() {
  typedAt = Date.now();
}
function seen() {
  if (document.visibilityState === "visible" && session.value) look(0); // a laptop that slept
}

/** Once, in App.vue. */
export function useSessionClock() {
  // Whatever the person asks for moves the end; the server tells how far when it should be near.
  watch([activeAt, () => session.value?.session, () => session.value?.ended], () => {
    const now = session.value;
    clearTimeout(timer);
    if (!cannotStay.value) endsAt.value = 0;
    if (now && !now.ended) look(Math.min(now.ends_in_s, now.idle_s) - warnBefore(now.idle_s));
    else [endsAt.value, cannotStay.value] = [0, false];
  }, { immediate: true });
  for (const kind of ["keydown", "pointerdown"]) document.addEventListener(kind, typed, { passive: true });
  document.addEventListener("visibilitychange", seen);
  onUnmounted(() => {
    clearTimeout(timer);
    for (const kind of ["keydown", "pointerdown"]) document.removeEventListener(kind, typed);
    document.removeEventListener("visibilitychange", seen);
  });
}
