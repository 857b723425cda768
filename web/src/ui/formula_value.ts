// The value of a formula from the sums of its parts, read again here so that a receipt is proven by other code than the
// evaluation's. Knows arithmetic, mean, min, max and the buckets of one part; null when the formula says more than that.
import { add, compare, divide, exact, multiply, subtract, zero, type Exact } from "./exact";

export interface PartSum {
  text: string;
  sum: string;
}

const scale: Record<string, string> = { "%": "1/100", 万: "10000", 亿: "100000000" };

class Reading {
  private at = 0;
  constructor(
    private readonly text: string,
    private readonly parts: readonly PartSum[], // longest text first
    private readonly buckets: readonly string[], // what one part came to in each bucket
  ) {}

  whole(): Exact | null {
    const value = this.terms();
    this.blank();
    return this.at === this.text.length ? value : null;
  }

  private blank() {
    while (/\s/.test(this.text[this.at] ?? "")) this.at++;
  }

  private take(token: string): boolean {
    this.blank();
    if (!this.text.startsWith(token, this.at)) return false;
    this.at += token.length;
    return true;
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    this.blank();
    const found = pattern.exec(this.text.slice(this.at));
    if (found) this.at += found[0].length;
    return found;
  }

  private terms(): Exact | null {
    let left = this.factors();
    for (;;) {
      const plus = this.take("+");
      if (!plus && !this.take("-") && !this.take("−")) return left;
      const right = this.factors();
      left = left && right && (plus ? add(left, right) : subtract(left, right));
    }
  }

  private factors(): Exact | null {
    let left = this.atom();
    for (;;) {
      const times = this.take("*") || this.take("×");
      if (!times && !this.take("/") && !this.take("÷")) return left;
      const right = this.atom();
      left = left && right && (times ? multiply(left, right) : divide(left, right));
    }
  }

  private atom(): Exact | null {
    this.blank();
    for (const part of this.parts) {
      if (part.text && this.take(part.text)) return exact(part.sum);
    }
    if (this.take("-") || this.take("−")) {
      const value = this.atom();
      return value && subtract(zero, value);
    }
    if (this.take("(")) {
      const value = this.terms();
      return this.take(")") ? value : null;
    }
    const number = this.match(/^(\d+(?:\.\d+)?)\s*(%|万|亿)?[件张桶元个]*/);
    if (number) {
      const value = exact(number[1]);
      const by = number[2] ? exact(scale[number[2]]!) : exact("1");
      return value && by && multiply(value, by);
    }
    const fn = this.match(/^(mean|min|max)\s*\(/);
    return fn ? this.chosen(fn[1]!) : null;
  }

  private chosen(fn: string): Exact | null {
    const values: (Exact | null)[] = [];
    if (this.match(/^by\s+(month|quarter|week|day)\s*:/)) {
      const inner = this.parts.find((part) => this.take(part.text));
      if (!inner) return null;
      values.push(...this.buckets.map((text) => exact(text)));
    } else {
      do values.push(this.terms());
      while (this.take(","));
    }
    const known = values.filter((value): value is Exact => value !== null);
    if (!this.take(")") || known.length !== values.length || known.length === 0) return null;
    if (fn === "mean") return divide(known.reduce(add), { n: BigInt(known.length), d: 1n });
    return known.reduce((best, one) => (compare(one, best) * (fn === "max" ? 1 : -1) > 0 ? one : best));
  }
}

export function formulaValue(formula: string, parts: readonly PartSum[], buckets: readonly string[] = []): Exact | null {
  const longestFirst = [...parts].sort((a, b) => b.text.length - a.text.length);
  return new Reading(formula, longestFirst, buckets).whole();
}
