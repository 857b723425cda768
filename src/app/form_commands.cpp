// form KIND -o FILE: an official form from the facts, as DOCX, XLSX or PDF; form-template KIND -o FILE.docx: its template.
#include <fmt/format.h>

#include "app/command_line.h"

#include "app/as_of.h"
#include "app/commands.h"
#include "app/form_read_commands.h"
#include "app/output_file.h"
#include "base/embedded.h"
#include "forms/docx.h"
#include "forms/pdf.h"
#include "forms/self_evaluation.h"
#include "forms/target_table.h"
#include "forms/template.h"
#include "forms/xlsx.h"
#include "indicators/evaluation.h"
#include "platform/files/disk.h"

namespace hallbook::app {
namespace {

namespace fs = std::filesystem;
using forms::Document;

struct FormArguments {
  std::string kind, input, output, project, as_of, form, scheme;
  int frozen = 0;
};

/// What a form is made of, and what proves it.
struct Paper {
  dossier::Project project;
  Json evaluation;
  int version = 0;  // of the frozen evaluation; 0 = a draft
  std::string at;  // when it was frozen, ISO 8601; a draft: the day of its figures
};

std::string shipped_name(std::string_view kind) { return fmt::format("definitions/forms/yunnan-2026-{}.xml", kind); }

/// --template FILE (a .docx edited in an office suite), else the shipped form.
Result<Document> form_of(const FormArguments& arguments) {
  if (!arguments.form.empty()) {
    auto source = files::SourceFile::open(arguments.form, 32u << 20);
    if (!source) return std::unexpected{source.error()};
    return forms::read_docx(std::move(*source));
  }
  const std::string name = shipped_name(arguments.kind);
  const auto found = embedded_files(name);
  if (found.empty())
    return refuse(RefusalCode::not_found,
                  {fmt::format("没有“{}”这种表;可用 self-evaluation、target-table", arguments.kind),
                   fmt::format("there is no form “{}”; use self-evaluation or target-table", arguments.kind)},
                  "kind");
  return forms::read_document_xml(found.front().text, name);
}

Result<Paper> frozen_paper(db::ReadTx& tx, Session& session, const FormArguments& arguments) {
  const auto frozen =
      indicators::find_frozen(tx, session.data->evidence(), session.unit_id(), arguments.project, arguments.frozen);
  if (!frozen) return std::unexpected{frozen.error()};
  auto project = dossier::find_project(tx, session.unit_id(), frozen->project, frozen->at_seq);
  if (!project) return std::unexpected{project.error()};
  auto evaluation = Json::parse(frozen->bytes);
  if (!evaluation) return std::unexpected{evaluation.error()};
  return Paper{*std::move(project), *std::move(evaluation), frozen->version, iso(frozen->at)};
}

Result<Paper> draft_paper(db::ReadTx& tx, Session& session, const FormArguments& arguments, Lang lang) {
  auto evaluator = indicators::Evaluator::load(tx, session.unit_id(), arguments.project);
  if (!evaluator) return std::unexpected{evaluator.error()};
  const auto as_of = pick_as_of(arguments.as_of, evaluator->project().period, session.unit.sample);
  if (!as_of) return std::unexpected{as_of.error()};
  Json evaluation = indicators::to_json(evaluator->evaluate(tx, *as_of), lang);
  return Paper{evaluator->project(), std::move(evaluation), 0, iso(*as_of) + "T00:00:00Z"};
}

/// R-FRM-23: 7 point line under each page; a draft says so and has no code.
forms::ProofLine proof_of(const Paper& paper) {
  const Json& head = paper.evaluation.at("journal_head");
  const std::string root = head.at("root").string();
  const std::string place =
      fmt::format("链头 #{} {}…{}", head.at("seq").integer(), root.substr(0, 8), root.substr(root.size() - 8));
  const std::string sample = paper.evaluation.at("sample").boolean() ? " · 示例" : "";
  if (paper.version == 0)
    return {fmt::format("厅簿 · 草稿{} · 数据截至 {} · {}", sample, paper.evaluation.at("as_of").string(), place), "",
            paper.at};
  return {
      fmt::format("厅簿{} · 第 {} 版 · 封存 {} · {}", sample, paper.version, paper.at, place),
      fmt::format("HB1:{}:{}:{}:{}", paper.project.code, paper.version, head.at("seq").integer(), root.substr(0, 32)),
      paper.at};
}

Json facts_of(const Paper& paper, std::string_view kind) {
  return kind == "target-table" ? forms::target_table_facts(paper.project)
                                : forms::self_evaluation_facts(paper.project, paper.evaluation);
}

Result<std::string> bytes_of(const Document& document, const forms::ProofLine& proof, const std::string& ending) {
  if (ending == ".docx") {
    Document with_proof = document;
    with_proof.blocks.emplace_back(forms::paragraph(proof.text, forms::Align::center, false, 14));
    return forms::write_docx(with_proof);
  }
  if (ending == ".xlsx") return forms::write_xlsx(document, proof.text);
  if (ending == ".pdf") {
    auto pdf = forms::write_pdf(document, proof);
    if (!pdf) return std::unexpected{pdf.error()};
    return std::move(pdf->bytes);
  }
  return refuse(RefusalCode::invalid,
                {fmt::format("不能写“{}”;输出文件以 .docx、.xlsx 或 .pdf 结尾", ending),
                 fmt::format("cannot write “{}”; the output ends in .docx, .xlsx or .pdf", ending)},
                "output");
}

void tell(const Options& options, const FormArguments& arguments, const Paper& paper, std::size_t size) {
  Json obstacles = Json::Array{};
  std::string text = options.lang == Lang::zh ? fmt::format("已写入 {}({} 字节)\n", arguments.output, size)
                                              : fmt::format("wrote {} ({} bytes)\n", arguments.output, size);
  if (arguments.kind == "self-evaluation")
    for (const auto& obstacle : forms::self_evaluation_obstacles(paper.evaluation)) {
      obstacles.push_back(Json::Object{
          {"code", obstacle.code}, {"indicator", obstacle.indicator}, {"message", obstacle.message.in(options.lang)}});
      text += fmt::format("  {}\n", obstacle.message.in(options.lang));
    }
  print(
      options,
      Json::Object{
          {"file", arguments.output}, {"bytes", size}, {"version", paper.version}, {"obstacles", std::move(obstacles)}},
      text);
}

/// form rescore FILE, form read FILE.
int read_published(const Options& options, const FormArguments& arguments) {
  if (!arguments.input.empty())
    return arguments.kind == "read" ? read_form(options, arguments.input)
                                    : rescore_file(options, arguments.input, arguments.scheme);
  return print_refusal(
      options, {RefusalCode::invalid,
                {"没有说读哪个文件;请写 form rescore 文件", "no file named; write form rescore FILE or form read FILE"},
                "file",
                {}});
}

int make_form(const Options& options, const FormArguments& arguments) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    if (auto writable = check_output(arguments.output); !writable) return std::unexpected{writable.error()};
    const auto form = form_of(arguments);
    if (!form) return std::unexpected{form.error()};
    auto tx = session.data->read();
    const auto paper =
        arguments.frozen > 0 ? frozen_paper(tx, session, arguments) : draft_paper(tx, session, arguments, options.lang);
    if (!paper) return std::unexpected{paper.error()};
    auto filled = forms::fill(*form, facts_of(*paper, arguments.kind));
    if (!filled) return std::unexpected{filled.error()};
    filled->title = fmt::format("{} · {}", paper->project.name, paper->project.year);
    const auto bytes = bytes_of(*filled, proof_of(*paper), fs::path{arguments.output}.extension().string());
    if (!bytes) return std::unexpected{bytes.error()};
    files::write_file(arguments.output, *bytes);
    tell(options, arguments, *paper, bytes->size());
    return exit_fine;
  });
}

