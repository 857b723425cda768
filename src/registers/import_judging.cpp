#include "registers/import_judging.h"

#include <fmt/format.h>

#include "registers/import_source.h"
#include "registers/import_store.h"

namespace hallbook::registers {
namespace {

constexpr std::uint64_t progress_step = 2048;

Refusal series_refusal() {
  return {RefusalCode::invalid,
          {"与这一序列的其他行不符；请与前后的行一起核对",
           "does not fit the other rows of its series; check it with the rows around it"},
          {},
          {}};
}

}  // namespace

Judging::Judging(journal::DataDir& data, const Acting& acting, const Definition& definition,
                 const std::filesystem::path& file, const ImportOptions& options)
    : data_{data}, acting_{acting}, definition_{definition}, file_{file}, options_{options} {}
Judging::~Judging() = default;

bool Judging::may_store() const {
  return !options_.dry_run && result.refused < result.rows && (result.refused == 0 || options_.accept_good);
}

Result<> Judging::open_file(db::ReadTx& tx, std::optional<RowSource>& source) {
  auto opened = RowSource::open(file_, options_);
  if (!opened) return std::unexpected{opened.error()};
  source = std::move(*opened);
  MappingWish wish{options_.mapping, remembered_mapping(tx, acting_.unit, definition_.name, source_of(options_))};
  auto layout = find_layout(definition_, source->first(), wish);
  if (!layout) return std::unexpected{layout.error()};
  layout_ = std::move(*layout);
  source->skip_to(layout_.first_data);
  result.format = source->reader().format();
  result.sheets = source->reader().sheets();
  for (const auto& sheet : result.sheets)  // R-IMP-17
    if (sheet.hidden) result.hidden_sheets.push_back(sheet.name);
  result.heading_row = layout_.heading_row;
  result.mapping = layout_.mapping;
  result.unused = layout_.unused;
  if (layout_.first_data > 1)
    result.notes.push_back(
        {fmt::format("第 {} 行作为列名行，上面的行没有读", layout_.heading_row),
         fmt::format("row {} was taken as the headings; the rows above it were left aside", layout_.heading_row)});
  return {};
}

/// R-IMP-09: one key, one entry: within the file and against the register.
void Judging::check_key(db::ReadTx& tx, const files::Row& row) {
  if (key_fields_.empty() || !key_of(definition_, key_fields_, values_, key_)) return;
  const std::string& field = definition_.rules.key.back();
  if (const auto earlier = keys_.add(key_, row.number)) {
    judge_->refuse_row(
        row,
        {RefusalCode::conflict,
         {fmt::format("与第 {} 行重复；只留一行", *earlier), fmt::format("repeats row {}; keep one of them", *earlier)},
         field,
         {}},
        problems_);
  } else if (first_id.value > 1) {
    if (const auto held = find_by_key(tx, acting_.unit, definition_, values_))
      judge_->refuse_row(
          row,
          {RefusalCode::conflict,
           {fmt::format("台账里已有（登记号 {}）；不重复导入，要改请用更正", held->value),
            fmt::format("the register has it already (entry {}); it is not imported twice, correct that entry instead",
                        held->value)},
           field,
           {}},
          problems_);
  }
}

/// A judged row goes to the canonical file or, when good rows are accepted, to the refused ones.
Result<> Judging::keep(const files::Row& row, bool fine) {
  if (fine && sink) sink->add(values_);
  if (!fine && !options_.accept_good) sink.reset();  // nothing of this file will be stored
  if (!fine && rest) return rest->add(row, judge_->last_refusals());
  return {};
}

Result<> Judging::judge_row(db::ReadTx& tx, const files::Row& row) {
  if (const TotalWord word = totals_->word(row); word != TotalWord::none) {
    totals_->compare(row, word, result.notes);
    return {};
  }
  ++result.rows;
  bool fine = judge_->judge(row, values_, problems_);
  totals_->add(values_);
  if (fine) {
    check_key(tx, row);
    fine = judge_->last_refusals().empty();
  }
  if (!fine) ++result.refused;
  if (series_) {
    if (fine) series_->add(row.number, values_);
    return {};
  }
  return keep(row, fine);
}

Result<> Judging::judge_rows(db::ReadTx& tx, RowSource& source) {
  for (std::uint64_t count = 0;; ++count) {
    const auto row = source.next();
    if (!row) return std::unexpected{row.error()};
    if (!*row) break;
    if (options_.progress && count % progress_step == 0)
      options_.progress(source.reader().bytes_read(), source.reader().total_bytes());
    if (auto judged = judge_row(tx, **row); !judged) return judged;
  }
  if (options_.progress) options_.progress(source.reader().total_bytes(), source.reader().total_bytes());
  if (result.rows == 0)
    return refuse(RefusalCode::invalid,
                  {fmt::format("第 {} 行是列名行，下面没有一行数据", layout_.heading_row),
                   fmt::format("row {} holds the headings, and no row of data follows", layout_.heading_row)},
                  "file");
  return {};
}

/// Pass 2 of a series kind: the same rows again, now that it is known which series are sound.
Result<> Judging::store_series(const SeriesBook::Refused& refused) {
  auto source = RowSource::open(file_, options_);
  if (!source) return std::unexpected{source.error()};
  source->skip_to(layout_.first_data);
  Problems again;  // told in pass 1 already
  for (;;) {
    const auto next = source->next();
    if (!next) return std::unexpected{next.error()};
    if (!*next) return {};
    const files::Row& row = **next;
    if (totals_->word(row) != TotalWord::none) continue;
    bool fine = judge_->judge(row, values_, again);
    if (fine && refused.rows.contains(row.number)) {
      const auto words = refused.words.find(row.number);
      judge_->refuse_row(row, words == refused.words.end() ? series_refusal() : words->second, again);
      fine = false;
    }
    if (auto kept = keep(row, fine); !kept) return kept;
  }
}

Result<> Judging::judge_series(db::ReadTx& tx) {
  const SeriesBook::Refused refused = series_->judge(tx, acting_.unit);
  result.refused += refused.rows.size();
  for (const auto& [number, refusal] : refused.words) {
    files::Row row;
    row.number = number;
    problems_.add(judge_->problem(row, refusal.field, refusal));
  }
  for (std::size_t unworded = refused.words.size(); unworded < refused.rows.size(); ++unworded) problems_.add({});
  series_.reset();
  if (!sink || (result.refused > 0 && !options_.accept_good)) return {};
  return store_series(refused);
}

Result<> Judging::run(db::ReadTx& tx) {
  seq = import_store::last_seq(tx, acting_.unit);
  first_id = next_entry_id(tx, acting_.unit, definition_);
  closed = closed_until(tx, acting_.unit, definition_.name);
  std::optional<RowSource> source;
  if (auto opened = open_file(tx, source); !opened) return opened;
  judge_ = std::make_unique<RowJudge>(definition_, layout_, RowJudge::Period{closed, !options_.late_reason.empty()});
  totals_ = std::make_unique<Totals>(definition_, layout_);
  if (is_series_kind(definition_.kind))
    series_ = std::make_unique<SeriesBook>(definition_);
  else
    for (const auto& name : definition_.rules.key) key_fields_.push_back(definition_.index(name));
  if (!options_.dry_run) {
    sink = std::make_unique<RowSink>(data_.evidence(), definition_, acting_.keys, first_id);
    if (options_.accept_good) rest = std::make_unique<RestFile>(file_, options_.rest, layout_);
  }
  if (auto judged = judge_rows(tx, *source); !judged) return judged;
  if (series_) {
    if (auto judged = judge_series(tx); !judged) return judged;
  }
  result.stored = may_store() ? result.rows - result.refused : 0;
  result.problems = problems_.take();
  result.more_problems = problems_.more();
  if (!may_store()) sink.reset(), rest.reset();
  return {};
}

}  // namespace hallbook::registers
