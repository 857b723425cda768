// The width of the side panel: the person's choice, remembered. Pages leave room for it by the custom property --panel.
import { ref, watch } from "vue";

export const least = 480;
export const most = 960;
const stored = Number(localStorage.getItem("hallbook.panel"));
export const panelWidth = ref(stored >= least && stored <= most ? stored : window.innerWidth <= 1400 ? 548 : 588);

export function widen(by: number) {
  panelWidth.value += by;
}

watch(
  panelWidth,
  (width) => {
    const fits = Math.min(Math.max(Math.round(width), least), most);
    if (fits !== width) panelWidth.value = fits;
    document.documentElement.style.setProperty("--panel", `${fits}px`);
    localStorage.setItem("hallbook.panel", String(fits));
  },
  { immediate: true },
);
