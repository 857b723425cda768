// Words for what the server names: kinds of definitions and types of fields.
export const kinds: Record<string, { zh: string; en: string }> = {
  register: { zh: "台账", en: "Register" },
  scheme: { zh: "计分方案", en: "Scheme" },
  prices: { zh: "单价", en: "Prices" },
  calendar: { zh: "日历", en: "Calendar" },
  funds: { zh: "资金规则", en: "Rules of money" },
  books: { zh: "记账规则", en: "Posting rules" },
  form: { zh: "表格", en: "Form" },
  checklist: { zh: "巡检清单", en: "Checklist" },
  rates: { zh: "比率", en: "Rates" },
};

export const types = {
  text: { zh: "文字", en: "text" },
  integer: { zh: "整数", en: "whole number" },
  quantity: { zh: "数量", en: "quantity" },
  money: { zh: "金额", en: "amount of money" },
  date: { zh: "日期", en: "day" },
  time: { zh: "时间", en: "time" },
  choice: { zh: "选项", en: "choice" },
  reference: { zh: "引用", en: "reference" },
  file: { zh: "文件", en: "file" },
  ratio: { zh: "比率", en: "rate" },
};
