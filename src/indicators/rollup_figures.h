#pragma once
// Figures from day rollups, and from the rows behind them: the two sources whose answers a receipt compares.
#include "indicators/formula_eval.h"
#include "platform/crypto/hash.h"
#include "registers/query.h"

namespace hallbook::indicators {

/// What both sources read.
struct Reading {
  db::ReadTx& tx;
  UnitId unit;
  std::int64_t at_seq = 0;
  const PriceTable& prices;
  const WorkCalendar& calendar;
};

class RollupFigures final : public FigureSource {
 public:
  explicit RollupFigures(const Reading& reading) : reading_{reading} {}
  std::vector<Figure> totals(const Leaf& leaf, const Period& period, std::optional<PeriodKind> by) override;
  std::vector<std::int64_t> recorded(const registers::Definition& definition, const Period& period,
                                     std::optional<PeriodKind> by) override;
  Result<RateTally> rate(const Node& node, const Leaf& leaf, const Period& period) override;
  Result<Price> price(std::string_view name, const Period& period) override;

 private:
  Reading reading_;
};

/// One register row behind a part of a formula.
struct PartRow {
  registers::SourceRow row;
  std::string amount;  // exact, in the measure's unit; for rates "part/whole"
};

/// Reads every row behind a formula once; compares each total with the rollups; digests the rows.
class RowFigures final : public FigureSource {
 public:
  using Visit = std::function<void(std::size_t part, const PartRow&)>;
  RowFigures(const Reading& reading, RollupFigures& rollups, Visit visit = {});
  std::vector<Figure> totals(const Leaf& leaf, const Period& period, std::optional<PeriodKind> by) override;
  std::vector<std::int64_t> recorded(const registers::Definition& definition, const Period& period,
                                     std::optional<PeriodKind> by) override;
  Result<RateTally> rate(const Node& node, const Leaf& leaf, const Period& period) override;
  Result<Price> price(std::string_view name, const Period& period) override;

  struct Part {
    const Leaf* leaf = nullptr;
    std::uint64_t rows = 0;
    Rational rows_sum;   // from rows; of rates the rate
    Rational rollup_sum;
    bool equal = true;   // in every bucket, rows and sums
  };
  const std::vector<Part>& parts() const { return parts_; }
  Digest digest();  // once, at the end

 private:
  void begin(const Leaf& leaf);
  void add(const PartRow& row);
  Result<> rate_rows(const Node& node, const Leaf& leaf, const Period& period, RateTally& tally);
  void rate_totals_rows(const Node& node, const Leaf& leaf, const Period& period, RateTally& tally);

  Reading reading_;
  RollupFigures& rollups_;
  Visit visit_;
  std::vector<Part> parts_;
  crypto::Hasher hasher_;
  std::string buffer_;
};

}  // namespace hallbook::indicators
