import { either } from "../app/language";
import { kinds } from "./server_texts";

/** 台账 · 计分方案 · 单价 · 日历; an unknown kind is told as the server names it. */
export const kindWords = (kind: string) => either(kinds[kind] ?? kind);

/** What the button says that begins one. */
export const newWords = { register: "newRegister", calendar: "newCalendar", prices: "newPrices", scheme: "newScheme" } as const;
