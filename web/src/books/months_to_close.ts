/** Months that have ended and are open, the oldest first: from the month after the last closed one (else from January). */
export function monthsToClose(closedUntil: string, today: string): string[] {
  let [year, month] = closedUntil ? closedUntil.split("-").map(Number) as [number, number] : [Number(today.slice(0, 4)), 0];
  const months: string[] = [];
  for (;;) {
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
    const name = `${year}-${String(month).padStart(2, "0")}`;
    const end = `${name}-${String(new Date(Date.UTC(year, month, 0)).getUTCDate()).padStart(2, "0")}`;
    if (end > today || months.length > 36) return months;
    months.push(name);
  }
}
