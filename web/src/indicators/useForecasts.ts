// Where each figure is likely to end, for the pace tracks and the words beside them. An estimate: without it the figure stands.
import { ref, watch, type Ref } from "vue";
import { api } from "../api/client";
import { told } from "../api/told";
import { language } from "../app/language";
import type { components } from "../api/types";
import type { Evaluation } from "./shapes";

export type Forecast = components["schemas"]["Forecast"];
type Forecasts = components["schemas"]["Forecasts"];

export function useForecasts(evaluation: Ref<Evaluation | null>) {
  const forecasts = ref<Record<number, Forecast>>({});
  watch(
    [evaluation, language],
    async () => {
      const asked = evaluation.value;
      forecasts.value = {};
      if (!asked) return;
      try {
        const found = await api.get<Forecasts>("/forecast", { project: asked.project.code, as_of: asked.as_of });
        if (asked !== evaluation.value) return;
        forecasts.value = Object.fromEntries(found.items.flatMap((item) => (item.forecast ? [[item.no, item.forecast]] : [])));
      } catch (error) {
        told(error);
      }
    },
    { immediate: true },
  );
  return forecasts;
}
