#include "forms/register_paper.h"

#include <fmt/format.h>

#include "platform/crypto/hash.h"
#include "platform/db/read_once.h"
#include "platform/files/table.h"
#include "registers/entry.h"
#include "registers/source_rows.h"

namespace hallbook::forms {
namespace {

using registers::Definition;
using registers::EntryState;
using registers::EntryVersion;
using registers::Field;

constexpr std::size_t rows_a_page = 25;
constexpr int book_points = 18;  // half points of a row's letters

/// The columns that a book shows: every field but files.
std::vector<std::size_t> shown_fields(const Definition& definition) {
  std::vector<std::size_t> shown;
  for (std::size_t i = 0; i < definition.fields.size(); ++i)
    if (definition.fields[i].type != registers::FieldType::file) shown.push_back(i);
  return shown;
}

/// Of these, on paper only those that any entry fills: a sheet of A4 is narrow.
std::vector<std::size_t> filled_fields(const Definition& definition, const std::vector<EntryVersion>& entries) {
  auto shown = shown_fields(definition);
  std::erase_if(shown, [&](std::size_t i) {
    return !entries.empty() && std::ranges::all_of(entries, [&](const EntryVersion& entry) {
      return registers::is_empty(entry.values[i]);
    });
  });
  return shown;
}

/// In force, and voided ones: these are printed and not added.
void each_printed(db::ReadTx& tx, UnitId unit, const RegisterBook& book,
                  const std::function<void(const EntryVersion&)>& visit) {
  const db::ReadOnce once{tx};
  registers::ListOptions options;
  options.period = book.period;
  options.at_seq = book.at_seq;
  options.all_versions = true;
  options.opening = {book.keys, false};
  registers::each_entry(tx, unit, *book.definition, options, [&](const EntryVersion& entry) {
    if (entry.state != EntryState::superseded) visit(entry);
  });
}

std::string note_of(const EntryVersion& entry) {
  if (entry.state == EntryState::voided) return "作废" + (entry.ended_reason.empty() ? "" : "：" + entry.ended_reason);
  if (entry.version > 1) return "更正" + (entry.reason.empty() ? "" : "：" + entry.reason);
  return entry.late ? "迟到：" + entry.reason : "";
}

bool is_measure(const Field& field) { return field.sum && registers::is_number(field.type); }

/// Sums of the measures, in stored units, and how many entries.
struct BookSums {
  std::int64_t rows = 0;
  std::vector<std::int64_t> units;

  explicit BookSums(std::size_t fields) : units(fields, 0) {}
  void add(const Definition& definition, const EntryVersion& entry) {
    if (entry.state != EntryState::current) return;
    ++rows;
    for (std::size_t i = 0; i < units.size(); ++i)
      if (const auto* amount = std::get_if<std::int64_t>(&entry.values[i]);
          amount != nullptr && is_measure(definition.fields[i]))
        units[i] += *amount;
  }
};

class BookPages {
 public:
  BookPages(const identity::Unit& unit, const RegisterBook& book)
      : unit_{unit},
        definition_{*book.definition},
        period_{book.period},
        year_{definition_.fields.size()},
        month_{definition_.fields.size()} {
    document_.sheet = {16838, 11906, 1587, 1474, 2098, 1984};
    document_.title = definition_.title.zh;
  }

  Document made(std::vector<EntryVersion> entries) {
    std::ranges::stable_sort(entries, {},
                             [](const EntryVersion& entry) { return std::pair{entry.day, entry.id.value}; });
    shown_ = filled_fields(definition_, entries);
    begin_page();
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (rows_ == rows_a_page) turn_page();
      add_entry(entries[i]);
      const bool month_ends = i + 1 == entries.size() || entries[i + 1].day.month() != entries[i].day.month() ||
                              entries[i + 1].day.year() != entries[i].day.year();
      if (month_ends) {
        add_sums(fmt::format("{}月合计", static_cast<unsigned>(entries[i].day.month())), month_);
        month_ = BookSums{definition_.fields.size()};
      }
    }
    add_sums("累计", year_);
    end_page();
    return std::move(document_);
  }

 private:
  void begin_page() {
    Paragraph head = paragraph(definition_.title.zh, Align::center, true, 32);
    head.new_page = page_ > 0;
    document_.blocks.emplace_back(std::move(head));
    document_.blocks.emplace_back(
        paragraph(fmt::format("{}　　{} 至 {}{}{}", unit_.name, iso(period_.first), iso(period_.last),
                              definition_.owner.empty() ? "" : "　　责任科室：" + definition_.owner,
                              unit_.sample ? "　　示例" : ""),
                  Align::center, false, 21));
    table_ = Table{widths(), {}};
    Row head_row{{small("序号", Align::center)}, true};
    for (const auto field : shown_) head_row.cells.push_back(small(heading(definition_.fields[field]), Align::center));
    head_row.cells.push_back(small("备注", Align::center));
    table_.rows.push_back(std::move(head_row));
    ++page_;
    rows_ = 0;
  }
  void end_page() { document_.blocks.emplace_back(std::move(table_)); }
  void turn_page() {
    add_sums("过次页", year_);
    end_page();
    begin_page();
    add_sums("承前页", year_);
  }

  static Cell small(std::string text, Align align, bool bold = false) {
    Cell made;
    made.paragraphs.push_back(paragraph(std::move(text), align, bold, book_points));
    return made;
  }
  static std::string heading(const Field& field) {
    const std::string unit = field.type == registers::FieldType::money ? "元" : field.unit;
    return field.title.zh + (unit.empty() || !registers::is_number(field.type) ? "" : "（" + unit + "）");
  }

