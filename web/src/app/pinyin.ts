// Initials of Chinese words without a table of characters: the browser's pinyin collation knows between which first
// characters of a letter a character stands.
const letters = "abcdefghjklmnopqrstwxyz";
const firsts = "阿八嚓哒妸发旮哈讥咔垃痳拏噢妑七呥仨他屲夕丫帀";
const collator = new Intl.Collator("zh-Hans-u-co-pinyin");

function initial(char: string): string {
  if (/[a-z0-9]/i.test(char)) return char.toLowerCase();
  if (!/[\u4e00-\u9fff]/.test(char)) return "";
  for (let i = letters.length - 1; i >= 0; --i) if (collator.compare(char, firsts[i]!) >= 0) return letters[i]!;
  return "";
}

/** "登记邮寄" → "djyj" */
export function initials(words: string): string {
  return Array.from(words, initial).join("");
}

/** Does `wanted` stand in `title`, as written or as initials in their order (jdyj finds 登记邮寄 by dj…yj, too)? */
export function matches(title: string, wanted: string): boolean {
  const want = wanted.trim().toLowerCase();
  if (!want) return true;
  return title.toLowerCase().includes(want) || (/^[a-z0-9]+$/.test(want) && initials(title).includes(want));
}
