// The period of the books stands in the address; what is shown is asked for again when it changes.
import { computed, ref, watch } from "vue";
import { useRoute, useRouter } from "vue-router";
import { api, type Query } from "../api/client";
import { told } from "../api/told";
import { type Get, useFollow } from "../app/follow";
import { bookKinds, paidKinds, requestKinds, contractKinds, acceptanceKinds, invoiceKinds, budgetKinds } from "../app/kinds";
import { language } from "../app/language";
import { today } from "../app/session";
import { periodsOf } from "../contracts/periods";

export function usePeriod() {
  const route = useRoute();
  const router = useRouter();
  const period = computed(() => (route.query.period === undefined ? today.value.slice(0, 4) : String(route.query.period)));
  const choices = computed(() => periodsOf(today.value));
  const setPeriod = (next: string) => router.replace({ query: { ...route.query, period: next, after: undefined } });
  return { period, choices, setPeriod };
}

/** Whatever is booked. */
const kinds = [...bookKinds, ...budgetKinds, ...requestKinds, ...paidKinds, ...contractKinds, ...acceptanceKinds, ...invoiceKinds];

export function useAnswer<T>(path: () => string, query: () => Query) {
  const answer = ref<T | null>(null);
  const problem = ref("");
  let asked = 0;
  async function load(get: Get = api.get) {
    const mine = ++asked;
    problem.value = "";
    try {
      const found = await get<T>(path(), query());
      if (mine === asked) answer.value = found as never;
    } catch (error) {
      const words = told(error);
      if (mine === asked) [problem.value, answer.value] = [words, null];
    }
  }
  watch([() => path(), () => JSON.stringify(query()), language], () => load(), { immediate: true });
  useFollow(kinds, load);
  return { answer, problem, load };
}
