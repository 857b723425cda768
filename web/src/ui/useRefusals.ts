// An act that the server may refuse: its words stand at the field that it names, else above the buttons. What was typed stays.
import { ref } from "vue";
import { Refused } from "../api/client";
import { told } from "../api/told";

export function useRefusals(known: readonly string[] = []) {
  const refusal = ref("");
  const fields = ref<Record<string, string>>({});
  const busy = ref(false);

  /** undefined when it was refused or nobody answered. */
  async function attempt<T>(act: () => Promise<T>): Promise<T | undefined> {
    if (busy.value) return undefined;
    [refusal.value, fields.value, busy.value] = ["", {}, true];
    try {
      return await act();
    } catch (error) {
      const words = told(error);
      if (error instanceof Refused && known.includes(error.field)) fields.value = { [error.field]: words };
      else refusal.value = words;
      return undefined;
    } finally {
      busy.value = false;
    }
  }
  return { refusal, fields, busy, attempt };
}
