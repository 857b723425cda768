// The draft of a plan: kept on the server a second after the last key, with the ETag that it was read with. When another
// person kept one in between, nothing is overwritten unasked.
import { computed, ref, watch, type Ref } from "vue";
import { api, newKey, Refused, Unreachable } from "../api/client";
import { told } from "../api/told";
import type { Draft, IndicatorPlan, Project } from "./shapes";

const copy = (plans: readonly IndicatorPlan[]) => JSON.parse(JSON.stringify(plans)) as IndicatorPlan[];

export function useDraft(project: Ref<Project | null>, path: Ref<string>) {
  const plans = ref<IndicatorPlan[]>([]);
  const note = ref("");
  const kept = ref<Draft | null>(null); // as the server has it
  const theirs = ref<{ message: string; draft: Draft | null } | null>(null);
  const saving = ref(false);
  const problem = ref("");
  const saved = ref<Project | null>(null);
  const resumed = ref(false); // the page began with a draft that was there
  let etag = "";
  let theirEtag = "";
  let quiet = true; // changes that the program makes itself are no edits
  let timer: ReturnType<typeof setTimeout> | undefined;

  function show(next: readonly IndicatorPlan[]) {
    quiet = true;
    plans.value = copy(next);
    setTimeout(() => (quiet = false), 0);
  }
  async function readDraft(): Promise<{ body: Draft; etag: string } | null> {
    try {
      return await api.getTagged<Draft>(`${path.value}/draft`);
    } catch (error) {
      if (error instanceof Refused && (error.code === "not_found" || error.problem.status === 403)) return null;
      throw error;
    }
  }
  async function start() {
    if (!project.value || project.value.code === startedFor) return;
    startedFor = project.value.code;
    const found = await readDraft();
    [kept.value, etag] = [found?.body ?? null, found?.etag ?? ""];
    resumed.value = !!found;
    show(found?.body.plans ?? project.value.plans);
    note.value = found?.body.note ?? "";
  }
  let startedFor = "";
  watch(project, start, { immediate: true });

  async function keep() {
    if (saving.value) return void (timer = setTimeout(keep, 300));
    saving.value = true;
    try {
      const answer = await api.put<Draft>(`${path.value}/draft`, { plans: plans.value, note: note.value }, { etag });
      [kept.value, etag, theirs.value, problem.value] = [answer.body, answer.etag, null, ""];
    } catch (error) {
      problem.value = told(error);
      if (error instanceof Unreachable) timer = setTimeout(keep, 5000); // what was typed is kept until it arrives
      if (!(error instanceof Refused) || error.problem.status !== 412) return;
      const found = await readDraft();
      theirEtag = found?.etag ?? "";
      theirs.value = { message: problem.value, draft: found?.body ?? null };
      problem.value = "";
    } finally {
      saving.value = false;
    }
  }
  watch([plans, note], () => {
    if (quiet) return;
    saved.value = null;
    clearTimeout(timer);
    timer = setTimeout(keep, 1000);
  }, { deep: true });

  const useTheirs = () => {
    const found = theirs.value?.draft;
    if (!found) return;
    [kept.value, etag, theirs.value] = [found, theirEtag, null];
    show(found.plans);
  };
  const useMine = () => {
    etag = theirEtag;
    return keep();
  };
  async function drop() {
    clearTimeout(timer);
    if (kept.value) await api.delete(`${path.value}/draft`, { etag });
    [kept.value, etag, theirs.value, resumed.value] = [null, "", null, false];
    if (project.value) show(project.value.plans);
  }

  const changed = computed(() => {
    const before = new Map(project.value?.plans.map((plan) => [plan.no, JSON.stringify(plan)]));
    return plans.value.filter((plan) => before.get(plan.no) !== JSON.stringify(plan)).map((plan) => plan.no);
  });
  let key = newKey();
  async function save(reason: string) {
    problem.value = "";
    clearTimeout(timer);
    try {
      saved.value = await api.post<Project>(`${path.value}/plan`, { plans: plans.value, reason }, { key });
      [project.value, kept.value, etag, key] = [saved.value, null, "", newKey()];
      show(saved.value.plans);
    } catch (error) {
      problem.value = told(error);
    }
  }
  return { plans, kept, theirs, saving, problem, saved, resumed, changed, drop, save, useTheirs, useMine };
}
