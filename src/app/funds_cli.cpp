#include "app/funds_cli.h"

#include <fmt/format.h>

#include "base/text.h"
#include "dossier/projects.h"
#include "platform/files/disk.h"

namespace hallbook::app {

namespace {
constexpr std::uint64_t largest_paper = 50u << 20;
}

funds::Acting acting_by(const Session& session, const std::string& by) {
  return {session.unit_id(), cli_actor(), now(), by};
}

Result<std::string> project_of(db::ReadTx& tx, UnitId unit, const std::string& asked) {
  const auto project = dossier::find_project(tx, unit, asked);
  if (!project) return std::unexpected{project.error()};
  return project->code;
}

Result<Date> day_typed(const std::string& text, std::string_view option) {
  if (const auto day = parse_date(text)) return *day;
  return refuse(
      RefusalCode::invalid,
      {fmt::format("“{}”不是日期：请写成 2026-03-31", text), fmt::format("“{}” is no date: write 2026-03-31", text)},
      std::string{option});
}

Result<std::vector<funds::PaperFile>> papers_typed(Session& session, const std::vector<std::string>& texts) {
  std::vector<funds::PaperFile> papers;
  for (const auto& text : texts) {
    const auto cut = text.find('=');
    if (cut == std::string::npos)
      return refuse(RefusalCode::invalid,
                    {fmt::format("附件“{}”应写成 类别=名称 或 类别=@文件", quote(text)),
                     fmt::format("paper “{}” is written kind=name or kind=@file", quote(text))},
                    "paper");
    funds::PaperFile paper{text.substr(0, cut), text.substr(cut + 1), ""};
    if (paper.name.starts_with('@')) {
      const std::filesystem::path file{paper.name.substr(1)};
      const auto bytes = files::read_file(file, largest_paper);
      if (!bytes) return std::unexpected{bytes.error()};
      paper.name = file.filename().string();
      paper.digest = session.data->evidence().put_source(file, session.data->keys()).hex();
    }
    papers.push_back(std::move(paper));
  }
  return papers;
}

std::string told(const std::vector<Text>& warnings, Lang lang) {
  std::string text;
  for (const Text& one : warnings) text += "  ! " + one.in(lang) + "\n";
  return text;
}

}  // namespace hallbook::app
