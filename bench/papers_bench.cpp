// What people wait for when they print: the self-evaluation in three formats, a register of more than 1,000 rows as a book,
// the largest register as a sheet. Beside each, in the same run, what the libraries underneath take for the same cells.
// Goals: issue 4 of the official papers (docs/performance.md). Each measurement is a process of its own.
#include <cairo-pdf.h>
#include <fmt/format.h>
#include <pango/pangocairo.h>
#include <xlsxwriter.h>

#include <algorithm>

#include "base/embedded.h"
#include "bench/sample.h"
#include "dossier/projects.h"
#include "forms/papers.h"
#include "indicators/evaluation.h"
#include "platform/files/table.h"

namespace {

namespace fs = std::filesystem;
using namespace hallbook;
using bench::best;
using bench::in_child;
using bench::Measured;

constexpr int rounds = 3;

void found_sample(const bench::Folder& root) {
  auto hall = bench::found_hall(root / "data");
  bench::import_files(hall, bench::write_sample_files(root / "files"));
  const auto shipped = [](const char* ending) {
    return embedded_files(std::string{"definitions/projects/2026-window-service-fund"} + ending).front().text;
  };
  bench::must(hall.data->write([&](journal::Books& books) {
    return dossier::import_project(books, hall.unit, {"bench"}, hall.acting().at, shipped(".txt"), shipped(".toml"));
  }));
  const auto evaluation = [&] {
    auto tx = hall.data->read();
    const auto evaluator = bench::must(indicators::Evaluator::load(tx, hall.unit, ""));
    auto made = evaluator.evaluate(tx, evaluator.project().period.last);
    evaluator.attach_receipts(tx, made);
    return made;
  }();
  bench::must(hall.data->write([&](journal::Books& books) {
    return indicators::freeze(books, hall.unit, {"bench"}, hall.acting().at, evaluation);
  }));
}

/// The data directory as a command opens it.
struct Opened {
  explicit Opened(const bench::Folder& root)
      : data{bench::must(journal::DataDir::open(root / "data", journal::Mode::read))},
        tx{data->read()},
        unit{identity::units(tx).front()} {}
  forms::PaperOrder order(const std::string& kind) const {
    forms::PaperOrder made;
    made.kind = kind;
    made.today = make_date(2026, 12, 31);
    made.keys = &data->keys();
    return made;
  }
  forms::Paper paper(const forms::PaperOrder& order) {
    return bench::must(forms::make_paper(tx, data->evidence(), unit, order));
  }
  std::unique_ptr<journal::DataDir> data;
  db::ReadTx tx;
  identity::Unit unit;
};

void write_three(const bench::Folder& root) {
  Opened opened{root};
  auto order = opened.order("self-evaluation");
  order.frozen = 1;
  for (const char* ending : {".pdf", ".docx", ".xlsx"})
    if (bench::must(forms::paper_bytes(opened.paper(order), ending)).empty()) throw std::runtime_error{"empty"};
}

std::size_t rows_of(const forms::Document& document) {
  std::size_t rows = 0;
  for (const auto& block : document.blocks)
    if (const auto* table = std::get_if<forms::Table>(&block)) rows += table->rows.size();
  return rows;
}

const Period thousand_rows{make_date(2026, 1, 1), make_date(2026, 10, 31)};  // of 1,240 in the year

void write_book(const bench::Folder& root, const Period& period, Measured& measured) {
  Opened opened{root};
  auto order = opened.order("register:copies");
  order.period = period;
  const auto paper = opened.paper(order);
  if (bench::must(forms::paper_bytes(paper, ".pdf")).empty()) throw std::runtime_error{"empty"};
  measured.rows = rows_of(paper.document);
}

/// The limit: every cell of the book through Pango and Cairo once, wrapped to its width; no lines, no pages' foot, nothing
/// measured beforehand and nothing said twice kept.
void draw_bare(const bench::Folder& root, Measured& measured) {
  Opened opened{root};
  const auto document = opened.paper(opened.order("register:copies")).document;
  measured.time([&] {
    cairo_surface_t* surface = cairo_pdf_surface_create_for_stream(
        [](void*, const unsigned char*, unsigned int) { return CAIRO_STATUS_SUCCESS; }, nullptr, 842, 595);
    cairo_t* context = cairo_create(surface);
    PangoLayout* layout = pango_cairo_create_layout(context);
    PangoFontDescription* font = pango_font_description_from_string("Noto Serif CJK SC");
    pango_font_description_set_absolute_size(font, 9 * PANGO_SCALE);
    pango_layout_set_font_description(layout, font);
    for (const auto& block : document.blocks) {
      const auto* table = std::get_if<forms::Table>(&block);
      if (table == nullptr) continue;
      for (std::size_t row = 0; row < table->rows.size(); ++row)
        for (std::size_t column = 0; column < table->rows[row].cells.size(); ++column) {
          const std::string text = forms::plain_text(table->rows[row].cells[column]);
          pango_layout_set_width(layout, table->widths[column] / forms::per_point * PANGO_SCALE);
          pango_layout_set_text(layout, text.data(), static_cast<int>(text.size()));
          cairo_move_to(context, 50 + 55.0 * static_cast<double>(column), 60 + 15.0 * static_cast<double>(row));
          pango_cairo_show_layout(context, layout);
        }
      cairo_show_page(context);
    }
    pango_font_description_free(font);
    g_object_unref(layout);
    cairo_destroy(context);
    cairo_surface_finish(surface);
    cairo_surface_destroy(surface);
  });
  measured.rows = rows_of(document);
}

void write_sheet(const bench::Folder& root, Measured& measured) {
  Opened opened{root};
  const auto definition = bench::must(registers::find_register(opened.tx, opened.unit.id, "cases"));
  const forms::RegisterBook book{&definition, year_of(2026), 0, &opened.data->keys()};
  measured.rows =
      bench::must(forms::write_register_sheet(opened.tx, opened.unit.id, book, root / "cases.xlsx", "proof"));
}

/// The cells of our sheet, a thousand rows at a time, given to `write`; only its time counts.
void each_block(const fs::path& file, Measured& measured,
                const std::function<void(const std::vector<files::Row>&)>& write) {
  const auto reader = bench::must(files::open_table(file));
  std::vector<files::Row> block;
  for (files::Row row; bench::must(reader->next(row));) {
    block.push_back(row);
    if (block.size() < 1000) continue;
    measured.time([&] { write(block); });
    measured.rows += std::exchange(block, {}).size();
  }
  measured.time([&] { write(block); });
  measured.rows += block.size();
}

/// The peer: libxlsxwriter in constant memory.
void write_with_library(const bench::Folder& root, Measured& measured) {
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  lxw_workbook* book = workbook_new_opt((root / "peer.xlsx").c_str(), &options);
  lxw_worksheet* sheet = workbook_add_worksheet(book, "cases");
  lxw_row_t at = 0;
  each_block(root / "cases.xlsx", measured, [&](const std::vector<files::Row>& rows) {
    for (const auto& row : rows) {
      for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const auto& cell = row.cells[i];
        const auto column = static_cast<lxw_col_t>(i);
        if (cell.kind == files::CellKind::number)
          worksheet_write_number(sheet, at, column, std::strtod(cell.text.c_str(), nullptr), nullptr);
        else if (!cell.text.empty())
          worksheet_write_string(sheet, at, column, cell.text.c_str(), nullptr);
      }
      ++at;
    }
  });
  measured.time([&] {
    if (workbook_close(book) != LXW_NO_ERROR) throw std::runtime_error{"libxlsxwriter"};
  });
}

