export const settingsTexts = {
  mine: { zh: "我的习惯", en: "My habits" },
  mineHint: { zh: "只记在这台电脑的浏览器里。", en: "Kept in this machine's browser only." },
  language: { zh: "语言", en: "Language" },
  density: { zh: "行距", en: "Row height" },
  compact: { zh: "紧", en: "Compact" },
  normal: { zh: "常用", en: "Normal" },
  wide: { zh: "宽", en: "Wide" },
  on: { zh: "开着", en: "On" },
  server: { zh: "本单位", en: "This unit" },
  serverHint: { zh: "这些写在服务器的配置文件里，由信息技术科改。", en: "These stand in the server's configuration file; the IT section changes them." },
  unit: { zh: "单位", en: "Unit" },
  version: { zh: "版本", en: "Version" },
};
export const aboutTexts = {
  what: { zh: "厅簿：政务服务大厅的日常登记、项目目标和评价。每个数都能点开，看到是由哪些行加成的。", en: "Hallbook: daily registers, project targets and evaluation of a government service hall. Every figure opens into the rows that make it." },
  how: { zh: "只增不改的账本：更正和作废都留下旧的一笔、谁、何时、为什么。", en: "An append-only journal: corrections and voids keep the old line, with who, when and why." },
  version: { zh: "版本", en: "Version" },
  licence: { zh: "许可", en: "Licence" },
  feedback: { zh: "有意见请告诉办公室。", en: "Please tell the office what you think." },
  parts: { zh: "用到的部件", en: "Parts" },
  head: { zh: "账本链头", en: "Head of the journal" },
  headLine: { zh: "第 {seq} 条", en: "line {seq}" },
};
