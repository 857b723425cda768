// Light or dark: follows the system until the person chooses.
import { computed, ref, watchEffect } from "vue";

export type Theme = "system" | "light" | "dark";
const stored = localStorage.getItem("hallbook.theme");
export const theme = ref<Theme>(stored === "light" || stored === "dark" ? stored : "system");
const system = window.matchMedia?.("(prefers-color-scheme: dark)");
const systemDark = ref(system?.matches ?? false);
system?.addEventListener?.("change", (event) => (systemDark.value = event.matches));

const dark = computed(() => theme.value === "dark" || (theme.value === "system" && systemDark.value));
watchEffect(() => {
  document.documentElement.dataset.theme = dark.value ? "dark" : "light";
});

export function setTheme(next: Theme) {
  theme.value = next;
  localStorage.setItem("hallbook.theme", next);
}

// Paper is white in both themes.
window.addEventListener?.("beforeprint", () => (document.documentElement.dataset.theme = "light"));
window.addEventListener?.("afterprint", () => (document.documentElement.dataset.theme = dark.value ? "dark" : "light"));
