// The months behind a monthly cap, for its twelve small columns.
import { ref, watch, type Ref } from "vue";
import { api } from "../api/client";
import { told } from "../api/told";
import type { Evaluation, Series } from "./shapes";

/** max(by month: …) against a cap: the worst month counts. */
export function isMonthlyCap(formula: string): boolean {
  return /^\s*(max|min)\s*\(\s*by\s+month\b/.test(formula);
}

export function useMonths(evaluation: Ref<Evaluation | null>) {
  const months = ref<Record<number, { day: string; value: string }[]>>({});
  watch(
    evaluation,
    async (found) => {
      for (const one of found?.indicators.filter((row) => isMonthlyCap(row.formula)) ?? []) {
        try {
          const series = await api.get<Series>(`/evaluation/series/${one.no}`, { project: found!.project.code, as_of: found!.as_of });
          months.value = { ...months.value, [one.no]: series.points.map(({ day, value }) => ({ day, value })) };
        } catch (error) {
          told(error); // without months the figure still stands
        }
      }
    },
    { immediate: true },
  );
  return months;
}
