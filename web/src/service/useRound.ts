// One round being done: which item is in front, its answer, the last act that can be taken back for ten seconds.
import { computed, onUnmounted, ref } from "vue";
import { countAnswers, failed, nextOpen, notApplicable, passed, passGroup, toggled, type Answer, type Answers, type PhoneRound } from "./round_state";
import type { CheckItem } from "./shapes";
import { keepRound, sendRounds, sentRound, waiting } from "./round_store";

const undoSeconds = 10;

export function useRound(begun: PhoneRound) {
  const round = ref(begun);
  const items = begun.checklist.items;
  const first = nextOpen(items, begun.answers, items.length - 1);
  const view = ref<"item" | "all" | "summary" | "sent">(first < 0 ? "summary" : "item");
  const at = ref(Math.max(first, 0));
  const item = computed(() => items[at.value]!);
  const answer = computed<Answer | undefined>(() => round.value.answers[item.value.name]);
  const draft = ref<Answer | null>(begunFailure());
  const counts = computed(() => countAnswers(items, round.value.answers));
  const last = ref<{ answers: Answers; at: number; item: CheckItem; n: number } | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  onUnmounted(() => clearTimeout(timer));

  function begunFailure(): Answer | null {
    const kept = begun.answers[items[Math.max(first, 0)]!.name];
    return kept?.result === "fail" ? { ...kept } : null;
  }
  function keep(answers: Answers) {
    round.value = { ...round.value, answers };
    keepRound(round.value);
  }
  /** Keeps an act and remembers what was before it; `n`: that many of a group at once, 0: the item in front. */
  function act(answers: Answers, n: number) {
    last.value = { answers: round.value.answers, at: at.value, item: item.value, n };
    clearTimeout(timer);
    timer = setTimeout(() => (last.value = null), undoSeconds * 1000);
    keep(answers);
    goOn();
  }
  function goOn() {
    const next = nextOpen(items, round.value.answers, at.value);
    if (next < 0) view.value = "summary";
    else show(next);
  }
  function show(next: number) {
    at.value = next;
    const kept = round.value.answers[items[next]!.name];
    draft.value = kept?.result === "fail" ? { ...kept } : null;
    view.value = "item";
  }
  const answerWith = (given: Answer) => act({ ...round.value.answers, [item.value.name]: given }, 0);
  function undo() {
    if (!last.value) return;
    keep(last.value.answers);
    show(last.value.at);
    last.value = null;
  }
  function chip(kind: "windows" | "kinds", one: string) {
    if (draft.value) draft.value = { ...draft.value, [kind]: toggled(draft.value[kind], one) };
  }
  const openInGroup = (group: string) => items.filter((one) => one.group === group && !round.value.answers[one.name]).length;

  async function send() {
    round.value = { ...round.value, ready: true, refusal: "" };
    keepRound(round.value);
    view.value = "sent";
    await sendRounds();
    const refused = waiting.value.find((one) => one.id === round.value.id)?.refusal;
    if (!refused) return;
    round.value = { ...round.value, ready: false, refusal: refused };
    keepRound({ ...round.value, refusal: "" });
    view.value = "summary";
  }
  return {
    round, items, view, at, item, answer, draft, counts, last, show, undo, chip, openInGroup, send,
    told: computed(() => sentRound(round.value.id)),
    pass: () => answerWith(passed),
    skip: () => answerWith(notApplicable),
    fail: () => (draft.value ??= answer.value?.result === "fail" ? { ...answer.value } : { ...failed }),
    correct: () => draft.value && (draft.value = { ...draft.value, corrected: !draft.value.corrected }),
    keepFailure: () => draft.value && answerWith({ ...draft.value }),
    passRest: (group: string) => act(passGroup(items, round.value.answers, group), openInGroup(group)),
  };
}
