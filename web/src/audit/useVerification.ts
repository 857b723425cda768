// A verification runs on the server; its progress comes as events, and is asked for where events do not reach.
import { onUnmounted, ref } from "vue";
import { api } from "../api/client";
import { told } from "../api/told";
import { onServerEvent } from "../app/events";
import type { Verification } from "./shapes";

export function useVerification() {
  const state = ref<Verification | null>(null);
  const problem = ref("");
  let id = "";
  let timer: ReturnType<typeof setInterval> | undefined;

  function show(found: Verification) {
    if (found.id !== id || (state.value?.state === "done" && found.state !== "done")) return;
    state.value = found;
    if (found.state === "done") clearInterval(timer);
  }
  const ask = async () => show(await api.getByItself<Verification>(`/verifications/${encodeURIComponent(id)}`));
  // The event tells the step; what was found is asked for when it is done.
  onServerEvent<Partial<Verification>>("verification", (told) => {
    if (!id || (told.id && told.id !== id)) return;
    if (told.state === "running" && state.value?.state === "running") state.value = { ...state.value, ...told, problems: state.value.problems, not_covered: state.value.not_covered };
    else void ask();
  });
  onUnmounted(() => clearInterval(timer));

  /** `start` gives the number of what it began. */
  async function follow(start: () => Promise<{ id: string }>) {
    if (state.value?.state === "running") return;
    clearInterval(timer);
    [problem.value, state.value, id] = ["", null, ""];
    try {
      id = (await start()).id;
      await ask();
      if (state.value && (state.value as Verification).state === "running") timer = setInterval(() => void ask(), 1000);
    } catch (error) {
      if (!(error instanceof DOMException && error.name === "AbortError")) problem.value = told(error);
    }
  }
  const verify = (rebuild = false) => follow(() => api.post<{ id: string }>("/verifications", { rebuild }));
  return { state, problem, verify, follow };
}
