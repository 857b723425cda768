// A scanner types like a person, only faster, and ends with Enter.
const least = 8;

/** Keys that came faster than a hand types: at least eight, 45 ms each at most on average, then Enter. */
export class Burst {
  private keys: { at: number; text: string }[] = [];
  private before = "";
  /** `value`: what the field held before this key. */
  typed(text: string, at: number, value: string) {
    const last = this.keys[this.keys.length - 1];
    if (!last || at - last.at > 200) [this.keys, this.before] = [[], value];
    this.keys.push({ at, text });
  }
  reset() {
    this.keys = [];
  }
  /** Ends with Enter: what was scanned and what the field held before; null when it was typed by hand. */
  scanned(at: number): { text: string; before: string } | null {
    const { keys, before } = this;
    this.keys = [];
    if (!keys.length) return null;
    const text = keys.map((key) => key.text).join("");
    const slow = (at - keys[0]!.at) / Math.max(1, keys.length) > 45;
    return text.length < least || slow ? null : { text, before };
  }
}
