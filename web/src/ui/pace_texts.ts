export const paceTexts = {
  pace: { zh: "完成 {done}，按工作日应到 {expected}", en: "{done} done, {expected} due by working days" },
  plain: { zh: "完成 {done}", en: "{done} done" },
  missing: { zh: "还没有数，目标 {target}", en: "no figure yet, target {target}" },
  rate: { zh: "实际 {value}，目标 {target}", en: "{value}, target {target}" },
  rateMissing: { zh: "还没有数，目标 {target}", en: "no figure yet, target {target}" },
  cap: { zh: "最多的是 {month} 月：{value}，每月上限 {cap}", en: "most in month {month}: {value}, monthly cap {cap}" },
  capMissing: { zh: "还没有月份的数，每月上限 {cap}", en: "no month yet, monthly cap {cap}" },
  done: { zh: "已完成", en: "done" },
  due: { zh: "按工作日应到", en: "due by working days" },
  target: { zh: "目标", en: "target" },
  beyond: { zh: "超限区", en: "beyond the cap" },
  opens: { zh: "带点线的数字都能点开", en: "dotted figures open" },
};
