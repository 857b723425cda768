// Scoring rules by the names that plans give them.
export const rules = {
  "ratio-up": { zh: "达标满分，未达按完成比例", en: "full when met, else by ratio" },
  "ratio-down-linear": { zh: "限内满分，超过按比例扣，超一倍为 0", en: "full within the cap, linear above, 0 at twice" },
  "ratio-down-inverse": { zh: "限内满分，超过按 目标÷实际", en: "full within the cap, target over actual above" },
  equal: { zh: "相等得满分，否则 0", en: "full when equal, else 0" },
  bands: { zh: "由人在档位内打分，附佐证", en: "a person picks within bands, with evidence" },
  deduct: { zh: "未达扣分，扣到 0 为止", en: "deduct when unmet, down to 0" },
};
