// The server tells open pages what changed: one EventSource for the whole application. A page says
// `onServerEvent("head", act)` while it is mounted; nothing moves under the cursor, the page offers a line to click.
import { onUnmounted } from "vue";
import { address, api, offlineSince } from "../api/client";
import type { Session } from "../api/shapes";

export interface HeadEvent {
  unit: string;
  seq: number;
  kinds: string[]; // of the new lines; "*": too many to tell, of every kind
  registers: string[];
}
/** Whether one of them is among what the event told. */
export function tells(told: readonly string[], wanted: readonly string[]) {
  return told.includes("*") || wanted.some((one) => told.includes(one));
}

type Act = (data: never) => void;
const listeners = new Map<string, Set<Act>>();
let source: EventSource | null = null;
let heard = 0; // the newest line of the journal that open pages know of

function tell(kind: string, data: unknown) {
  if (kind === "head") heard = (data as HeadEvent).seq;
  for (const act of listeners.get(kind) ?? []) act(data as never);
}
function listen(kind: string) {
  source?.addEventListener(kind, (event) => tell(kind, JSON.parse((event as MessageEvent<string>).data)));
}

/** Lines written while nobody listened: before the stream was open, or while it was broken. */
async function catchUp() {
  const now = await api.getByItself<Session>("/session").catch(() => null); // the next answer tells what is wrong
  if (now && now.head > heard) tell("head", { unit: now.user.unit.code, seq: now.head, kinds: ["*"], registers: ["*"] } satisfies HeadEvent);
}

/** `head`: the last line when what the page shows was asked for. */
export function openEvents(head: number) {
  if (source || typeof EventSource === "undefined") return;
  heard = head;
  source = new EventSource(address("/events"));
  source.onopen = () => {
    offlineSince.value = null;
    void catchUp();
  };
  source.onerror = () => {
    // The browser tries again by itself unless the server refused; then the next request tells why.
    if (source?.readyState === EventSource.CLOSED) closeEvents();
    else offlineSince.value ??= new Date();
  };
  for (const kind of new Set(["head", ...listeners.keys()])) listen(kind);
}

export function closeEvents() {
  source?.close();
  source = null;
}

export function onServerEvent<Data>(kind: string, act: (data: Data) => void) {
  if (!listeners.has(kind)) {
    listeners.set(kind, new Set());
    if (kind !== "head") listen(kind); // heard from the beginning
  }
  listeners.get(kind)!.add(act as Act);
  onUnmounted(() => listeners.get(kind)?.delete(act as Act));
}
