// Every text stands in both languages, says the same values, and keeps to the words of the house.
import { expect, test } from "vitest";

interface Sentence {
  zh: string;
  en: string | { one: string; other: string };
}
const files = import.meta.glob<Record<string, Record<string, Sentence>>>("../**/*texts.ts", { eager: true });
const sources = import.meta.glob<string>("../**/*.{vue,ts}", { eager: true, query: "?raw", import: "default" });

const sentences = Object.entries(files).flatMap(([file, module]) =>
  Object.values(module).flatMap((catalogue) => Object.entries(catalogue).map(([key, sentence]) => ({ file, key, sentence }))),
);
const english = (sentence: Sentence) => (typeof sentence.en === "string" ? [sentence.en] : [sentence.en.one, sentence.en.other]);
const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort();

test("there are catalogues", () => expect(sentences.length).toBeGreaterThan(300));

test("no text without its twin", () => {
  const lonely = sentences.filter(({ key, sentence }) => key !== "do" && (!sentence.zh?.trim() || english(sentence).some((text) => !text?.trim())));
  expect(lonely.map(({ file, key }) => `${file} ${key}`)).toEqual([]);
});

test("both languages name the same values", () => {
  const odd = sentences.filter(({ sentence }) => {
    const wanted = new Set(places(sentence.zh));
    // A count may be said as a word ("one entry") or chosen by, so {n} may be missing in English.
    return english(sentence).some((text) => places(text).some((name) => !wanted.has(name)) || [...wanted].some((name) => name !== "n" && name !== "good" && !places(text).includes(name)));
  });
  expect(odd.map(({ file, key }) => `${file} ${key}`)).toEqual([]);
});

// ux.md 7.6. "系统" stays where it names the person's own device ("follow the system's light and dark").
const forbidden = /提交成功|操作|数据(?!据|包|来源|截至)|用户(?!与职责)|系统(?!）)|暂无|确定$|^取消$/;
const allowed = new Set(["演示数据", "跟随系统", "用户与职责", "看数据", "缺数据", "算缺数据"]);

test("no forbidden word in a sentence to a person", () => {
  const bad = sentences.filter(({ sentence }) => forbidden.test(sentence.zh) && !allowed.has(sentence.zh));
  expect(bad.map(({ file, key, sentence }) => `${file} ${key}: ${sentence.zh}`)).toEqual([]);
});

test("pages hold no text of their own: Chinese stands in catalogues", () => {
  const bad = Object.entries(sources)
    .filter(([file]) => file.endsWith(".vue"))
    .flatMap(([file, text]) => {
      const template = /<template>[\s\S]*<\/template>/.exec(text)?.[0] ?? "";
      return [...template.replace(/<!--[\s\S]*?-->/g, "").matchAll(/[\u4e00-\u9fff]+/g)].map((found) => `${file}: ${found[0]}`);
    })
    .filter((found) => !/: 中文$/.test(found));
  expect(bad).toEqual([]);
});

test("every key is asked for by a page", () => {
  // A page cannot ask for a key that is not there (vue-tsc); permissions are named by what the server sends.
  const all = Object.entries(sources).filter(([file]) => !/texts(\.test)?\.ts$/.test(file)).map(([, source]) => source).join("\n");
  const idle = sentences.filter(({ file, key }) => !/(permission|server|unit)_texts\.ts$/.test(file) && !new RegExp(`["'\`. ]${key.replace(/\./g, "\\.")}\\b`).test(all));
  expect(idle.map(({ file, key }) => `${file} ${key}`)).toEqual([]);
});
