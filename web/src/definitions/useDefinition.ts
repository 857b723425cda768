// One definition's text while it is edited: checked as one types, compared with the version in force, adopted with a reason.
// What is not adopted stays on this machine, so that a closed tab loses nothing.
import { computed, ref, watch, type Ref } from "vue";
import { api, newKey, Unreachable } from "../api/client";
import { told } from "../api/told";
import { keptAs } from "../api/unit";
import { language } from "../app/language";
import { today } from "../app/session";
import type { Definition, DefinitionAdopted, DefinitionPreview } from "./shapes";
import { startText } from "./start_text";

export function useDefinition(kind: Ref<string>, name: Ref<string>, version: Ref<number>) {
  const current = ref<Definition | null>(null);
  const old = ref<Definition | null>(null); // an earlier version that is only looked at
  const text = ref("");
  const preview = ref<DefinitionPreview | null>(null);
  const checking = ref(false);
  const problem = ref("");
  const adopted = ref<DefinitionAdopted | null>(null);
  const fresh = computed(() => name.value === "+new");
  const draftName = () => `${keptAs("hallbook.definition")}.${kind.value}.${name.value}`;
  const kept = ref(false);
  const path = () => `/definitions/${encodeURIComponent(kind.value)}/${encodeURIComponent(name.value)}`;
  const original = computed(() => current.value?.text ?? "");
  const changed = computed(() => text.value !== original.value);

  async function load() {
    [problem.value, old.value] = ["", null];
    try {
      current.value = fresh.value ? null : await api.get<Definition>(path());
      if (version.value && version.value !== current.value?.version) old.value = await api.get<Definition>(path(), { version: version.value });
      const draft = localStorage.getItem(draftName());
      kept.value = draft !== null && draft !== original.value;
      text.value = draft ?? current.value?.text ?? startText(kind.value, today.value);
    } catch (error) {
      problem.value = told(error);
    }
  }
  watch([kind, name, version], load, { immediate: true });

  let asked = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  async function check() {
    const mine = ++asked;
    checking.value = true;
    try {
      const found = await api.post<DefinitionPreview>("/definitions/preview", { kind: kind.value, name: fresh.value ? "" : name.value, text: text.value });
      if (mine === asked) preview.value = found;
    } catch (error) {
      if (error instanceof Unreachable) return; // no word about the text
      const words = told(error);
      if (mine === asked) preview.value = { problems: [{ line: 1, column: 1, message: words }], name: "", fields: [], meaning: [], diff: [] };
    } finally {
      if (mine === asked) checking.value = false;
    }
  }
  watch([text, language], () => {
    if (!text.value) return;
    checking.value = true; // what stands below is about an older text until the answer comes
    if (changed.value) localStorage.setItem(draftName(), text.value);
    else localStorage.removeItem(draftName());
    clearTimeout(timer);
    timer = setTimeout(check, 300);
  }, { immediate: true }); // a new one has its text before anybody watches

  function revert() {
    localStorage.removeItem(draftName());
    [text.value, kept.value] = [current.value?.text ?? startText(kind.value, today.value), false];
  }

  let key = newKey();
  async function adopt(reason: string): Promise<string> {
    problem.value = "";
    const adoptedName = fresh.value ? (preview.value?.name ?? "") : name.value;
    try {
      adopted.value = await api.post<DefinitionAdopted>("/definitions", { kind: kind.value, name: adoptedName, text: text.value, reason }, { key });
      localStorage.removeItem(draftName());
      [key, kept.value] = [newKey(), false];
      if (!fresh.value) await load();
      return adoptedName;
    } catch (error) {
      problem.value = told(error);
      return "";
    }
  }
  return { current, old, text, preview, checking, problem, adopted, fresh, kept, changed, revert, adopt };
}
