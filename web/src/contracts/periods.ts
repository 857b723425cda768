/** Quarters, then months of the year of `today` that have begun, the newest first: 2026-Q3, 2026-09 … */
export function periodsOf(today: string): string[] {
  const [year, month] = [today.slice(0, 4), Number(today.slice(5, 7))];
  if (!month) return [];
  const quarters = Array.from({ length: Math.ceil(month / 3) }, (_, i) => `${year}-Q${i + 1}`).reverse();
  const months = Array.from({ length: month }, (_, i) => `${year}-${String(i + 1).padStart(2, "0")}`).reverse();
  return [...quarters, ...months, year];
}
