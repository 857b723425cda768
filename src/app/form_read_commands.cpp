// form rescore FILE: a published self-evaluation read by its headings and scored again, row by row.
#include "app/form_read_commands.h"

#include <fmt/format.h>

#include "forms/rescore.h"
#include "platform/files/disk.h"

namespace hallbook::app {
namespace {

Result<indicators::Scheme> scheme_of(const std::string& file) {
  if (file.empty()) return forms::shipped_grades();
  const auto text = files::read_file(file, 1u << 20);
  if (!text) return std::unexpected{text.error()};
  return indicators::parse_scheme(*text);
}

std::string number_or_dash(const std::optional<forms::PrintedNumber>& number) { return number ? number->text : "—"; }

std::string row_words(const std::string& name, const std::optional<forms::PrintedNumber>& printed,
                      const forms::RescoredRow& row, Lang lang) {
  std::string text =
      fmt::format("  {} {}  {} {} · {} {}  {}\n", forms::verdict_mark(row.verdict), name,
                  lang == Lang::zh ? "印" : "printed", number_or_dash(printed), lang == Lang::zh ? "算" : "computed",
                  row.computed ? row.computed->rounded(2) : "—", forms::verdict_words(row.verdict).in(lang));
  const std::string derivation = row.derivation.in(lang), why = row.why.in(lang);
  if (!row.rule.empty()) text += fmt::format("      {}{}{}\n", row.rule, derivation.empty() ? "" : ": ", derivation);
  if (!why.empty()) text += fmt::format("      {}\n", why);
  return text;
}

std::string report(const forms::PublishedEvaluation& published, const forms::Rescored& rescored, Lang lang) {
  const bool zh = lang == Lang::zh;
  std::string text = fmt::format("{} · {}\n", published.project, published.unit_name);
  const auto total = std::ranges::find(published.money, "total", &forms::PublishedMoney::source);
  text += row_words(zh ? "预算执行" : "execution", total == published.money.end() ? std::nullopt : total->score,
                    rescored.execution, lang);
  for (const auto& row : rescored.rows) {
    const auto& printed = published.rows[row.row];
    text += row_words(fmt::format("{} {} → {}", printed.name, printed.target_text, printed.actual_text), printed.score,
                      row, lang);
  }
  text += fmt::format(fmt::runtime(zh ? "总分：印 {} {}，算 {} {}\n" : "total: printed {} {}, computed {} {}\n"),
                      number_or_dash(published.total_score), published.grade,
                      rescored.computed_total ? rescored.computed_total->rounded(2) : "—", rescored.computed_grade);
  for (const auto& cell : published.doubtful)
    text += fmt::format("  ? {}: “{}” {}\n", cell.place.in(lang), cell.text, cell.why.in(lang));
  for (const auto& finding : rescored.findings)
    text += fmt::format("  ! {}: {}\n", finding.place.in(lang), finding.message.in(lang));
  return text;
}

}  // namespace

int rescore_file(const Options& options, const std::string& file, const std::string& scheme_file) {
  const auto scheme = scheme_of(scheme_file);
  if (!scheme) return print_refusal(options, scheme.error());
  const auto grid = forms::read_grid(file);
  if (!grid) return print_refusal(options, grid.error());
  const auto published = forms::read_self_evaluation(*grid);
  if (!published) return print_refusal(options, published.error());
  const auto rescored = forms::rescore(*published, *scheme);
  print(options, forms::rescored_json(*published, rescored), report(*published, rescored, options.lang));
  return forms::holds(*published, rescored) ? exit_fine : exit_refused;
}

int read_form(const Options& options, const std::string& file) {
  const auto grid = forms::read_grid(file);
  if (!grid) return print_refusal(options, grid.error());
  std::string text;
  Json rows = Json::Array{};
  for (const auto& row : grid->rows) {
    Json cells = Json::Array{};
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      text += (i == 0 ? "" : "\t") + (row.cells[i].merged ? std::string{} : row.cells[i].text);
      cells.push_back(Json::Object{{"text", row.cells[i].text}, {"merged", row.cells[i].merged}});
    }
    text += '\n';
    rows.push_back(Json::Object{{"place", row.place.in(options.lang)}, {"cells", std::move(cells)}});
  }
  print(options, Json::Object{{"format", grid->format}, {"rows", std::move(rows)}}, text);
  return exit_fine;
}

}  // namespace hallbook::app
