// One amount of a brief's line opens; the sentence comes whole from the server, so it is found here.
const amounts: Record<"zh" | "en", RegExp> = {
  zh: /[\d,]+(?:\.\d+)?\s*(?:万|亿)?(?:件|张|桶|元|个百分点|%|份|条|个|次|人)(?:\/张)?/,
  en: /[\d,]+(?:\.\d+)?(?:%| (?:cases|sheets|barrels|parcels|items|yuan|points|entries|percentage points))/,
};
const anyNumber = /\d[\d,]*(?:\.\d+)?%?/;

export function splitAmount(sentence: string, language: "zh" | "en"): [string, string, string] {
  const found = amounts[language].exec(sentence) ?? anyNumber.exec(sentence);
  if (!found) return [sentence, "", ""];
  const end = found.index + found[0].length;
  return [sentence.slice(0, found.index), found[0], sentence.slice(end)];
}
