// The rows of a receipt over HTTP: a page of them, or all as a file with the figure above them.
#include <fmt/format.h>

#include "indicators/asked.h"
#include "indicators/indicators_api.h"
#include "indicators/receipt_rows.h"
#include "platform/crypto/hash.h"
#include "platform/crypto/seal.h"
#include "platform/http/fields.h"

namespace hallbook::indicators {

using http::Request;
using http::Response;
using http::text_json;
using identity::Context;

namespace {

using files::CellKind;
using files::OutCell;

OutCell words_cell(std::string text) { return {CellKind::text, std::move(text), 0}; }
OutCell number_cell(const std::string& exact) {
  // An exact quotient ("1/3") is no number of a spreadsheet.
  if (exact.empty()) return {};
  return {exact.contains('/') ? CellKind::text : CellKind::number, exact, 0};
}

/// The file of one receipt: figure, formula, place in the books, then the rows and their sum.
class ReceiptFile {
 public:
  ReceiptFile(files::TableWriter& writer, Lang lang) : writer_{writer}, lang_{lang} {}

  void line(const Text& label, std::string value) {
    writer_.row({words_cell(label.in(lang_)), words_cell(std::move(value))});
  }
  void blank() { writer_.row({}); }

  // ux.md section 6, blocks 2, 4 and 9.
  void head(const Asked& asked, const Evaluation& evaluation, const IndicatorResult& result,
            const Evaluator::OpenReceipt& receipt, Instant at) {
    line({"指标", "Indicator"}, fmt::format("{} {}", result.row.no, result.row.name));
    line({"截至", "As of"}, iso(asked.as_of));
    line({"数", "Figure"}, result.value ? result.value_printed : "");
    line({"精确值", "Exact"}, receipt.value);
    line({"目标", "Target"}, target_printed(result));
    line({"明细相加", "Rows add up to"}, receipt.recomputed);
    line({"核对", "Check"},
         receipt.adds_up
             ? Text{"明细相加等于上面的数", "the rows add up to the figure"}.in(lang_)
             : Text{"明细相加不等于上面的数，先不要用", "the rows do not add up to the figure: do not use it"}.in(
                   lang_));
    line({"怎么算的", "How it is computed"}, result.explanation.in(lang_));
    line({"公式", "Formula"}, result.plan.formula);
    line({"账上的位置", "Place in the books"},
         fmt::format("#{} {}", evaluation.head.seq, evaluation.head.digest.hex()));
    line({"明细摘要", "Digest of the rows"}, receipt.digest.hex());
    for (const auto& used : evaluation.definitions)
      line({"定义", "Definition"}, fmt::format("{} {} v{} {}", used.kind, used.name, used.version, used.digest.hex()));
    line({"导出时间", "Written at"}, http::utc(at));
    blank();
  }

  /// Fields of the register too when all rows are of one.
  void headings(const std::vector<const registers::Definition*>& registers) {
    one_ = registers.size() == 1 ? registers.front() : nullptr;
    std::vector<OutCell> cells;
    for (const Text& title :
         {Text{"部分", "Part"}, Text{"台账", "Register"}, Text{"登记号", "Entry no."}, Text{"版次", "Version"},
          Text{"日期", "Day"}, Text{"日志行", "Journal line"}, Text{"数额", "Amount"}, Text{"计入", "Counts as"}})
      cells.push_back(words_cell(title.in(lang_)));
    if (one_ != nullptr)
      for (const auto& field : one_->fields) cells.push_back(words_cell(field.title.in(lang_)));
    writer_.row(cells);
  }

  void row(const ReceiptRow& row) {
    cells_ = {words_cell(row.leaf.text),
              words_cell(row.leaf.definition->title.in(lang_)),
              number_cell(std::to_string(row.entry.id.value)),
              number_cell(std::to_string(row.entry.version)),
              {CellKind::date, iso(row.entry.day), 0},
              number_cell(std::to_string(row.entry.seq)),
              number_cell(row.amount),
              number_cell(row.counts_as)};
    if (one_ != nullptr)
      for (std::size_t i = 0; i < one_->fields.size(); ++i)
        cells_.push_back(registers::export_cell(one_->fields[i], row.entry.values[i]));
    writer_.row(cells_);
    ++rows_;
  }

  /// Behind the rows what they give together, so that the file alone shows the equality.
  void total(const Evaluator::OpenReceipt& receipt) {
    writer_.row({words_cell(Text{"合计", "Total"}.in(lang_)),
                 words_cell(std::to_string(rows_)),
                 {},
                 {},
                 {},
                 {},
                 {},
                 number_cell(receipt.recomputed)});
  }

