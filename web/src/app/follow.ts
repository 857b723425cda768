// Open pages follow the books: `useFollow(kinds, reload)` loads a page anew, quietly, after a line of one of the kinds was
// written by anybody. Never while a person writes on the page, has a dialog open or has gone on to later rows: then the
// shell offers a line to click, and nothing moves under the cursor.
import { onUnmounted, shallowRef } from "vue";
import { api } from "../api/client";
import { onServerEvent, tells, type HeadEvent } from "./events";

/** How a page asks: a reload by itself keeps no session from growing idle, one that a person clicked for does. */
export type Get = typeof api.getByItself;
type Reload = (get: Get) => Promise<unknown>;

/** What the shell's line does when it is clicked; null = nothing new waits. */
export const newsWaiting = shallowRef<(() => void) | null>(null);

const settle = 1000; // ms: one act writes several lines, a busy hall many
const written = new Set<HTMLInputElement | HTMLTextAreaElement>();
const fields = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea";

if (typeof document !== "undefined")
  document.addEventListener("input", (event) => {
    const field = event.target as HTMLElement | null;
    if (field?.closest("main") && field.matches(fields)) written.add(field as HTMLInputElement);
  }, true);

/** A field of the page has the focus, something typed stands in one, or a dialog is open. */
export function isWriting(): boolean {
  if (document.querySelector("dialog[open]")) return true;
  const now = document.activeElement;
  if (now?.closest("main") && now.matches(`${fields}, select, [contenteditable]`)) return true;
  for (const field of written) if (!field.isConnected || field.value === "") written.delete(field);
  return written.size > 0;
}

/** `calm` = false keeps the page as it is: further rows are open, a file lies there to be taken. */
export function useFollow(kinds: readonly string[], reload: Reload, calm: () => boolean = () => true) {
  let late: ReturnType<typeof setTimeout> | undefined;
  const again = () => {
    newsWaiting.value = null;
    void reload(api.get);
  };
  const quietly = () => {
    if (isWriting() || !calm()) return void (newsWaiting.value = again);
    if (newsWaiting.value === again) newsWaiting.value = null;
    // Refused or unreachable: the page stays as it is, and the next line tries again.
    reload(api.getByItself).catch(() => {});
  };
  onServerEvent<HeadEvent>("head", (head) => {
    if (!tells(head.kinds, kinds)) return;
    clearTimeout(late);
    late = setTimeout(quietly, settle);
  });
  onUnmounted(() => {
    clearTimeout(late);
    if (newsWaiting.value === again) newsWaiting.value = null;
  });
}