/// Our own writer alone, without the database.
void write_cells_alone(const bench::Folder& root, Measured& measured) {
  const auto writer = bench::must(files::create_table(root / "alone.xlsx", files::TableFormat::xlsx, "cases"));
  std::vector<files::OutCell> out;
  each_block(root / "cases.xlsx", measured, [&](const std::vector<files::Row>& rows) {
    for (const auto& row : rows) {
      out.clear();
      for (const auto& cell : row.cells) out.push_back({cell.kind, cell.text});
      writer->row(out);
    }
  });
  measured.time([&] { bench::must(writer->finish()); });
}

template <class Work>
Measured best_of(const Work& work) {
  Measured found = in_child(work);
  for (int round = 1; round < rounds; ++round) found = best(found, in_child(work));
  return found;
}

void line(const std::string& what, const Measured& measured, double most_seconds, double most_mb) {
  const double megabytes = static_cast<double>(measured.peak_kib) * 1024 / 1e6;
  const bool slow = most_seconds > 0 && measured.seconds > most_seconds, large = most_mb > 0 && megabytes > most_mb;
  std::string goal = most_seconds > 0 ? fmt::format("≤ {} s", most_seconds) : "";
  if (most_mb > 0) goal += fmt::format(", ≤ {} MB", most_mb);
  fmt::print("| {} | {} | {:.2f} | {:.2f} | {:.1f} | {} | {} |\n", what, measured.rows, measured.seconds,
             measured.cpu_seconds, megabytes, goal, slow || large ? "MISSED" : "");
  std::fflush(stdout);
}

}  // namespace

int main() try {
  const bench::Folder root;
  in_child([&](Measured&) { found_sample(root); });
  fmt::print("official papers of the sample year, best of {} processes each\n\n", rounds);
  fmt::print("| paper | rows | s | cpu s | peak MB | goal | |\n|---|--:|--:|--:|--:|---|---|\n");
  line("program, data directory opened", best_of([&](Measured&) { Opened{root}; }), 0, 0);
  line("self-evaluation, frozen: PDF, DOCX and XLSX", best_of([&](Measured&) { write_three(root); }), 1, 0);
  line("register:copies, ten months, as PDF", best_of([&](Measured& m) { write_book(root, thousand_rows, m); }), 0.5,
       0);
  line("register:copies, the year, as PDF", best_of([&](Measured& m) { write_book(root, year_of(2026), m); }), 0, 0);
  line("bare Pango and Cairo, its cells once", best_of([&](Measured& m) { draw_bare(root, m); }), 0, 0);
  line("register:cases as XLSX", best_of([&](Measured& m) { write_sheet(root, m); }), 4, 30);
  line("its cells, our writer alone", best_of([&](Measured& m) { write_cells_alone(root, m); }), 0, 0);
  line("its cells, libxlsxwriter in constant memory", best_of([&](Measured& m) { write_with_library(root, m); }), 0, 0);
  return 0;
} catch (const std::exception& fault) {
  fmt::print(stderr, "papers_bench: {}\n", fault.what());
  return 1;
}
