// One target under the pen: what it would change is asked while one types; a version saved meanwhile by another person is
// shown, and what was typed stays.
import { computed, ref, watch, type Ref } from "vue";
import { api, newKey, Refused } from "../api/client";
import { told } from "../api/told";
import type { IndicatorRow, Project, TargetCheck } from "./shapes";
import { signOf } from "./target_signs";

export function useTargetEdit(project: Ref<Project | null>, tag: Ref<string>, path: Ref<string>, no: Ref<number>, reread: () => Promise<void>) {
  const sign = ref("");
  const value = ref("");
  const reason = ref("");
  const check = ref<TargetCheck | null>(null);
  const wrong = ref<Record<string, string>>({}); // by field
  const stops = ref(""); // why nothing can be saved at all
  const others = ref(""); // somebody saved a version in between
  const saved = ref<Project | null>(null);
  const saving = ref(false);
  const row = computed(() => project.value?.indicators.find((one) => one.no === no.value) ?? null);
  let before: Project | null = null;

  const typed = () => ({ no: no.value, operator: sign.value, value: value.value });
  const standing = (one: IndicatorRow | null) => ({ sign: one?.target?.operator ?? "", value: one?.target ? one.value_cell : "" });
  const touched = computed(() => sign.value !== standing(row.value).sign || value.value.trim() !== standing(row.value).value);

  function take(error: unknown) {
    if (!(error instanceof Refused)) return void (stops.value = told(error));
    if (error.field === "version") stops.value = error.message;
    else if (["operator", "value", "reason"].includes(error.field)) wrong.value = { [error.field]: error.message };
    else stops.value = told(error);
  }
  let asked = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  async function ask() {
    const mine = ++asked;
    try {
      const found = await api.post<TargetCheck>(`${path.value}/targets/check`, typed());
      if (mine === asked) [check.value, wrong.value, stops.value] = [found, {}, ""];
    } catch (error) {
      if (mine !== asked) return;
      check.value = null;
      wrong.value = {};
      // The target as it stands is no mistake; that the year is closed is said before anybody types.
      if (touched.value || (error instanceof Refused && error.field === "version")) take(error);
    }
  }
  function begin() {
    ({ sign: sign.value, value: value.value } = standing(row.value));
    [check.value, wrong.value, stops.value, others.value] = [null, {}, "", ""];
    void ask();
  }
  watch([() => project.value?.code, no], () => {
    [reason.value, saved.value] = ["", null];
    if (row.value) begin();
  }, { immediate: true });
  watch(value, (now) => {
    const found = signOf(now);
    if (found) sign.value = found;
  });
  watch([sign, value], () => {
    if (touched.value) saved.value = null;
    clearTimeout(timer);
    timer = setTimeout(ask, 300);
  });

  let key = newKey();
  async function save() {
    if (saving.value) return;
    saving.value = true;
    others.value = "";
    try {
      const made = await api.post<Project>(`${path.value}/targets`, { ...typed(), reason: reason.value.trim() }, { key, etag: tag.value });
      before = project.value;
      key = newKey();
      await reread();
      saved.value = made;
      reason.value = "";
      begin();
    } catch (error) {
      if (error instanceof Refused && error.problem.status === 412) {
        others.value = error.message;
        key = newKey();
        await reread();
        await ask();
      } else take(error);
    } finally {
      saving.value = false;
    }
  }
  const versions = computed(() => ({ a: before?.version ?? 1, b: saved.value?.version ?? 1 }));
  return { row, sign, value, reason, check, wrong, stops, others, saved, saving, touched, versions, save };
}