/// The shipped form as a file that an office suite opens: edit it, then form KIND --template FILE.
int write_template(const Options& options, const FormArguments& arguments) {
  if (auto writable = check_output(arguments.output); !writable) return print_refusal(options, writable.error());
  const auto form = form_of(arguments);
  if (!form) return print_refusal(options, form.error());
  files::write_file(arguments.output, forms::write_docx(*form));
  print(options, Json::Object{{"file", arguments.output}},
        options.lang == Lang::zh ? fmt::format("已写入 {};改好后用 form {} --template {}\n", arguments.output,
                                               arguments.kind, arguments.output)
                                 : fmt::format("wrote {}; edit it, then form {} --template {}\n", arguments.output,
                                               arguments.kind, arguments.output));
  return exit_fine;
}

}  // namespace

void add_forms(Cli cli) {
  static FormArguments arguments;
  auto* form = cli.app.add_subcommand("form", "an official form from the records: .docx, .xlsx or .pdf");
  form->add_option("KIND", arguments.kind,
                   "self-evaluation (项目支出绩效自评表) or target-table (项目绩效目标表), to write;"
                   " rescore, to score a published self-evaluation again; read, to print the cells of one")
      ->required();
  form->add_option("FILE", arguments.input, "rescore, read: the published table, .docx, .xlsx, .csv or text");
  form->add_option("-o,--output", arguments.output, "file to write; its ending says which format");
  form->add_option("--project", arguments.project, "code of the project; needed when there are several");
  form->add_option("--as-of", arguments.as_of, "figures up to this day (YYYY-MM-DD)");
  form->add_option("--frozen", arguments.frozen, "print frozen evaluation N instead of a draft of today's")
      ->between(1, 1'000'000);
  form->add_option("--template", arguments.form, "a .docx form of your own instead of the shipped one");
  form->add_option("--scheme", arguments.scheme, "rescore: a scheme file with other grades than 90, 80, 60");
  form->callback([&options = cli.options, &exit = cli.exit] {
    const bool reads = arguments.kind == "rescore" || arguments.kind == "read";
    exit = reads ? read_published(options, arguments) : make_form(options, arguments);
  });
  auto* shipped = cli.app.add_subcommand("form-template", "the shipped template of a form, to edit in an office suite");
  shipped->add_option("KIND", arguments.kind, "self-evaluation or target-table")->required();
  shipped->add_option("-o,--output", arguments.output, "file to write (.docx)")->required();
  shipped->callback([&options = cli.options, &exit = cli.exit] { exit = write_template(options, arguments); });
}

}  // namespace hallbook::app
