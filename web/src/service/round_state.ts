// A round as it is done on the phone: answers to items in any order. Pure; what is kept and sent is round_store's matter.
import type { CheckItem, Checklist, NewRound } from "./shapes";

export interface Answer {
  result: "pass" | "fail" | "not_applicable";
  windows: string[];
  kinds: string[];
  corrected: boolean;
}
export type Answers = Record<string, Answer>;

export interface PhoneRound {
  id: string; // made here: sent twice, stored once
  person: string;
  unit?: string; // the code of the one it was begun in; absent: kept before a tab had one
  turn: string;
  day: string;
  checklist: Checklist; // the one it was begun with
  answers: Answers;
  ready: boolean; // sent by the person, not yet acknowledged by the server
  refusal: string;
}

export const passed: Answer = { result: "pass", windows: [], kinds: [], corrected: false };
export const notApplicable: Answer = { ...passed, result: "not_applicable" };
export const failed: Answer = { ...passed, result: "fail" };

/** The next item without an answer after `from`, then from the front; -1 when all have one. */
export function nextOpen(items: CheckItem[], answers: Answers, from: number): number {
  for (let step = 1; step <= items.length; ++step) {
    const at = (from + step) % items.length;
    if (!answers[items[at]!.name]) return at;
  }
  return -1;
}

export function countAnswers(items: CheckItem[], answers: Answers) {
  const counts = { looked: 0, passed: 0, failed: 0, corrected: 0, notApplicable: 0, left: items.length };
  for (const { name } of items) {
    const answer = answers[name];
    if (!answer) continue;
    ++counts.looked;
    --counts.left;
    if (answer.result === "pass") ++counts.passed;
    else if (answer.result === "not_applicable") ++counts.notApplicable;
    else ++counts.failed;
    if (answer.corrected) ++counts.corrected;
  }
  return counts;
}

/** Everything in the group that has no answer yet passes. */
export function passGroup(items: CheckItem[], answers: Answers, group: string): Answers {
  const more = items.filter((item) => item.group === group && !answers[item.name]);
  return { ...answers, ...Object.fromEntries(more.map((item) => [item.name, passed])) };
}

export const toggled = (list: string[], one: string) => (list.includes(one) ? list.filter((other) => other !== one) : [...list, one]);

/** Runs of equal answers in the order of the list, for the bar: width in items. */
export function barParts(items: CheckItem[], answers: Answers) {
  const parts: { result: Answer["result"] | "open"; n: number }[] = [];
  for (const { name } of items) {
    const result = answers[name]?.result ?? "open";
    const last = parts.at(-1);
    if (last?.result === result) ++last.n;
    else parts.push({ result, n: 1 });
  }
  return parts;
}

/** The body that is sent; the order of the list, so that it is the same each time. */
export function bodyOf(round: PhoneRound): NewRound {
  const answers = round.checklist.items.flatMap((item) => {
    const answer = round.answers[item.name];
    return answer ? [{ item: item.name, ...answer }] : [];
  });
  return { id: round.id, checklist: round.checklist.name, checklist_digest: round.checklist.digest, turn: round.turn, day: round.day, answers };
}

/** How often this item failed at one of these windows within 30 days, before this time. */
export function repeatsAt(checklist: Checklist, item: CheckItem, windows: string[]) {
  const places = item.windows ? windows : [""];
  return checklist.repeats.filter((one) => one.item === item.name && places.includes(one.window));
}
