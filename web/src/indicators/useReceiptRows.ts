// The rows of a receipt in another order or narrowed by words: asked of the server, which states the same total beside
// what is shown (ux 6, block 5). Without a wish the receipt's own page of rows stands.
import { computed, ref, watch, type Ref } from "vue";
import { api } from "../api/client";
import { told } from "../api/told";
import type { Field, Register } from "../api/shapes";
import { definitionOf } from "../registers/registers";
import type { ReceiptRows } from "./shapes";

export interface RowsOf {
  no: number;
  project: string;
  as_of: string;
  by: string;
  group: string;
  parts: { text: string; register: string }[];
}

/** The group that is open, as conditions on its rows. */
function conditions({ by, group }: RowsOf): Record<string, string> {
  if (!group) return {};
  if (by !== "month") return { [`f.${by}`]: group.replace(/[%,]/g, encodeURIComponent) };
  const [year, month] = group.split("-").map(Number);
  const last = new Date(Date.UTC(year!, month!, 0)).getUTCDate();
  return { from: `${group}-01`, to: `${group}-${String(last).padStart(2, "0")}` };
}

export function useReceiptRows(of: Ref<RowsOf>) {
  const q = ref("");
  const sort = ref(""); // field, "-" in front: downwards
  const part = ref("");
  const page = ref<ReceiptRows | null>(null);
  const register = ref<Register | null>(null);
  const problem = ref("");
  const wished = computed(() => !!q.value.trim() || !!sort.value);
  const chosenPart = computed(() => part.value || of.value.parts[0]?.text || "");
  const fields = computed<Field[]>(() => register.value?.fields.filter((field) => !field.personal && field.type !== "file") ?? []);
  let before: string[] = []; // where the earlier pages began
  let asked = 0;

  watch(() => of.value.parts.find((one) => one.text === chosenPart.value)?.register ?? "", async (name) => {
    register.value = name ? await definitionOf(name).catch(() => null) : null;
  }, { immediate: true });

  async function load(after = "") {
    const mine = ++asked;
    problem.value = "";
    if (!wished.value) return void (page.value = null);
    const { no, project, as_of } = of.value;
    try {
      const found = await api.get<ReceiptRows>(`/evaluation/receipts/${no}/rows`, { project, as_of, part: of.value.parts.length > 1 ? chosenPart.value : "", q: q.value.trim(), sort: sort.value, after, limit: 50, ...conditions(of.value) });
      if (mine === asked) page.value = found;
    } catch (error) {
      const words = told(error);
      if (mine === asked) problem.value = words;
    }
  }
  let typing: ReturnType<typeof setTimeout> | undefined;
  watch([q, sort, chosenPart, () => JSON.stringify(of.value)], () => {
    before = [];
    clearTimeout(typing);
    typing = setTimeout(() => void load(), q.value ? 200 : 0);
  });
  let here = "";
  function next() {
    if (!page.value?.next) return;
    before.push(here);
    here = page.value.next;
    void load(here);
  }
  function back() {
    here = before.pop() ?? "";
    void load(here);
  }
  return { q, sort, part: chosenPart, choosePart: (text: string) => (part.value = text), page, fields, wished, problem, next, back, atStart: () => !before.length };
}
