#include "funds/treasury_read.h"

#include <fmt/format.h>

#include "base/money_math.h"
#include "base/text.h"

namespace hallbook::funds {
namespace {

constexpr std::uint64_t heading_rows = 20;
constexpr std::size_t longest_treasury_cell = 200;

struct TreasuryColumn {
  enum : std::size_t { voucher, paid_on, payee, amount, account, purpose, count };
};
using TreasuryColumns = std::array<std::size_t, TreasuryColumn::count>;
constexpr std::size_t no_treasury_column = SIZE_MAX;

/// R-TRE-01. Headings of the platforms seen; each column takes the first heading that fits, exactly.
const std::array<std::vector<std::string_view>, TreasuryColumn::count> treasury_headings{{
    {"支付凭证号", "凭证号", "凭证编号", "支付凭证编号", "支付令号", "授权支付凭证号", "voucher"},
    {"支付日期", "清算日期", "付款日期", "支付时间", "实际支付日期", "日期", "paid_on"},
    {"收款人全称", "收款人名称", "收款人", "收款单位", "收款方", "收款方名称", "payee"},
    {"支付金额", "金额", "付款金额", "实际支付金额", "本次支付金额", "amount"},
    {"部门经济分类", "经济分类", "部门支出经济分类", "预算指标", "指标", "account"},
    {"用途", "摘要", "资金用途", "支付用途", "附言", "purpose"},
}};

/// "支付金额（元）" → "支付金额", and whether it says 万元.
std::string treasury_heading(std::string_view cell, bool& ten_thousand) {
  std::string half = to_half_width(cell);
  std::erase_if(half, [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '*'; });
  ten_thousand = half.contains("万元");
  for (const std::string_view unit : {"(万元)", "(元)", "/万元", "/元"})
    if (half.ends_with(unit)) half.resize(half.size() - unit.size());
  return half;
}

std::optional<TreasuryColumns> treasury_columns(const files::Row& row, bool& ten_thousand) {
  TreasuryColumns columns;
  columns.fill(no_treasury_column);
  for (std::size_t at = 0; at < row.cells.size(); ++at) {
    bool unit = false;
    const auto heading = treasury_heading(row.cells[at].text, unit);
    for (std::size_t column = 0; column < TreasuryColumn::count; ++column) {
      if (columns[column] != no_treasury_column ||
          std::ranges::find(treasury_headings[column], heading) == treasury_headings[column].end())
        continue;
      columns[column] = at;
      if (column == TreasuryColumn::amount) ten_thousand = unit;
    }
  }
  for (const auto needed :
       {TreasuryColumn::voucher, TreasuryColumn::paid_on, TreasuryColumn::payee, TreasuryColumn::amount})
    if (columns[needed] == no_treasury_column) return std::nullopt;
  return columns;
}

std::string_view treasury_cell(const files::Row& row, std::size_t column) {
  return column < row.cells.size() ? trim(row.cells[column].text) : std::string_view{};
}

std::unexpected<Refusal> refuse_treasury_row(std::uint64_t row, std::string field, std::string_view zh,
                                             std::string_view en) {
  return refuse(RefusalCode::invalid, {fmt::format("第 {} 行：{}", row, zh), fmt::format("row {}: {}", row, en)},
                std::move(field), fmt::format("第 {} 行", row));
}

/// An amount of the export: signed, since money that came back is negative there; zero is refused.
Result<Money> treasury_amount(std::string_view text, bool ten_thousand, std::uint64_t row) {
  const auto read = parse_yuan(ten_thousand ? std::string{text} + "万元" : std::string{text});
  if (!read) return refuse_treasury_row(row, "amount", read.error().message.zh, read.error().message.en);
  if (*read == Money{}) return refuse_treasury_row(row, "amount", "金额是零", "the amount is zero");
  return read;
}

Result<TreasuryRow> treasury_row(const files::Row& row, const TreasuryColumns& columns, bool ten_thousand) {
  const auto number = row.number;
  for (const auto& cell : row.cells)
    if (auto sound = check_text(cell.text, longest_treasury_cell, true); !sound)
      return refuse_treasury_row(number, "", sound.error().message.zh, sound.error().message.en);
  TreasuryRow read{.row = static_cast<std::int64_t>(number)};
  read.voucher = treasury_cell(row, columns[TreasuryColumn::voucher]);
  read.payee = treasury_cell(row, columns[TreasuryColumn::payee]);
  if (columns[TreasuryColumn::account] != no_treasury_column)
    read.account = treasury_cell(row, columns[TreasuryColumn::account]);
  if (columns[TreasuryColumn::purpose] != no_treasury_column)
    read.purpose = treasury_cell(row, columns[TreasuryColumn::purpose]);
  if (read.voucher.empty()) return refuse_treasury_row(number, "voucher", "没有支付凭证号", "has no voucher number");
  if (read.payee.empty()) return refuse_treasury_row(number, "payee", "没有收款人", "has no payee");
  const auto day = parse_date(treasury_cell(row, columns[TreasuryColumn::paid_on]));
  if (!day)
    return refuse_treasury_row(
        number, "paid_on", fmt::format("“{}”不是日期", quote(treasury_cell(row, columns[TreasuryColumn::paid_on]))),
        fmt::format("“{}” is no day", quote(treasury_cell(row, columns[TreasuryColumn::paid_on]))));
  read.paid_on = *day;
  const auto money = treasury_amount(treasury_cell(row, columns[TreasuryColumn::amount]), ten_thousand, number);
  if (!money) return std::unexpected{money.error()};
  read.amount = *money;
  return read;
}

/// R-TRE-02: "合计" and its kin, where a voucher number would stand or anywhere when there is none.
bool is_total_row(const files::Row& row, const TreasuryColumns& columns) {
  if (!treasury_cell(row, columns[TreasuryColumn::voucher]).empty() &&
      !treasury_cell(row, columns[TreasuryColumn::payee]).empty())
    return false;
  for (const auto& cell : row.cells) {
    std::string bare{cell.text};
    std::erase_if(bare, [](char c) { return c == ' '; });
    for (const std::string_view word : {"合计", "总计", "小计", "本页合计", "累计", "合计:", "合计："})
      if (bare == word) return true;
  }
  return false;
}

class TreasuryReader {
 public:
  Result<TreasuryFile> read(files::TableReader& table) {
    result_.format = table.format();
    files::Row row;
    while (true) {
      const auto more = table.next(row);
      if (!more) return std::unexpected{more.error()};
      if (!*more) break;
      if (auto taken = take(row); !taken) return std::unexpected{taken.error()};
    }
    if (!columns_) return refuse_headings();
    if (result_.rows.empty())
      return refuse(RefusalCode::invalid, {"文件里没有付款记录", "the file holds no payment"}, "file");
    return std::move(result_);
  }

