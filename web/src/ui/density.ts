// Height of table rows: the person's choice, remembered.
import { ref } from "vue";

export type Density = "compact" | "normal" | "wide";
const stored = localStorage.getItem("hallbook.density");
export const density = ref<Density>(stored === "compact" || stored === "wide" ? stored : "normal");
export function setDensity(next: Density) {
  density.value = next;
  localStorage.setItem("hallbook.density", next);
}
