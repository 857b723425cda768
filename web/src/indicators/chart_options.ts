// What each chart shows, as options of the drawing library: one hue and patterns, axes from zero, labels at the lines.
import type { EChartsCoreOption } from "echarts/core";
import { drawn, exact } from "../ui/exact";
import { figure } from "../ui/format";
import type { Series } from "./shapes";

const ink = (name: string) => `var(--${name})`;
const text = { color: ink("ink-3"), fontSize: 12 };
const axisLines = { splitLine: { lineStyle: { color: ink("line") } }, axisLabel: text, axisTick: { show: false } };
const number = (value: string | null) => {
  const found = exact(value);
  return found ? drawn(found) : null;
};
const day = (date: string) => Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10)));

/** 150000 → "15万" in Chinese; English writes it out. */
export function axisNumber(value: number, chinese: boolean): string {
  return chinese && value >= 10000 ? `${value / 10000}万` : figure(String(value));
}

/** Over a cap: a pattern besides the colour. */
const stripes = { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: -Math.PI / 4, color: "rgba(255,255,255,.4)" };

export interface Words {
  chinese: boolean;
  month: (n: number) => string;
  target: string;
  value: string;
}

/** The last point of each month: what the eye follows and what opens. */
export function monthEnds(series: Series): Series["points"] {
  return series.points.filter((point, i) => series.points[i + 1]?.day.slice(0, 7) !== point.day.slice(0, 7));
}

export function growth(series: Series, words: Words): EChartsCoreOption {
  const year = series.points[0]?.day.slice(0, 4) ?? "";
  const start: [number, number] = [day(`${year}-01-01`), 0];
  const target = number(series.target);
  const done = series.points.filter((point) => point.cumulative !== null).map((point) => [day(point.day), number(point.cumulative)]);
  const planned = series.points.filter((point) => point.expected !== null).map((point) => [day(point.day), number(point.expected)]);
  if (target !== null && planned.length) planned.push([day(`${year}-12-31`), target]);
  // The two labels at the right end keep apart: the greater figure's stands above, the other one's below.
  const leads = (done.at(-1)?.[1] ?? 0) >= (planned.at(-1)?.[1] ?? 0);
  const label = (words: string, color: string, bold = false) => ({ show: true, formatter: words, color, fontSize: bold ? 13 : 12, fontWeight: bold ? 600 : 400 });
  return {
    grid: { left: 52, right: 96, top: 20, bottom: 26 },
    xAxis: { type: "time", min: day(`${year}-01-01`), max: day(`${year}-12-31`), ...axisLines, splitLine: { show: false }, axisLine: { lineStyle: { color: ink("line-strong") } }, splitNumber: 6, axisLabel: { ...text, formatter: (at: number) => words.month(new Date(at).getUTCMonth() + 1) } },
    yAxis: { type: "value", min: 0, ...axisLines, axisLine: { show: false }, axisLabel: { ...text, formatter: (value: number) => axisNumber(value, words.chinese) } },
    series: [
      { type: "line", data: [start, ...planned], symbol: "none", lineStyle: { color: ink("ink-2"), width: 1.4, type: [4, 4] }, endLabel: { ...label(words.target, ink("ink-2")), offset: [4, leads ? 11 : -9] } },
      { type: "line", data: [start, ...done], symbol: "none", lineStyle: { color: ink("primary"), width: 2.4 }, endLabel: { ...label(words.value, ink("ink-1"), true), offset: [4, leads ? -9 : 12] } },
    ],
  };
}

export function months(series: Series, words: Words): EChartsCoreOption {
  const cap = number(series.cap) ?? 0;
  const ends = byMonth(series);
  const bars = Array.from({ length: 12 }, (_, i) => {
    const value = ends.get(i + 1) ?? null;
    const over = value !== null && value > cap;
    const small = value === null || value < cap * 0.15; // no room inside; inside, labels keep clear of the line of the cap
    return { value, itemStyle: { color: ink(over ? "short" : "m-committed"), ...(over ? { decal: stripes } : {}) }, label: { show: value !== null, position: over || small ? "top" : "insideTop", formatter: value === null ? "" : figure(String(value)), color: ink(over ? "short" : small ? "ink-2" : "ink-1"), fontWeight: over ? 600 : 400, fontSize: 12 } };
  });
  return {
    grid: { left: 52, right: 96, top: 24, bottom: 26 },
    xAxis: { type: "category", data: bars.map((_, i) => words.month(i + 1)), axisTick: { show: false }, axisLine: { lineStyle: { color: ink("line-strong") } }, axisLabel: text },
    yAxis: { type: "value", min: 0, max: Math.max(cap * 1.15, ...bars.map((bar) => (bar.value ?? 0) * 1.12)), ...axisLines, axisLine: { show: false }, axisLabel: { ...text, formatter: (value: number) => axisNumber(Math.round(value), words.chinese), showMaxLabel: false } },
    series: [{ type: "bar", data: bars, barWidth: "68%", markLine: { symbol: "none", animation: false, lineStyle: { color: ink("ink-2"), type: [3, 3], width: 1.4 }, label: { formatter: words.target, color: ink("ink-2"), fontSize: 12, position: "end" }, data: [{ yAxis: cap }] } }],
  };
}

