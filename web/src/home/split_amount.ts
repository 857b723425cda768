// One amount of a brief's line opens; the sentence comes whole from the server, so it is found here. Units are the
// document's own, in English sentences too.
const zh = /[\d,]+(?:\.\d+)?\s*(?:(?:万|亿)?(?:件|张|桶|元|个百分点|份|条|个|次|人)(?:\/张)?|%)/;
const en = /[\d,]+(?:\.\d+)? (?:cases|sheets|barrels|parcels|items|yuan|points|entries|percentage points)/;
const anyNumber = /(?<![\d-])\d[\d,]*(?:\.\d+)?(?![\d-]|年|月|日)/;

export function splitAmount(sentence: string): [string, string, string] {
  const found = zh.exec(sentence) ?? en.exec(sentence) ?? anyNumber.exec(sentence);
  if (!found) return [sentence, "", ""];
  const end = found.index + found[0].length;
  return [sentence.slice(0, found.index), found[0], sentence.slice(end)];
}