 private:
  Result<> take(const files::Row& row) {
    if (!columns_) {
      columns_ = treasury_columns(row, ten_thousand_);
      if (!columns_ && row.number > heading_rows) return refuse_headings();
      if (columns_ && ten_thousand_)
        result_.notes.push_back({"金额列单位是万元，已换算为元", "the amounts are in 10,000 yuan and were converted"});
      return {};
    }
    if (is_total_row(row, *columns_)) {
      result_.notes.push_back({fmt::format("第 {} 行是合计，未导入", row.number),
                               fmt::format("row {} is a total and was left out", row.number)});
      return {};
    }
    if (result_.rows.size() == most_treasury_rows)
      return refuse(RefusalCode::over_limit,
                    {fmt::format("超过 {} 行；请按季度分开导出", most_treasury_rows),
                     fmt::format("more than {} rows; export it by quarter", most_treasury_rows)},
                    "file");
    auto read = treasury_row(row, *columns_, ten_thousand_);
    if (!read) return std::unexpected{read.error()};
    result_.rows.push_back(std::move(*read));
    return {};
  }
  static std::unexpected<Refusal> refuse_headings() {
    return refuse(RefusalCode::invalid,
                  {"前 20 行里没有找到表头；需要列：支付凭证号、支付日期、收款人、支付金额",
                   "no treasury_headings in the first 20 rows; needed: 支付凭证号, 支付日期, 收款人, 支付金额"},
                  "file");
  }

  TreasuryFile result_;
  std::optional<TreasuryColumns> columns_;
  bool ten_thousand_ = false;
};

}  // namespace

Result<TreasuryFile> read_treasury_file(const std::filesystem::path& file) {
  files::Limits limits;
  limits.file_bytes = 20u << 20;
  limits.inflated_bytes = 100u << 20;
  limits.rows = 2 * most_treasury_rows;
  limits.columns = 64;
  auto table = files::open_table(file, {.limits = limits, .sheet = {}});
  if (!table) return std::unexpected{table.error()};
  return TreasuryReader{}.read(**table);
}

}  // namespace hallbook::funds