/** A rate over the year stands on a short scale around its target: lengths mean nothing here, so it need not begin at 0. */
export function rate(series: Series, words: Words): EChartsCoreOption {
  const year = series.points[0]?.day.slice(0, 4) ?? "";
  const target = number(series.target);
  const told = series.points.filter((point) => point.cumulative !== null).map((point) => [day(point.day), number(point.cumulative)] as [number, number]);
  const values = [...told.map(([, value]) => value), ...(target === null ? [] : [target])];
  const room = Math.max(0.01, (Math.max(...values) - Math.min(...values)) * 0.25);
  const [least, most] = [Math.max(0, Math.floor((Math.min(...values) - room) * 100) / 100), Math.min(1, Math.ceil((Math.max(...values) + room) * 100) / 100)];
  return {
    grid: { left: 52, right: 96, top: 20, bottom: 26 },
    xAxis: { type: "time", min: day(`${year}-01-01`), max: day(`${year}-12-31`), ...axisLines, splitLine: { show: false }, axisLine: { lineStyle: { color: ink("line-strong") } }, splitNumber: 6, axisLabel: { ...text, formatter: (at: number) => words.month(new Date(at).getUTCMonth() + 1) } },
    yAxis: { type: "value", min: least, max: most, ...axisLines, axisLine: { show: false }, axisLabel: { ...text, formatter: (value: number) => `${Math.round(value * 1000) / 10}%` } },
    series: [
      { type: "line", data: told, symbol: "none", lineStyle: { color: ink("primary"), width: 2.4 }, endLabel: { show: true, formatter: words.value, color: ink("ink-1"), fontSize: 13, fontWeight: 600 }, markLine: { symbol: "none", animation: false, lineStyle: { color: ink("ink-2"), type: [4, 4], width: 1.4 }, label: { formatter: words.target, color: ink("ink-2"), fontSize: 12, position: "end" }, data: target === null ? [] : [{ yAxis: target }] } },
    ],
  };
}

export function zones(series: Series): EChartsCoreOption {
  const rows = [...series.by_zone].reverse();
  return {
    grid: { left: 52, right: 96, top: 6, bottom: 6 },
    xAxis: { type: "value", min: 0, show: false },
    yAxis: { type: "category", data: rows.map((zone) => zone.title || zone.key), axisTick: { show: false }, axisLine: { lineStyle: { color: ink("line-strong") } }, axisLabel: { ...text, color: ink("ink-1") } },
    series: [{ type: "bar", data: rows.map((zone) => ({ value: number(zone.value), label: { show: true, position: "right", formatter: figure(zone.value), color: ink("ink-1"), fontSize: 13, fontWeight: 600 } })), barWidth: 16, itemStyle: { color: ink("m-committed") } }],
  };
}

/** What came in each month: points may be days. */
export function byMonth(series: Series): Map<number, number> {
  const found = new Map<number, number>();
  for (const point of series.points) {
    const month = Number(point.day.slice(5, 7));
    found.set(month, (found.get(month) ?? 0) + (number(point.value) ?? 0));
  }
  return found;
}

export function placesOf(kind: "growth" | "rate" | "months" | "zones", series: Series): [number | string, number][] {
  if (kind === "growth" || kind === "rate") return monthEnds(series).map((point) => [day(point.day), number(point.cumulative) ?? 0]);
  if (kind === "months") return [...byMonth(series)].map(([month, value]) => [month - 1, value]);
  return [...series.by_zone].reverse().map((zone, i) => [number(zone.value) ?? 0, i]);
}
