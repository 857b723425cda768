// The filter in words: for "nothing matches", the export and the print.
import type { Register } from "../api/shapes";
import { either, language } from "../app/language";
import { sentenceDay } from "../ui/format";
import type { ListState } from "./list_query";
import type { listTexts } from "./list_texts";

type T = (key: keyof typeof listTexts) => string;

export function filterWords(register: Register, state: ListState, t: T): string {
  const comma = language.value === "zh" ? "，" : ", ";
  const parts: string[] = [];
  if (state.from || state.to) parts.push(`${state.from ? `${t("from")} ${sentenceDay(state.from)} ` : ""}${state.to ? `${t("to")} ${sentenceDay(state.to)}` : ""}`.trim());
  for (const [name, values] of Object.entries(state.filters)) {
    const field = register.fields.find((one) => one.name === name);
    if (!field || !values.length) continue;
    const shown = values.map((value) => either(field.choices.find((choice) => choice.value === value)?.title ?? value));
    parts.push(`${either(field.title)} ${shown.join(language.value === "zh" ? "、" : " / ")}`);
  }
  if (state.q) parts.push(`“${state.q}”`);
  return parts.join(comma);
}
