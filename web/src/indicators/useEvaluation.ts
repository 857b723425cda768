// One evaluation, loaded once for its project and day; home, list and charts read this same one.
import { ref, watch, type Ref } from "vue";
import { api } from "../api/client";
import { told } from "../api/told";
import { language } from "../app/language";
import { onFiguresChanged } from "./figure_events";
import type { Evaluation } from "./shapes";

export interface EvaluationAddress {
  project: string;
  as_of: string;
}

export function useEvaluation(address: Ref<EvaluationAddress>) {
  const evaluation = ref<Evaluation | null>(null);
  const problem = ref("");
  const newer = ref(false); // the books went on since; the page offers a line to click
  let asked = 0;

  async function load() {
    const mine = ++asked;
    problem.value = "";
    try {
      const found = await api.get<Evaluation>("/evaluation", { ...address.value });
      if (mine !== asked) return;
      evaluation.value = found;
      newer.value = false;
    } catch (error) {
      const words = told(error);
      if (mine === asked) problem.value = words;
    }
  }

  watch([() => address.value.project, () => address.value.as_of, language], load, { immediate: true });
  onFiguresChanged((head) => {
    if (evaluation.value && head.seq > evaluation.value.journal_head.seq) newer.value = true;
  });
  return { evaluation, problem, newer, load };
}
