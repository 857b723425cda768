export const moneyTexts = {
  bar: { zh: "批复 {whole} 元：已执行 {executed}，合同和已批占用 {committed}，申请冻结 {held}，可用 {free}。", en: "{whole} yuan approved: {executed} executed, {committed} committed, {held} held, {free} free. " },
  planTo: { zh: "用款计划到今天 {amount}", en: "Planned to today {amount}" },
  executed: { zh: "已执行", en: "Executed" },
  committed: { zh: "已批、合同，占用", en: "Committed" },
  held: { zh: "申请中，冻结", en: "Held" },
  free: { zh: "可用", en: "Free" },
};