  std::vector<int> widths() const {
    std::vector<int> all{700};
    for (const auto i : shown_) {
      const auto& field = definition_.fields[i];
      all.push_back(field.type == registers::FieldType::date     ? 900
                    : registers::is_number(field.type)           ? 1050
                    : field.type == registers::FieldType::choice ? 1000
                                                                 : 1500);
    }
    all.push_back(1500);
    return all;
  }

  void add_entry(const EntryVersion& entry) {
    year_.add(definition_, entry);
    month_.add(definition_, entry);
    Row row{{small(std::to_string(entry.id.value), Align::center)}, false};
    for (const auto i : shown_) {
      const auto& field = definition_.fields[i];
      std::string text = registers::print_value(field, entry.values[i]);
      // Within one year its days need no year: "03-02".
      if (field.type == registers::FieldType::date && period_.first.year() == period_.last.year() &&
          text.starts_with(fmt::format("{}-", static_cast<int>(period_.first.year()))))
        text = text.substr(5);
      if (entry.state == EntryState::voided && is_measure(field) && !text.empty()) text = "（" + text + "）";
      row.cells.push_back(small(std::move(text), registers::is_number(field.type) ? Align::right : Align::left));
    }
    row.cells.push_back(small(note_of(entry), Align::left));
    table_.rows.push_back(std::move(row));
    ++rows_;
  }

  void add_sums(const std::string& title, const BookSums& sums) {
    Row row{{small("", Align::center)}, false};
    bool named = false;
    for (const auto i : shown_) {
      const auto& field = definition_.fields[i];
      if (is_measure(field))
        row.cells.push_back(
            small(registers::print_value(field, registers::FieldValue{sums.units[i]}), Align::right, true));
      else
        row.cells.push_back(small(std::exchange(named, true) ? "" : title, Align::left, true));
    }
    row.cells.push_back(small(fmt::format("{} 笔", sums.rows), Align::left, true));
    table_.rows.push_back(std::move(row));
  }

  const identity::Unit& unit_;
  const Definition& definition_;
  const Period period_;
  std::vector<std::size_t> shown_;
  Document document_;
  Table table_;
  BookSums year_, month_;
  std::size_t rows_ = 0;
  int page_ = 0;
};

}  // namespace

Result<Document> register_document(db::ReadTx& tx, const identity::Unit& unit, const RegisterBook& book) {
  std::vector<EntryVersion> entries;
  bool too_many = false;
  each_printed(tx, unit.id, book, [&](const EntryVersion& entry) {
    too_many = too_many || entries.size() == most_book_rows;
    if (!too_many) entries.push_back(entry);
  });
  if (too_many)
    return refuse(RefusalCode::over_limit,
                  {fmt::format("《{}》这段时间超过 {} 行，纸上印不下；请缩短期间，或输出 .xlsx",
                               book.definition->title.zh, most_book_rows),
                   fmt::format("{} has more than {} rows in this period; print a shorter one, or write .xlsx",
                               book.definition->title.en, most_book_rows)},
                  "period");
  return BookPages{unit, book}.made(std::move(entries));
}

// R-FRM-46
Result<std::uint64_t> write_register_sheet(db::ReadTx& tx, UnitId unit, const RegisterBook& book,
                                           const std::filesystem::path& file, const std::string& proof) {
  const Definition& definition = *book.definition;
  auto writer = files::create_table(file, files::TableFormat::xlsx, definition.title.zh);
  if (!writer) return std::unexpected{writer.error()};
  const auto shown = shown_fields(definition);
  using files::CellKind;
  std::vector<files::OutCell> cells{{CellKind::text, "序号"}};
  for (const auto i : shown) cells.push_back({CellKind::text, definition.fields[i].title.zh});
  cells.push_back({CellKind::text, "备注"});
  (*writer)->row(cells);
  BookSums sums{definition.fields.size()};
  std::uint64_t rows = 0;
  each_printed(tx, unit, book, [&](const EntryVersion& entry) {
    sums.add(definition, entry);
    cells.assign(1, {CellKind::number, std::to_string(entry.id.value)});
    for (const auto i : shown) {
      const auto& field = definition.fields[i];
      // A voided amount is text, so that a sum over the column leaves it out.
      cells.push_back(entry.state == EntryState::voided && is_measure(field)
                          ? files::OutCell{CellKind::text, "（" + registers::print_value(field, entry.values[i]) + "）"}
                          : registers::export_cell(field, entry.values[i]));
    }
    cells.push_back({CellKind::text, note_of(entry)});
    (*writer)->row(cells);
    ++rows;
  });
  cells.assign(1, {CellKind::text, "合计"});
  for (const auto i : shown)
    cells.push_back(is_measure(definition.fields[i])
                        ? registers::export_cell(definition.fields[i], registers::FieldValue{sums.units[i]})
                        : files::OutCell{CellKind::text, ""});
  cells.push_back({CellKind::text, fmt::format("{} 笔", sums.rows)});
  (*writer)->row(cells);
  (*writer)->row({{CellKind::text, proof}});
  if (auto done = (*writer)->finish(); !done) return std::unexpected{done.error()};
  return rows;
}

Digest register_digest(db::ReadTx& tx, UnitId unit, const RegisterBook& book) {
  crypto::Hasher hasher;
  std::string bytes;
  each_printed(tx, unit, book, [&](const EntryVersion& entry) {
    bytes =
        fmt::format("{}\t{}\t{}\t{}\t{}", entry.id.value, entry.version, entry.seq, entry.ended_seq, iso(entry.day));
    for (std::size_t i = 0; i < entry.values.size(); ++i)
      if (!book.definition->fields[i].personal)  // a purge must not change what a paper proves
        bytes += "\t" + registers::print_value(book.definition->fields[i], entry.values[i]);
    hasher.add(bytes + "\n");
  });
  return hasher.finish();
}

}  // namespace hallbook::forms
