// Where an item of the due list is dealt with.
import type { RouteLocationRaw } from "vue-router";

export function duePath(item: { kind: string; document: string }): RouteLocationRaw {
  switch (item.kind) {
    case "treasury": return "/treasury";
    case "sign_acceptance": return { path: "/acceptances", query: { waiting: "1" } };
    case "pay": return item.document.startsWith("C-") ? `/contracts/${item.document}` : "/acceptances";
    case "splitting": return "/requests";
    case "overdue_report": return { path: "/funds/due", query: { year: item.document } };
    default: return item.document.startsWith("C-") ? `/contracts/${item.document}` : "/contracts";
  }
}
