// One entry with its versions; correcting and voiding append, the old line stays.
import { computed, ref, watch } from "vue";
import { useRoute, useRouter } from "vue-router";
import { api, newKey, Refused } from "../api/client";
import type { Entry, EntryPage, EntryVersion, Register, Values } from "../api/shapes";
import { texts as useTexts } from "../app/language";
import { onServerEvent, tells, type HeadEvent } from "../app/events";
import { pageTexts } from "./entry_texts";
import { definitionOf } from "./registers";

export type Doing = "" | "correct" | "void";

export function useEntryPage() {
  const t = useTexts(pageTexts);
  const route = useRoute();
  const router = useRouter();
  const name = computed(() => String(route.params.register));
  const id = computed(() => Number(route.params.id));
  const register = ref<Register | null>(null);
  const page = ref<EntryPage | null>(null);
  const doing = ref<Doing>("");
  const values = ref<Values>({});
  const reason = ref("");
  const problems = ref<Record<string, string>>({});
  const refusal = ref("");
  const said = ref("");
  const busy = ref(false);
  const wrong = new Map<string, string>(); // what a field says of itself: a file on its way
  let key = newKey();

  const versions = computed(() => [...(page.value?.versions ?? [])].sort((a, b) => b.version - a.version));
  const now = computed<EntryVersion | null>(() => versions.value[0] ?? null);
  const isVoid = computed(() => page.value?.state === "voided");
  /** Personal fields arrive masked: a correction begins with them empty, and empty keeps what is there. */
  const old = computed<Values>(() => {
    const shown: Values = { ...now.value?.values };
    for (const field of register.value?.fields ?? []) if (field.personal) shown[field.name] = null;
    return shown;
  });

  async function load(get: typeof api.getByItself = api.get) {
    const [found, entry] = await Promise.all([definitionOf(name.value), get<EntryPage>(`/registers/${name.value}/entries/${id.value}`)]);
    register.value = found;
    page.value = entry;
  }
  function begin(what: Doing) {
    doing.value = what;
    values.value = { ...old.value };
    reason.value = "";
    problems.value = {};
    refusal.value = "";
    said.value = "";
    wrong.clear();
    key = newKey();
  }
  watch([name, id], async () => {
    page.value = null;
    begin("");
    await load();
    if (route.query.do === "correct" && !isVoid.value) begin("correct");
  }, { immediate: true });
  onServerEvent<HeadEvent>("head", (event) => {
    if (tells(event.registers, [name.value]) && !doing.value) void load(api.getByItself);
  });

  function changed(): Values {
    const sent: Values = {};
    for (const field of register.value?.fields ?? []) {
      if (field.derived || (field.personal && !values.value[field.name])) continue;
      sent[field.name] = values.value[field.name] ?? null;
    }
    return sent;
  }
  const untouched = computed(() => (register.value?.fields ?? []).every((field) => (values.value[field.name] ?? "") === (old.value[field.name] ?? "")));

  async function send(what: Doing) {
    problems.value = {};
    refusal.value = "";
    const own = Object.fromEntries([...wrong].filter(([, message]) => message));
    if (what === "correct" && Object.keys(own).length) return void (problems.value = own);
    if (what === "correct" && untouched.value) return void (refusal.value = t("unchanged"));
    if (reason.value.trim().length < 2) return void (problems.value = { reason: t("reasonMissing") });
    busy.value = true;
    try {
      const path = `/registers/${name.value}/entries/${id.value}/${what === "correct" ? "corrections" : "void"}`;
      const body = { reason: reason.value.trim(), version: now.value!.version, ...(what === "correct" ? { values: changed() } : {}) };
      const entry = await api.post<Entry>(path, body, { key });
      await load();
      begin("");
      said.value = t(what === "correct" ? "correctedNow" : "voidedNow", { seq: entry.seq });
      if (route.query.do) void router.replace({ query: {} });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      key = newKey();
      if (error.code === "conflict" && error.problem.status === 409) {
        await load();
        refusal.value = t("conflict");
      } else if (error.field) problems.value = { [error.field]: error.message };
      else refusal.value = error.message;
    } finally {
      busy.value = false;
    }
  }
  return { name, id, register, page, versions, now, isVoid, old, doing, values, reason, problems, refusal, said, busy, begin, send, load, noteWrong: (field: string, message: string) => void wrong.set(field, message) };
}
