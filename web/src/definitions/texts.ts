export const texts = {
  definitions: { zh: "定义", en: "Definitions" },
  lead: { zh: "台账、计分方案、单价和日历都是文本。改了存为新版本，旧数据保留旧口径。", en: "Registers, schemes, prices and calendars are texts. A change becomes a new version; old data keep theirs." },
  phone: { zh: "定义请在电脑上改；手机上只能看。", en: "Definitions are edited on a desk machine; here they can be read." },
  kind: { zh: "类", en: "Kind" },
  name: { zh: "名称", en: "Name" },
  title: { zh: "标题", en: "Title" },
  version: { zh: "版本", en: "Version" },
  versionNo: { zh: "第 {version} 版", en: "version {version}" },
  adopted: { zh: "采用于", en: "Adopted" },
  line: { zh: "记账", en: "Line" },
  digest: { zh: "摘要", en: "Digest" },
  caption: { zh: "在用的定义", en: "Definitions in force" },
  newRegister: { zh: "新台账", en: "New register" },
  text: { zh: "文本", en: "Text" },
  preview: { zh: "会做成这样的表单", en: "The form it makes" },
  noFields: { zh: "还读不出字段。", en: "No fields can be read yet." },
  difference: { zh: "和在用的第 {version} 版比", en: "Against version {version} in force" },
  noDifference: { zh: "没有改动。", en: "Nothing changed." },
  problems: { zh: "要改的地方", en: "To mend" },
  at: { zh: "第 {line} 行第 {column} 字", en: "line {line}, column {column}" },
  fine: { zh: "读得懂，{n} 个字段。", en: { one: "It reads well: one field.", other: "It reads well: {n} fields." } },
  fineOther: { zh: "读得懂。", en: "It reads well." },
  checking: { zh: "正在查……", en: "Checking…" },
  history: { zh: "版本", en: "Versions" },
  inForce: { zh: "在用", en: "in force" },
  by: { zh: "{actor}，{at}", en: "{actor}, {at}" },
  adopt: { zh: "采用为第 {version} 版", en: "Adopt as version {version}" },
  adoptNew: { zh: "采用", en: "Adopt" },
  adoptHint: { zh: "已登记的保留旧定义，一笔不丢；新登记按新定义。", en: "Entries keep the definition they were made with; new ones follow the new." },
  reason: { zh: "为什么改", en: "Why it changes" },
  readyField: { zh: "补一个选项", en: "another choice is needed" },
  readyRule: { zh: "上级要求改口径", en: "the superior changed the rule" },
  reasonMissing: { zh: "请选一个理由，或写至少 4 个字。", en: "Choose a reason, or write at least 4 characters." },
  unchanged: { zh: "没有改动，不用采用。", en: "Nothing changed; nothing to adopt." },
  mend: { zh: "文本还有错，改好再采用。", en: "The text has errors; mend it first." },
  done: { zh: "已采用第 {version} 版，记账第 {seq} 条。", en: "Version {version} adopted, journal line {seq}." },
  revert: { zh: "放弃改动", en: "Drop the changes" },
  refused: { zh: "没有取到：", en: "Not available: " },
  old: { zh: "这是第 {version} 版的文本，已被后来的代替。", en: "This is the text of version {version}; a later one is in force." },
  backToCurrent: { zh: "看在用的", en: "Show the one in force" },
  startFrom: { zh: "从这一版改起", en: "Edit from this version" },
  draftKept: { zh: "没采用的改动还在，接着改。", en: "Your unfinished changes are still here." },
  required: { zh: "必填", en: "required" },
  type_text: { zh: "文字", en: "text" },
  type_integer: { zh: "整数", en: "whole number" },
  type_quantity: { zh: "数量", en: "quantity" },
  type_money: { zh: "金额", en: "amount of money" },
  type_date: { zh: "日期", en: "day" },
  type_time: { zh: "时间", en: "time" },
  type_choice: { zh: "选项", en: "choice" },
  type_reference: { zh: "引用", en: "reference" },
  type_file: { zh: "文件", en: "file" },
  type_ratio: { zh: "比率", en: "rate" },
  kinds_register: { zh: "台账", en: "Register" },
  kinds_scheme: { zh: "计分方案", en: "Scheme" },
  kinds_prices: { zh: "单价", en: "Prices" },
  kinds_calendar: { zh: "日历", en: "Calendar" },
  kinds_rates: { zh: "比率", en: "Rates" },
};

/** What a new register starts from. */
export const startText = `name = "new_register"
title = { zh = "新台账", en = "New register" }
kind = "count"
date = "on"
owner = "办公室"
stale_after_workdays = 10

[[field]]
name = "on"
title = { zh = "日期", en = "Date" }
type = "date"
required = true

[[field]]
name = "amount"
title = { zh = "数量", en = "Amount" }
type = "integer"
required = true
sum = true
`;
