// The keyboard of every entry form. Enter goes to the next field and saves on the last one, Shift+Enter goes back,
// Ctrl+Enter saves from anywhere, F4 copies the last entry's value (twice: the whole entry), F8 then 1–9 changes the
// register. An Enter that confirms a candidate of an input method never moves on: keys are ignored while composing,
// with keyCode 229, and in the tick after compositionend (some input methods end composition before the keydown).
import { onMounted, onUnmounted, type Ref } from "vue";
import { Burst } from "./burst";

export interface EnterFlow {
  save: () => void;
  copy?: (field: string) => void;
  copyAll?: () => void;
  switchRegister?: (digit: number) => void;
  clear?: () => void;
  /** Keys faster than a hand, then Enter: true when the text was moved elsewhere and the cursor stays. */
  scanned?: (field: string, text: string, before: string) => boolean;
}

const focusable = "input:not([disabled]):not([type=hidden]), textarea:not([disabled]), select:not([disabled]), [tabindex='0'], button[aria-checked='true'], button:not([disabled])";

/** The fields in reading order: elements with data-field that can take the focus. */
export function fieldsOf(root: HTMLElement): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>("[data-field]")].filter((field) => !field.hidden && field.querySelector(focusable));
}

export function focusField(field: HTMLElement | undefined) {
  if (!field) return;
  const chosen = field.querySelector<HTMLElement>("[aria-checked='true']") ?? field.querySelector<HTMLElement>(focusable);
  chosen?.focus();
  if (chosen instanceof HTMLInputElement && chosen.type !== "checkbox") chosen.select?.();
}

function isEmpty(field: HTMLElement): boolean {
  const control = field.querySelector<HTMLInputElement>("input, textarea, select");
  return control ? !control.value : !field.querySelector("[aria-checked='true']");
}

export function useEnterFlow(root: Ref<HTMLElement | undefined>, acts: EnterFlow) {
  let justComposed = false;
  let copied = ""; // the field where F4 was pressed last, with nothing typed since
  let choosing = false; // after F8

  function composed() {
    justComposed = true;
    setTimeout(() => (justComposed = false), 0);
  }

  const burst = new Burst();
  let held = ""; // what the field held before the key that is going down
  function aboutToType(event: Event) {
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) held = event.target.value;
  }
  function typed(event: Event) {
    const text = event instanceof InputEvent && event.inputType.startsWith("insert") ? event.data : null;
    if (text && (event.target as HTMLElement).closest("[data-field]")) burst.typed(text, event.timeStamp, held);
    else burst.reset();
  }

  function enter(event: KeyboardEvent, current: HTMLElement | null) {
    if (event.ctrlKey || event.metaKey) return acts.save();
    const scan = burst.scanned(event.timeStamp);
    if (scan && current && !event.shiftKey && acts.scanned?.(current.dataset.field ?? "", scan.text, scan.before)) return;
    const fields = fieldsOf(root.value!);
    const at = current ? fields.indexOf(current) : -1;
    if (event.shiftKey) return focusField(fields[at - 1]);
    if (at === fields.length - 1) return acts.save();
    focusField(fields[at + 1]);
  }

  function onKey(event: KeyboardEvent) {
    if (!root.value || event.isComposing || event.keyCode === 229 || justComposed) return;
    const target = event.target as HTMLElement;
    const current = target.closest<HTMLElement>("[data-field]");
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code);
    if (choosing && digit) {
      choosing = false;
      event.preventDefault();
      acts.switchRegister?.(Number(digit[1]));
    } else if (event.key === "Enter" && (current || event.ctrlKey || event.metaKey)) {
      if (target.closest("[data-own-enter]") && !event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      enter(event, current);
    } else if (event.key === "F4" && !event.altKey && current) {
      event.preventDefault();
      const name = current.dataset.field ?? "";
      if (copied === name) acts.copyAll?.();
      else acts.copy?.(name);
      copied = copied === name ? "" : name;
    } else if (event.key === "F8") {
      event.preventDefault();
      choosing = true;
    } else if (event.key === "Escape" && current) {
      acts.clear?.();
    } else {
      choosing = false;
      if (event.key !== "Shift" && event.key !== "Control") copied = "";
    }
  }

  // On the document, so that F8 and Ctrl+Enter work before a field has the focus.
  onMounted(() => {
    document.addEventListener("keydown", onKey);
    document.addEventListener("compositionend", composed);
    root.value?.addEventListener("beforeinput", aboutToType);
    root.value?.addEventListener("input", typed);
  });
  onUnmounted(() => {
    document.removeEventListener("keydown", onKey);
    document.removeEventListener("compositionend", composed);
  });
  /** The first field that is still empty: what is filled in needs no visit. */
  function first() {
    const fields = root.value ? fieldsOf(root.value) : [];
    focusField(fields.find(isEmpty) ?? fields[0]);
  }
  return { first };
}
