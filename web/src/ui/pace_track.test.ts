import { describe, expect, it } from "vitest";
import { capTrack, rateTrack, track } from "./pace_track";

describe("pace track", () => {
  it("puts figure, plan and target on one scale", () => {
    const drawn = track({ value: 141286, target: 190000, expected: 135605, cap: false, width: 206 });
    expect(drawn.target).toBeCloseTo(174.6, 1);
    expect(drawn.bar!.width).toBeCloseTo(129.8, 1);
    expect(drawn.tick).toBeCloseTo(124.6, 1);
    expect(drawn.beyond).toBeNull();
  });

  it("hatches what lies beyond a cap up to the end", () => {
    const { beyond, target } = track({ value: 147, target: 220, expected: 157, cap: true, width: 100 });
    expect(beyond!.x).toBe(target);
    expect(beyond!.x + beyond!.width).toBe(100);
  });

  it("puts the forecast on the same scale, its band never without width", () => {
    const { band, diamond, target } = track({ value: 50, target: 100, expected: 50, cap: false, width: 118, forecast: { value: 110, low: 100, high: 120 } });
    expect(target).toBeCloseTo(100, 5);
    expect(diamond).toBeCloseTo(110, 5);
    expect(band!.x).toBeCloseTo(100, 5);
    expect(track({ value: 1, target: 1, expected: 1, cap: false, width: 100, forecast: { value: 1, low: 1, high: 1 } }).band!.width).toBe(1);
  });

  it("makes room for a figure far above the target", () => {
    const drawn = track({ value: 400, target: 100, expected: 50, cap: false, width: 102 });
    expect(drawn.bar!.width).toBeCloseTo(100, 5);
    expect(drawn.target).toBeCloseTo(25, 5);
  });

  it("draws no bar for a missing value, and none of zero width by mistake", () => {
    expect(track({ value: null, target: 10, expected: null, cap: false, width: 100 })).toMatchObject({ bar: null, tick: null });
    expect(track({ value: 0, target: 10, expected: null, cap: false, width: 100 }).bar).toEqual({ x: 0, width: 0 });
    expect(track({ value: 0, target: 0, expected: null, cap: true, width: 100 }).target).toBe(0);
  });
});

describe("rate track", () => {
  it("stands around the target", () => {
    const drawn = rateTrack({ value: 0.9112, target: 0.9, width: 100 });
    expect([drawn.from, drawn.to]).toEqual([0.88, 0.92]);
    expect(drawn.target).toBeCloseTo(50, 5);
    expect(drawn.dot).toBeCloseTo(78, 1);
  });
  it("never runs past 100 %", () => {
    const drawn = rateTrack({ value: 0.9898, target: 0.95, width: 100 });
    expect(drawn.to).toBe(1);
    expect(drawn.dot).toBeLessThan(100);
  });
  it("has no dot without a value", () => expect(rateTrack({ value: null, target: 0.9, width: 100 }).dot).toBeNull());
});

describe("monthly cap", () => {
  const months = [
    { day: "2026-01-31", value: 285 },
    { day: "2026-02-28", value: 306 },
    { day: "2026-09-17", value: 120 },
  ];
  const drawn = capTrack({ months, cap: 300, today: "2026-09-17", width: 120, height: 20 });
  it("names the worst month and what is over", () => {
    expect(drawn.worst).toBe(1);
    expect(drawn.columns.map((column) => column.over)).toEqual([false, true, false]);
  });
  it("leaves the places of months without figure empty", () => expect(drawn.columns[2]!.x).toBeCloseTo(80.5, 5));
  it("marks the running month", () => expect(drawn.columns.map((column) => column.running)).toEqual([false, false, true]));
  it("keeps the cap line inside", () => {
    expect(drawn.cap).toBeGreaterThan(0);
    expect(drawn.columns[1]!.y).toBeLessThan(drawn.cap);
  });
  it("a month exactly at the cap is not over", () =>
    expect(capTrack({ months: [{ day: "2026-01-31", value: 300 }], cap: 300, today: "", width: 120, height: 20 }).columns[0]!.over).toBe(false));
});
