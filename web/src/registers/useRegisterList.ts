// The rows of one register by the state in the address. A newer answer replaces an older one; new entries of others are
// announced by a line, rows never move under the cursor.
import { computed, ref, watch } from "vue";
import { useRoute, useRouter } from "vue-router";
import { api } from "../api/client";
import type { EntryList, Register } from "../api/shapes";
import { onServerEvent, tells, type HeadEvent } from "../app/events";
import { definitionOf } from "./registers";
import { isFiltered, readState, rowsQuery, writeState, type ListState } from "./list_query";

export const pageSize = 50;

export function useRegisterList() {
  const route = useRoute();
  const router = useRouter();
  const name = computed(() => String(route.params.register));
  const register = ref<Register | null>(null);
  const list = ref<EntryList | null>(null);
  const stale = ref(false);
  const state = computed(() => readState(route.query));
  let asking: AbortController | null = null;

  async function load() {
    asking?.abort();
    const mine = (asking = new AbortController());
    const found = await definitionOf(name.value);
    const rows = await api.get<EntryList>(`/registers/${name.value}/entries`, rowsQuery(state.value, pageSize), mine.signal);
    if (mine.signal.aborted) return;
    register.value = found;
    list.value = rows;
    stale.value = false;
  }
  watch(name, () => {
    register.value = null;
    list.value = null;
  });
  // Choosing columns changes the address, too, but not the rows.
  watch(() => [name.value, JSON.stringify(rowsQuery(state.value, pageSize))].join(), () => void load(), { immediate: true });
  onServerEvent<HeadEvent>("head", (event) => {
    if (tells(event.registers, [name.value])) stale.value = true;
  });

  /** A change of filter or sort begins at the first page again; `replace` while typing. */
  function change(part: Partial<ListState>, how: "push" | "replace" = "push") {
    const back: Partial<ListState> = "after" in part || "columns" in part ? {} : { after: "", page: 1 };
    void router[how]({ query: writeState({ ...state.value, ...back, ...part }) });
  }
  function next() {
    if (list.value?.next) change({ after: list.value.next, page: state.value.page + 1 });
  }
  const filtered = computed(() => isFiltered(state.value));
  function clear() {
    change({ from: "", to: "", q: "", filters: {}, state: "current" });
  }
  return { name, register, list, state, stale, filtered, load, change, next, clear };
}
