// Where the marks of a pace track stand, in a drawing of `width` units. Drawing only: the figures come from the evaluation.
export interface Span {
  x: number;
  width: number;
}

export interface Track {
  bar: Span | null; // done so far
  tick: number | null; // should be by now
  target: number;
  beyond: Span | null; // past a cap: hatched
  band: Span | null; // where it is likely to end: 80 %
  diamond: number | null;
}

export interface ForecastMarks {
  value: number;
  low: number;
  high: number;
}

/** Room beyond the target, so that a figure a little above it still shows as such. */
const room = 1.18;

export function track(input: { value: number | null; target: number; expected: number | null; cap: boolean; width: number; forecast?: ForecastMarks | null }): Track {
  const { value, target, expected, cap, width } = input;
  const forecast = input.forecast ?? null;
  const most = Math.max(target * room, (value ?? 0) * 1.02, expected ?? 0, (forecast?.value ?? 0) * 1.04);
  const at = (figure: number) => (most > 0 ? Math.min(Math.max((figure / most) * width, 0), width) : 0);
  return {
    bar: value === null ? null : { x: 0, width: at(value) },
    tick: expected === null ? null : at(expected),
    target: at(target),
    beyond: cap ? { x: at(target), width: width - at(target) } : null,
    band: forecast ? { x: at(forecast.low), width: Math.max(at(forecast.high) - at(forecast.low), 1) } : null,
    diamond: forecast ? at(forecast.value) : null,
  };
}

export interface RateTrack {
  from: number; // ends of the scale, in the figure's unit
  to: number;
  dot: number | null;
  target: number;
}

/** A rate stands on a short scale around its target, never from 0 to 1: otherwise 94.9 and 95.1 look alike. */
export function rateTrack(input: { value: number | null; target: number; width: number }): RateTrack {
  const { value, target, width } = input;
  const away = value === null ? 0 : Math.abs(value - target);
  const half = [0.02, 0.05, 0.1, 0.2, 0.5, 1].find((step) => away <= step) ?? away;
  const from = Math.max(target - half, 0);
  const to = target <= 1 ? Math.min(target + half, 1) : target + half;
  const at = (figure: number) => (to > from ? ((figure - from) / (to - from)) * width : 0);
  return { from, to, dot: value === null ? null : Math.min(Math.max(at(value), 0), width), target: at(target) };
}

export interface Column {
  x: number;
  y: number;
  width: number;
  height: number;
  over: boolean;
  running: boolean; // the month that is not over yet
  value: number;
  day: string;
}

export interface CapTrack {
  columns: Column[];
  cap: number; // y of the cap line
  worst: number; // index, -1 without months
}

/** Twelve small columns with the line of the cap; months without a figure leave their place empty. */
export function capTrack(input: { months: { day: string; value: number }[]; cap: number; today: string; width: number; height: number }): CapTrack {
  const { months, cap, today, width, height } = input;
  const most = Math.max(cap * 1.12, ...months.map((month) => month.value));
  const slot = width / 12;
  const at = (figure: number) => (most > 0 ? (figure / most) * height : 0);
  const columns = months.map((month) => ({
    x: (Number(month.day.slice(5, 7)) - 1) * slot + 0.5,
    y: height - at(month.value),
    width: slot - 2,
    height: at(month.value),
    over: month.value > cap,
    running: month.day.slice(0, 7) === today.slice(0, 7),
    value: month.value,
    day: month.day,
  }));
  const worst = columns.reduce((best, column, index) => (best < 0 || column.value > columns[best]!.value ? index : best), -1);
  return { columns, cap: height - at(cap), worst };
}
