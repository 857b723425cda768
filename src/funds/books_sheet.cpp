#include "base/money_math.h"
#include "funds/books_export.h"
#include "funds/voucher_store.h"
#include "platform/files/table.h"

namespace hallbook::funds {

Result<ExportCounts> export_sheet(db::ReadTx& tx, UnitId unit, const BookRules& rules, const Months& months,
                                  const std::filesystem::path& file) {
  using files::CellKind;
  const auto format = files::format_of(file);
  if (!format) return std::unexpected{format.error()};
  auto table = files::create_table(file, *format, "凭证");
  if (!table) return std::unexpected{table.error()};
  std::vector<files::OutCell> head;
  for (const auto* title : {"凭证号", "记账日期", "发生日期", "单据", "摘要", "收款人", "科目编号", "科目名称",
                            "借方（元）", "贷方（元）", "项目", "预算行", "资金来源", "经济分类"})
    head.push_back({CellKind::text, title});
  (*table)->row(head);
  ExportCounts counts;
  voucher_store::each_posting(tx, unit, months.first, months.last, [&](const auto& row) {
    if (row.row_no == 1) ++counts.vouchers;
    ++counts.postings;
    const auto* account = rules.account(row.posting.account);
    const auto& in = row.posting.dimensions;
    const bool debit = row.posting.amount > Money{};
    const files::OutCell amount{CellKind::number, to_yuan(debit ? row.posting.amount : Money{} - row.posting.amount),
                                2};
    (*table)->row({{CellKind::text, voucher_name(row.series, row.number)},
                   {CellKind::date, iso(row.booked_on)},
                   {CellKind::date, iso(row.fact_on)},
                   {CellKind::text, row.document},
                   {CellKind::text, row.summary},
                   {CellKind::text, row.payee},
                   {CellKind::text, row.posting.account},
                   {CellKind::text, account ? account->title.zh : ""},
                   debit ? amount : files::OutCell{},
                   debit ? files::OutCell{} : amount,
                   {CellKind::text, in.project},
                   {CellKind::text, in.line},
                   {CellKind::text, in.source},
                   {CellKind::text, in.economic_class}});
  });
  if (auto done = (*table)->finish(); !done) return std::unexpected{done.error()};
  return counts;
}

}  // namespace hallbook::funds
