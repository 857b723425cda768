// The server tells open pages what changed: one EventSource for the whole application. A page says
// `onServerEvent("head", act)` while it is mounted; nothing moves under the cursor, the page offers a line to click.
import { onUnmounted } from "vue";
import { offlineSince } from "../api/client";

export interface HeadEvent {
  unit: string;
  seq: number;
  kind: string;
  register: string;
}

type Act = (data: never) => void;
const listeners = new Map<string, Set<Act>>();
let source: EventSource | null = null;

function listen(kind: string) {
  source?.addEventListener(kind, (event) => {
    const data = JSON.parse((event as MessageEvent<string>).data) as never;
    for (const act of listeners.get(kind) ?? []) act(data);
  });
}

export function openEvents() {
  if (source || typeof EventSource === "undefined") return;
  source = new EventSource("/api/v1/events");
  source.onopen = () => (offlineSince.value = null);
  source.onerror = () => {
    // The browser tries again by itself unless the server refused; then the next request tells why.
    if (source?.readyState === EventSource.CLOSED) closeEvents();
    else offlineSince.value ??= new Date();
  };
  for (const kind of listeners.keys()) listen(kind);
}

export function closeEvents() {
  source?.close();
  source = null;
}

export function onServerEvent<Data>(kind: string, act: (data: Data) => void) {
  if (!listeners.has(kind)) {
    listeners.set(kind, new Set());
    listen(kind);
  }
  listeners.get(kind)!.add(act as Act);
  onUnmounted(() => listeners.get(kind)?.delete(act as Act));
}
