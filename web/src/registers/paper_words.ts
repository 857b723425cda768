// Words of papers that people sign: Chinese only, as the paper is (docs/decisions: forms keep their own words).
import type { Field } from "../api/shapes";
import { figure } from "../ui/format";

export const paperTexts = {
  title: "政务服务结果物邮寄委托书",
  words: "本人委托{unit}将上列结果物寄往上列地址。收件人、电话和地址已经本人核对。",
  citizen: "委托人（签名）：",
  clerk: "经办人：",
  day: "　　　　年　　月　　日",
  product: "厅簿",
  number: "第 {id} 笔，记账第 {seq} 条",
  waiting: "待送出，编号后补",
};

/** A value as a form writes it: in Chinese, the day in full. */
export function paperValue(field: Field, value: string): string {
  if (field.type === "choice") return field.choices.find((one) => one.value === value)?.title.zh ?? value;
  if (field.type === "date") return `${value.slice(0, 4)}年${Number(value.slice(5, 7))}月${Number(value.slice(8, 10))}日`;
  const number = ["integer", "quantity", "money"].includes(field.type);
  return `${number ? figure(value) : value}${field.unit ? ` ${field.unit}` : ""}`;
}

export const bookWords = {
  sample: "演示数据",
  period: "{from}至{to}",
  filter: "筛选：{words}",
  owner: "归口",
  count: "笔数",
  countOf: "{n} 笔，{pages} 页",
  printedBy: "打印",
  how: "承前页、过次页为本年累计；更正和作废的划线保留，不计入合计；姓名、电话、地址遮住。",
  page: "第 {no} 页，共 {of} 页",
  no: "编号",
  note: "备注",
  broughtForward: "承前页",
  carriedOver: "过次页",
  month: "{month} 月合计（{n} 笔）",
  year: "{year} 年累计（{n} 笔）",
  corrected: "更正：{reason}",
  voided: "作废：{reason}",
  late: "迟到登记",
};

export function fill(words: string, values: Record<string, string | number>): string {
  return words.replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all));
}
