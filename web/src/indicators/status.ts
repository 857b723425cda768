// The shape and colour of a status word (ux 7.5). The word itself comes from the server.
import type { Text } from "../api/shapes";
import type { Status } from "../ui/StatusWord.vue";

const words: Record<Status, readonly string[]> = {
  met: ["按进度", "已达", "限内", "达标"],
  watch: ["落后", "临近", "临近上限", "今明到期"],
  short: ["未达", "未达标", "难以达到", "已超限", "超期"],
  miss: ["缺数据", "久未登记", "待裁定", "过时"],
  declared: ["申报"],
  frozen: ["封存"],
};

export function statusOf(word: Text | string | null | undefined): Status {
  const zh = typeof word === "string" ? word : word?.zh ?? "";
  const found = (Object.keys(words) as Status[]).find((status) => words[status].includes(zh));
  return found ?? "miss"; // an unknown word is never shown as good
}

/** Of the brief's lines, whose `word` is the status' name in the interface or the word itself. */
const keys: Record<string, Status> = {
  on_pace: "met", met: "met", within: "met", within_limit: "met",
  behind: "watch", near: "watch", near_limit: "watch", due: "watch",
  not_met: "short", short: "short", out_of_reach: "short", over: "short", overdue: "short",
  missing: "miss", stale: "miss", undecided: "miss", declared: "declared", frozen: "frozen",
};
export function statusOfKey(word: string): Status {
  return keys[word] ?? statusOf(word);
}

/** Worst first, as the brief tells it. */
export function badness(status: Status): number {
  return ["short", "watch", "miss", "declared", "met", "frozen"].indexOf(status);
}
