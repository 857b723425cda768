import { say } from "../app/language";
import { texts } from "./texts";

/** 台账 · 计分方案 · 单价 · 日历; an unknown kind is told as the server names it. */
export function kindWords(kind: string): string {
  const words = texts[`kinds_${kind}` as keyof typeof texts];
  return words ? say(words) : kind;
}
