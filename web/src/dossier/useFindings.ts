// Findings of the document and their decisions; one is being answered at a time, nothing is preselected.
import { computed, ref, watch, type Ref } from "vue";
import { api, newKey } from "../api/client";
import { told } from "../api/told";
import { type Get, useFollow } from "../app/follow";
import { projectKinds } from "../app/kinds";
import { language } from "../app/language";
import type { Finding } from "../indicators/shapes";

export const idOf = (finding: Finding) => `${finding.code}-${finding.indicator}`;
export const isOpen = (finding: Finding) => finding.needs_decision && (!finding.decision || finding.decision.proposed);
export const isDecided = (finding: Finding) => !!finding.decision && !finding.decision.proposed;

export function useFindings(path: Ref<string>) {
  const findings = ref<Finding[] | null>(null);
  const problem = ref("");
  const answering = ref(""); // id of the finding whose answer is being given
  const chosen = ref("");
  const reason = ref("");
  const wrong = ref("");
  const done = ref<{ id: string; seq: number } | null>(null);
  let key = newKey();

  async function load(get: Get = api.get) {
    if (!path.value) return;
    try {
      findings.value = (await get<{ items: Finding[] }>(`${path.value}/findings`)).items;
    } catch (error) {
      problem.value = told(error);
    }
  }
  watch([path, language], () => load(), { immediate: true });
  useFollow(projectKinds, load, () => !answering.value);

  function choose(finding: Finding, option: string) {
    if (answering.value !== idOf(finding)) [reason.value, key] = ["", newKey()];
    [answering.value, chosen.value, wrong.value, done.value] = [idOf(finding), option, "", null];
  }
  function leave() {
    [answering.value, chosen.value, reason.value, wrong.value] = ["", "", "", ""];
  }

  /** Refuses itself an empty answer; the server refuses the rest. */
  async function decide(finding: Finding, words: { choose: string; reason: string }) {
    if (!chosen.value) return void (wrong.value = words.choose);
    if ([...reason.value.trim()].length < 4) return void (wrong.value = words.reason);
    try {
      const asked = { finding: finding.code, indicator: finding.indicator, chosen: chosen.value, reason: reason.value.trim() };
      const settled = await api.post<Finding>(`${path.value}/decisions`, asked, { key });
      done.value = { id: idOf(finding), seq: settled.decision?.seq ?? 0 };
      leave();
      await load(); // consequences of the others follow
    } catch (error) {
      wrong.value = told(error);
    }
  }

  const counts = computed(() => {
    const all = findings.value ?? [];
    return { all: all.length, open: all.filter(isOpen).length, decided: all.filter(isDecided).length, note: all.filter((one) => !one.needs_decision && !one.decision).length };
  });
  return { findings, problem, answering, chosen, reason, wrong, done, counts, choose, leave, decide };
}
