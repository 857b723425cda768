// The overview of the unit's project: one evaluation for every page of the money.
import { ref } from "vue";
import type { RouteLocationRaw } from "vue-router";
import { api, Refused } from "../api/client";
import type { Overview, Rules } from "./shapes";
import { share } from "./money";
import { linePath } from "./links";

export function useOverview() {
  const overview = ref<Overview | null>(null);
  const none = ref(""); // there is no budget yet, in the server's words
  async function load(get: typeof api.getByItself = api.get) {
    try {
      overview.value = await get<Overview>("/funds/overview");
      none.value = "";
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== "not_found") throw error;
      none.value = error.message;
    }
  }
  return { overview, none, load };
}

let kept: Promise<Rules> | null = null;
export function fundRules(): Promise<Rules> {
  kept ??= api.get<Rules>("/funds/rules").catch((error) => {
    kept = null;
    throw error;
  });
  return kept;
}

interface Balances {
  approved: string;
  free: string;
  held: string;
  committed: string;
  executed: string;
}
export const partKeys = ["executed", "committed", "held", "free"] as const;
/** Of the whole project: what is held, committed and paid opens into its documents. */
const whole: Record<(typeof partKeys)[number], RouteLocationRaw> = {
  executed: "/payments",
  committed: { path: "/funds", hash: "#holders" },
  held: { path: "/requests", query: { state: "asked" } },
  free: { path: "/funds", hash: "#lines" },
};
/** The four parts of the bar; with a line ("" = the whole), each opens: into that line's transfers, or into documents. */
export function barParts(of: Balances, line?: string) {
  return partKeys.map((key) => ({ key, amount: of[key], width: share(of[key], of.approved), to: line === undefined ? undefined : line === "" ? whole[key] : linePath(line, { account: key }) }));
}