 private:
  files::TableWriter& writer_;
  Lang lang_;
  const registers::Definition* one_ = nullptr;
  std::uint64_t rows_ = 0;
  std::vector<OutCell> cells_;
};

Result<RowsWish> wish_of(const Request& request) {
  const auto limit = http::page_limit(request);
  if (!limit) return std::unexpected{limit.error()};
  RowsWish wish{std::string{request.query_or("part")}, request.query, *limit};
  wish.listing.erase("state");
  return wish;
}

Result<> write_receipt(const std::filesystem::path& file, db::ReadTx& tx, const Asked& asked, int no,
                       const Context& context) {
  const auto receipt = asked.evaluator.open_receipt(tx, no, asked.as_of, 0, 0);
  if (!receipt) return std::unexpected{receipt.error()};
  const Evaluation evaluation = asked.evaluator.evaluate(tx, asked.as_of);
  const IndicatorResult& result = *result_of(evaluation, no);
  const auto format = files::format_of(file);
  if (!format) return std::unexpected{format.error()};
  const std::string sample = context.unit.sample ? "示例 " : "";  // made-up data says so on its sheet too
  auto writer =
      files::create_table(file, *format, fmt::format("{}{} {}", sample, no, Text{"凭据", "Receipt"}.in(context.lang)));
  if (!writer) return std::unexpected{writer.error()};
  ReceiptFile out{**writer, context.lang};
  out.head(asked, evaluation, result, *receipt, context.at);
  out.headings(registers_behind(asked.evaluator.impl(), no));
  if (auto read = each_receipt_row(asked.evaluator.impl(), tx, no, asked.as_of, [&](const auto& row) { out.row(row); });
      !read)
    return read;
  out.total(*receipt);
  return (*writer)->finish();
}

}  // namespace

Result<Response> get_receipt_rows(const Request& request, Context& context) {
  const auto wish = wish_of(request);
  if (!wish) return std::unexpected{wish.error()};
  auto tx = context.data.read();
  const auto found = asked(tx, request, context);
  if (!found) return std::unexpected{found.error()};
  const auto no = asked_indicator(request, found->evaluator);
  if (!no) return std::unexpected{no.error()};
  const registers::Opening masks{context.data.keys().has_master() ? &context.data.keys() : nullptr, false};
  auto page = rows_page(found->evaluator.impl(), tx, *no, found->as_of, *wish, masks);
  if (!page) return std::unexpected{page.error()};
  Json items = Json::Array{}, parts = Json::Array{};
  for (auto& item : page->items) items.push_back(std::move(item));
  for (const auto& [text, name] : page->parts) parts.push_back(Json::Object{{"text", text}, {"register", name}});
  return http::ok(Json::Object{{"no", *no},
                               {"as_of", iso(found->as_of)},
                               {"register", page->register_name},
                               {"part", page->part},
                               {"words", text_json(page->words)},
                               {"parts", std::move(parts)},
                               {"total", Json::Object{{"rows", page->all_rows}, {"sum", page->all_sum}}},
                               {"shown", Json::Object{{"rows", page->shown_rows}, {"sum", page->shown_sum}}},
                               {"items", std::move(items)},
                               {"next", page->next.empty() ? Json{} : Json{page->next}}});
}

Result<Response> get_receipt_export(const Request& request, Context& context) {
  const std::string format{request.query_or("format", "xlsx")};
  if (format != "xlsx" && format != "csv")
    return refuse(RefusalCode::invalid, {"导出格式只有 xlsx 和 csv", "the formats are xlsx and csv"}, "format");
  auto tx = context.data.read();
  const auto found = asked(tx, request, context);
  if (!found) return std::unexpected{found.error()};
  const auto no = asked_indicator(request, found->evaluator);
  if (!no) return std::unexpected{no.error()};
  const auto folder = context.data.folder() / "uploads" / std::to_string(context.unit.id.value);
  std::filesystem::create_directories(folder);
  const auto file =
      folder / fmt::format("export-{}.{}", crypto::sm3(crypto::random_bytes(16)).hex().substr(0, 16), format);
  if (auto written = write_receipt(file, tx, *found, *no, context); !written) return std::unexpected{written.error()};
  const Text title{"凭据", "receipt"};
  return http::file_answer(file, fmt::format("{}-{}-{}.{}", title.in(context.lang), *no, iso(found->as_of), format),
                           true);
}

}  // namespace hallbook::indicators
