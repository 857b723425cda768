// Exact numbers as fractions of big integers, for proofs on the page. Reads what the server prints: "12.5", "−1,086.00",
// "393841/421800". No floating point: a proof that rounds proves nothing.
export interface Exact {
  readonly n: bigint; // carries the sign
  readonly d: bigint; // above 0, in lowest terms
}

export const zero: Exact = { n: 0n, d: 1n };

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

export function fraction(n: bigint, d: bigint): Exact | null {
  if (d === 0n) return null;
  const sign = d < 0n ? -1n : 1n;
  const g = gcd(n, d * sign) || 1n;
  return { n: (n * sign) / g, d: (d * sign) / g };
}

/** null when the text is no exact number. */
export function exact(text: string | number | null | undefined): Exact | null {
  if (text === null || text === undefined) return null;
  const plain = String(text).replace(/[,\s]/g, "").replace("−", "-");
  const found = /^(-?)(\d+)(?:\.(\d+))?(?:\/(\d+))?$/.exec(plain);
  if (!found || (found[3] !== undefined && found[4] !== undefined)) return null;
  const sign = found[1] ? -1n : 1n;
  const decimals = found[3] ?? "";
  return fraction(sign * BigInt(found[2]! + decimals), found[4] ? BigInt(found[4]) : 10n ** BigInt(decimals.length));
}

export function add(a: Exact, b: Exact): Exact {
  return fraction(a.n * b.d + b.n * a.d, a.d * b.d)!;
}
export function subtract(a: Exact, b: Exact): Exact {
  return fraction(a.n * b.d - b.n * a.d, a.d * b.d)!;
}
export function multiply(a: Exact, b: Exact): Exact {
  return fraction(a.n * b.n, a.d * b.d)!;
}
export function divide(a: Exact, b: Exact): Exact | null {
  return fraction(a.n * b.d, a.d * b.n);
}
export function compare(a: Exact, b: Exact): number {
  const left = a.n * b.d;
  const right = b.n * a.d;
  return left < right ? -1 : left > right ? 1 : 0;
}
export function equal(a: Exact, b: Exact): boolean {
  return a.n === b.n && a.d === b.d;
}

/** All of them or nothing: one that cannot be read makes the sum unknown, never smaller. */
export function sum(texts: readonly (string | null)[]): Exact | null {
  let total = zero;
  for (const text of texts) {
    const one = exact(text);
    if (!one) return null;
    total = add(total, one);
  }
  return total;
}

/** Rounded half up (away from zero), as forms print: rounded(1/3, 2) = "0.33". */
export function rounded(value: Exact, places: number): string {
  const scale = 10n ** BigInt(places);
  const size = value.n < 0n ? -value.n : value.n;
  const units = (size * scale * 2n + value.d) / (value.d * 2n);
  const whole = String(units / scale);
  const rest = places ? `.${String(units % scale).padStart(places, "0")}` : "";
  return `${value.n < 0n && units !== 0n ? "-" : ""}${whole}${rest}`;
}

/** As a decimal when it is one with at most six places, else the fraction itself. */
export function printed(value: Exact): string {
  for (let places = 0; places <= 6; places++) if (10n ** BigInt(places) % value.d === 0n) return rounded(value, places);
  return `${value.n}/${value.d}`;
}

/** For drawing only. */
export function drawn(value: Exact): number {
  return Number((value.n * 1_000_000n) / value.d) / 1_000_000;
}
