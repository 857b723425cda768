// Words for what the server names about money.
export const sources: Record<string, { zh: string; en: string }> = {
  appropriation: { zh: "当年财政拨款", en: "This year's appropriation" },
  carried_over: { zh: "上年结转", en: "Carried over" },
  other: { zh: "其他资金", en: "Other money" },
};
