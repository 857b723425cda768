// A verification runs on the server; its progress comes as events, and is asked for where events do not reach.
import { onUnmounted, ref } from "vue";
import { api, Refused } from "../api/client";
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
  onServerEvent<Verification>("verification", (found) => found.state && show({ ...state.value, ...found }));
  onUnmounted(() => clearInterval(timer));

  async function verify() {
    if (state.value?.state === "running") return;
    [problem.value, state.value] = ["", null];
    try {
      id = (await api.post<{ id: string }>("/verifications", { rebuild: false })).id;
      const ask = async () => show(await api.get<Verification>(`/verifications/${encodeURIComponent(id)}`));
      await ask();
      if (state.value && (state.value as Verification).state === "running") timer = setInterval(() => void ask(), 1000);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      problem.value = error.message;
    }
  }
  return { state, problem, verify };
}
