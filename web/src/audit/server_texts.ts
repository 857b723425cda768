/** Parts of a verification, as the server names them. */
export const parts: Record<string, { zh: string; en: string }> = {
  chain: { zh: "日志链", en: "the chain" },
  journal: { zh: "日志链", en: "the chain" },
  tree: { zh: "摘要树", en: "the tree" },
  files: { zh: "原始文件", en: "the files" },
  evidence: { zh: "原始文件", en: "the files" },
  rows: { zh: "明细行", en: "the rows" },
  tables: { zh: "账表", en: "the tables" },
  rollups: { zh: "合计", en: "the totals" },
  figures: { zh: "合计", en: "the totals" },
  replay: { zh: "重放日志", en: "replaying the journal" },
  rebuild: { zh: "重放日志", en: "replaying the journal" },
};
