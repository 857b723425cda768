// A list that comes page by page: the first page whenever what is asked for changes or a line of `kinds` was written, then
// on from the last row.
import { ref, watch } from "vue";
import { api } from "../api/client";
import { told } from "../api/told";
import { type Get, useFollow } from "../app/follow";

interface Page<Row> {
  items: Row[];
  next: string | null;
}

export function usePages<Row>(asked: () => { path: string; query: Record<string, string | undefined> }, kinds: readonly string[] = []) {
  const rows = ref<Row[] | null>(null);
  const next = ref<string | null>(null);
  const problem = ref("");
  const busy = ref(false);
  let latest = 0;
  let further = false; // rows beyond the first page are open

  async function page(after: string | null = null, get: Get = api.get) {
    const own = ++latest;
    further = after !== null;
    busy.value = true;
    try {
      const { path, query } = asked();
      const got = await get<Page<Row>>(path, { ...query, ...(after ? { after } : {}) });
      if (own !== latest) return; // asked for something else meanwhile
      rows.value = after ? [...((rows.value as Row[] | null) ?? []), ...got.items] : got.items;
      next.value = got.next;
      problem.value = "";
    } catch (error) {
      if (own === latest) problem.value = told(error);
    } finally {
      if (own === latest) busy.value = false;
    }
  }
  watch(() => JSON.stringify(asked()), () => void page(), { immediate: true });
  useFollow(kinds, (get) => page(null, get), () => !further);
  return { rows, next, problem, busy, load: () => page(), more: () => page(next.value) };
}
