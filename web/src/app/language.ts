// Language and texts. Each folder keeps its own catalogue (texts.ts): a sentence is whole and stands in both languages
// beside each other, so neither can be forgotten; a missing key does not compile.
import { ref, watchEffect } from "vue";
import type { Text } from "../api/shapes";

export type Language = "zh" | "en";
/** English with a plural: chosen by `n`. */
export interface Sentence {
  zh: string;
  en: string | { one: string; other: string };
}
export type Catalogue = Record<string, Sentence>;
type Values = Record<string, string | number>;

const stored = localStorage.getItem("hallbook.language");
export const language = ref<Language>(
  stored === "zh" || stored === "en" ? stored : navigator.language.startsWith("en") ? "en" : "zh",
);
watchEffect(() => {
  document.documentElement.lang = language.value === "zh" ? "zh-CN" : "en";
});

export function setLanguage(next: Language) {
  language.value = next;
  localStorage.setItem("hallbook.language", next);
}

const grouped = new Intl.NumberFormat("en-US");

export function say(sentence: Sentence, values: Values = {}): string {
  let words = language.value === "zh" ? sentence.zh : sentence.en;
  if (typeof words !== "string") words = Number(values.n) === 1 ? words.one : words.other;
  return words.replace(/\{(\w+)\}/g, (all, name: string) => {
    const value = values[name];
    return value === undefined ? all : typeof value === "number" ? grouped.format(value) : value;
  });
}

/** `const t = texts(catalogue)` in a page: `t("saved", {n: 3})`, checked by the compiler and following the language. */
export function texts<C extends Catalogue>(catalogue: C) {
  return (key: keyof C & string, values?: Values) => say(catalogue[key] as Sentence, values);
}

/** A text of the server that travels in both languages, or in the one that was asked for. */
export function either(text: Text | string | null | undefined): string {
  if (text === null || text === undefined) return "";
  return typeof text === "string" ? text : text[language.value] || text.zh;
}
