// The journal's lines by the filter in the address, page by page backwards.
import { computed, ref, watch } from "vue";
import { useRoute, useRouter } from "vue-router";
import { api } from "../api/client";
import { told } from "../api/told";
import { onServerEvent, type HeadEvent } from "../app/events";
import { language } from "../app/language";
import type { JournalKind, JournalLine, JournalPage } from "./shapes";

export const filterNames = ["q", "kind", "actor", "from", "to", "register", "entry"] as const;
export type FilterName = (typeof filterNames)[number];

export function useJournal() {
  const route = useRoute();
  const router = useRouter();
  const lines = ref<JournalLine[] | null>(null);
  const kinds = ref<JournalKind[]>([]);
  const next = ref<string | null>(null);
  const problem = ref("");
  const newer = ref(false);
  const filter = computed(() => Object.fromEntries(filterNames.map((name) => [name, String(route.query[name] ?? "")])) as Record<FilterName, string>);
  const narrowed = computed(() => filterNames.filter((name) => filter.value[name]));
  let asked = 0;

  async function load(after = "") {
    const mine = ++asked;
    problem.value = "";
    try {
      const page = await api.get<JournalPage>("/journal", { ...filter.value, after, limit: 50 });
      if (mine !== asked) return;
      lines.value = after ? [...(lines.value ?? []), ...page.items] : page.items;
      [next.value, kinds.value] = [page.next, page.kinds];
      if (!after) newer.value = false;
    } catch (error) {
      const words = told(error);
      if (mine === asked) problem.value = words;
    }
  }
  watch([() => JSON.stringify(filter.value), language], () => load(), { immediate: true });
  onServerEvent<HeadEvent>("head", () => (newer.value = true));

  function set(name: FilterName, value: string) {
    void router.replace({ path: route.path, query: { ...route.query, [name]: value || undefined } });
  }
  const clear = () => router.replace({ path: route.path });
  return { lines, kinds, next, problem, newer, filter, narrowed, load, set, clear };
}
