// The keys that work on every page: / ? and g + letter. Single letters work only outside fields and can be switched off.
import { onMounted, onUnmounted, ref } from "vue";
import { useRouter } from "vue-router";
import { allEntries } from "./menu";

export const lettersOn = ref(localStorage.getItem("hallbook.letters") !== "off");
export function setLetters(on: boolean) {
  lettersOn.value = on;
  localStorage.setItem("hallbook.letters", on ? "on" : "off");
}

export function inField(event: Event): boolean {
  const target = event.target as HTMLElement | null;
  return !!target?.closest?.("input, textarea, select, [contenteditable='true'], [role='listbox']");
}

/** A bare key outside fields, with no dialog open. */
export function bareKey(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.keyCode === 229) return false;
  return lettersOn.value && !inField(event) && !document.querySelector("dialog[open]");
}

export function useKeys(act: (event: KeyboardEvent) => void) {
  onMounted(() => document.addEventListener("keydown", act));
  onUnmounted(() => document.removeEventListener("keydown", act));
}

export function useShellKeys(acts: { find: () => void; help: () => void }) {
  const router = useRouter();
  let going = false;
  useKeys((event) => {
    if (!bareKey(event)) return;
    if (going) {
      going = false;
      const entry = allEntries.value.find((one) => `Key${one.letter?.toUpperCase()}` === event.code);
      if (entry) {
        event.preventDefault();
        void router.push(entry.path);
      }
    } else if (event.key === "/" || event.code === "Slash" && !event.shiftKey) {
      event.preventDefault();
      acts.find();
    } else if (event.key === "?" || event.key === "？") {
      acts.help();
    } else if (event.code === "KeyG" && !event.shiftKey) {
      going = true;
    }
  });
}
