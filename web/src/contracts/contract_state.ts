// What a contract's state is called, and how bad it is: the worst alarm speaks.
import type { Status } from "../ui/StatusWord.vue";
import type { ContractRow } from "./shapes";
import type { texts } from "./texts";

export interface ContractState {
  status: Status;
  key: keyof typeof texts;
  alarm: boolean;
}

export function stateOf(contract: ContractRow, today: string): ContractState {
  if (contract.closed_on) return { status: "declared", key: "closed", alarm: false };
  if (contract.end_alarm === "ended") return { status: "short", key: "ended", alarm: true };
  if (!contract.published_on && contract.publish_by && contract.publish_by < today) return { status: "short", key: "publishLate", alarm: true };
  if (contract.end_alarm === "within_30") return { status: "watch", key: "within30", alarm: true };
  if (!contract.published_on) return { status: "watch", key: "toPublish", alarm: true };
  if (contract.end_alarm === "within_90") return { status: "watch", key: "within90", alarm: true };
  return { status: "met", key: "running", alarm: false };
}
