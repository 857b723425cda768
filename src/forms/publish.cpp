#include "forms/publish.h"

#include <fmt/format.h>

#include <numeric>

#include "platform/crypto/hash.h"

namespace hallbook::forms {
namespace {

std::string html_escaped(std::string_view text) {
  std::string result;
  for (const char one : text) switch (one) {
      case '&': result += "&amp;"; break;
      case '<': result += "&lt;"; break;
      case '>': result += "&gt;"; break;
      case '"': result += "&quot;"; break;
      case '\n': result += "<br>"; break;
      default: result += one;
    }
  return result;
}

bool lies_left(const Cell& cell) { return !cell.paragraphs.empty() && cell.paragraphs.front().align == Align::left; }

/// A table cell by cell; a merged cell spans its rows, so that the page reads like the paper.
std::string html_table(const Table& table) {
  std::string html = "<table>\n<colgroup>";
  const auto whole = std::max(1, std::accumulate(table.widths.begin(), table.widths.end(), 0));
  for (const int width : table.widths) html += fmt::format("<col style=\"width:{}%\">", width * 100 / whole);
  html += "</colgroup>\n";
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    html += "<tr>";
    std::size_t column = 0;
    for (const Cell& one : table.rows[r].cells) {
      std::size_t rows = 1;
      if (one.merge == Merge::begin)
        for (std::size_t below = r + 1; below < table.rows.size(); ++below) {
          std::size_t at = 0;
          const Cell* same = nullptr;
          for (const Cell& other : table.rows[below].cells) {
            if (at == column) same = &other;
            at += static_cast<std::size_t>(other.columns);
          }
          if (same == nullptr || same->merge != Merge::go_on) break;
          ++rows;
        }
      if (one.merge != Merge::go_on)
        html += fmt::format("<{0}{1} colspan=\"{2}\" rowspan=\"{3}\">{4}</{0}>", table.rows[r].head ? "th" : "td",
                            lies_left(one) ? " class=\"left\"" : "", one.columns, rows, html_escaped(plain_text(one)));
      column += static_cast<std::size_t>(one.columns);
    }
    html += "</tr>\n";
  }
  return html + "</table>\n";
}

std::string html_document(const Document& document) {
  std::string html;
  bool titled = false;
  for (const Block& block : document.blocks) {
    if (const auto* table = std::get_if<Table>(&block)) {
      html += html_table(*table);
      continue;
    }
    const auto& one = std::get<Paragraph>(block);
    const bool heading = !titled && !one.runs.empty() && one.runs.front().bold;
    html += fmt::format("<{0}>{1}</{0}>\n", heading ? "h2" : "p", html_escaped(plain_text(one)));
    titled = titled || heading;
  }
  return html;
}

constexpr std::string_view page_style =
    "body{font:18px/1.7 'Noto Serif CJK SC',SimSun,serif;max-width:72em;margin:2em auto;padding:0 1em;color:#16202a}"
    "h1{font-size:26px}h2{font-size:22px}table{border-collapse:collapse;width:100%;margin:1em 0}"
    "th,td{border:1px solid #44515d;padding:.3em .5em;font-size:16px;text-align:center}.left{text-align:left}"
    ".scroll{overflow-x:auto}.proof{font-size:14px;color:#44515d;overflow-wrap:anywhere}";

/// Server-made, without script, outer address or tracking: it opens from a disk as from a web server.
std::string index_page(const identity::Unit& unit, const Paper& paper, const std::vector<std::string>& names) {
  std::string list;
  for (const auto& name : names) list += fmt::format("<li><a href=\"{0}\">{0}</a></li>\n", html_escaped(name));
  const auto title = fmt::format("{} {}", unit.name, paper.title);
  return fmt::format(
      "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
      "content=\"width=device-width\">\n<title>{0}</title>\n<style>{1}</style>\n</head>\n<body>\n<h1>{0}</h1>\n{2}"
      "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
      "aria-label=\"自评表\">\n{3}</div>\n<h2>文件</h2>\n<ul>\n{4}</ul>\n<p class=\"proof\">{5}<br>{6}<br>"
      "核对文件：sha256sum -c "
      "SHA256SUMS；核对内容：在本单位的厅簿里打开“核验纸件”，输入上面这行码。</p>\n</body>\n</html>\n",
      html_escaped(title), page_style, unit.sample ? "<p><b>示例数据，不是真实的自评。</b></p>\n" : "",
      html_document(paper.document), list, html_escaped(proof_of(paper).text), html_escaped(proof_of(paper).code));
}

std::unexpected<Refusal> refuse_unready(const std::vector<Obstacle>& obstacles) {
  Text all{fmt::format("还不能公开，有 {} 处要先办：", obstacles.size()),
           fmt::format("not ready for publication, {} things come first:", obstacles.size())};
  for (std::size_t i = 0; i < obstacles.size(); ++i) {
    all.zh += "\n  " + obstacles[i].message.zh;
    all.en += "\n  " + obstacles[i].message.en;
  }
  return refuse(RefusalCode::conflict, std::move(all), "obstacles");
}

struct Published {
  std::string_view kind, name;
};

}  // namespace

Result<std::vector<files::ZipEntry>> publication(db::ReadTx& tx, const journal::EvidenceStore& evidence,
                                                 const identity::Unit& unit, const std::string& project, int frozen) {
  PaperOrder order;
  order.project = project;
  order.frozen = frozen;
  order.kind = "self-evaluation";
  const auto main = make_paper(tx, evidence, unit, order);
  if (!main) return std::unexpected{main.error()};
  if (!main->obstacles.empty()) return refuse_unready(main->obstacles);
  std::vector<files::ZipEntry> bundle;
  for (const auto& [kind, name] : {Published{"self-evaluation", "自评表"}, Published{"report", "自评报告"}}) {
    order.kind = kind;
    const auto paper = make_paper(tx, evidence, unit, order);
    if (!paper) return std::unexpected{paper.error()};
    for (const std::string_view ending : {".pdf", ".docx", ".xlsx"}) {
      if (kind == "report" && ending == ".xlsx") continue;  // paragraphs are no sheet
      auto bytes = paper_bytes(*paper, ending);
      if (!bytes) return std::unexpected{bytes.error()};
      bundle.push_back({fmt::format("{}{}", name, ending), *std::move(bytes)});
    }
  }
  std::vector<std::string> names;
  for (const auto& entry : bundle) names.push_back(entry.name);
  bundle.push_back({"index.html", index_page(unit, *main, names)});
  std::string sums;
  for (const auto& entry : bundle)
    sums += fmt::format("{}  {}\n", crypto::hash(crypto::HashKind::sha256, entry.bytes).hex(), entry.name);
  bundle.push_back({"SHA256SUMS", std::move(sums)});
  return bundle;
}

}  // namespace hallbook::forms
