// The receipt of one figure: loaded for its address, groups and rows of one page; verified on demand.
import { ref, watch, type Ref } from "vue";
import { api } from "../api/client";
import { told } from "../api/told";
import type { Receipt, ReceiptVerified } from "./shapes";

export interface ReceiptAddress {
  no: number;
  project: string;
  as_of: string;
  by: string;
  group: string;
  rows: boolean; // the rows are open, not only the groups
}

export const pageRows = 50;

export function useReceipt(address: Ref<ReceiptAddress>) {
  const receipt = ref<Receipt | null>(null);
  const problem = ref("");
  const start = ref(0); // of the rows shown
  const verified = ref<ReceiptVerified | "running" | null>(null);
  let running: AbortController | null = null;

  const path = () => `/evaluation/receipts/${address.value.no}`;
  const query = () => ({ project: address.value.project, as_of: address.value.as_of, by: address.value.by });

  async function load(after: number) {
    running?.abort();
    if (!address.value.no) return; // the list alone, or the total's own panel
    const mine = (running = new AbortController());
    problem.value = "";
    try {
      const group = address.value.group;
      const asked = { ...query(), group, after: after || "", limit: address.value.rows ? pageRows : 1 };
      const found = await api.get<Receipt>(path(), asked, mine.signal);
      receipt.value = found;
      start.value = after;
    } catch (error) {
      if (mine.signal.aborted) return;
      problem.value = told(error);
    } finally {
      if (running === mine) running = null;
    }
  }

  watch(address, (now, before) => {
    if (before && now.no !== before.no) [receipt.value, verified.value] = [null, null];
    void load(0);
  }, { immediate: true });

  async function verify() {
    verified.value = "running";
    try {
      const answer = await api.post<ReceiptVerified>(`${path()}/verify?${new URLSearchParams(present(query()))}`);
      verified.value = answer;
      // Opening adds up by day and gives no digest of the rows; reading every row does.
      if (receipt.value && answer.digest) receipt.value = { ...receipt.value, digest: answer.digest };
    } catch (error) {
      const words = told(error);
      verified.value = { ok: false, ms: 0, digest: "", checked: { lines: 0, rows: 0 }, problems: [words] };
    }
  }

  return { receipt, problem, start, verified, load, verify };
}

function present(query: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value));
}
