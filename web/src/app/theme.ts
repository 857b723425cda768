// Light or dark: follows the system until the person chooses.
import { ref, watchEffect } from "vue";

export type Theme = "system" | "light" | "dark";
const stored = localStorage.getItem("hallbook.theme");
export const theme = ref<Theme>(stored === "light" || stored === "dark" ? stored : "system");
const system = window.matchMedia?.("(prefers-color-scheme: dark)");
const systemDark = ref(system?.matches ?? false);
system?.addEventListener?.("change", (event) => (systemDark.value = event.matches));

watchEffect(() => {
  const dark = theme.value === "dark" || (theme.value === "system" && systemDark.value);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
});

export function setTheme(next: Theme) {
  theme.value = next;
  localStorage.setItem("hallbook.theme", next);
}
