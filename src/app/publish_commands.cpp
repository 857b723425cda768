// publish -o DIR|FILE.zip: what the unit publishes of a frozen evaluation.
#include <fmt/format.h>

#include "app/command_line.h"

#include "app/commands.h"
#include "forms/publish.h"
#include "platform/files/disk.h"

namespace hallbook::app {
namespace {

namespace fs = std::filesystem;

struct Arguments {
  std::string output, project;
  int frozen = 1;
};

Result<int> write_bundle(const Options& options, const Arguments& arguments,
                         const std::vector<files::ZipEntry>& bundle) {
  const fs::path output{arguments.output};
  if (output.extension() == ".zip") {
    files::write_file(output, files::zip_bytes(bundle));
  } else {
    if (fs::exists(output) && !fs::is_empty(output))
      return refuse(RefusalCode::conflict,
                    {fmt::format("文件夹 {} 不是空的；请换一个", arguments.output),
                     fmt::format("the folder {} is not empty; name another", arguments.output)},
                    "output");
    fs::create_directories(output);
    for (const auto& entry : bundle) files::write_file(output / entry.name, entry.bytes);
  }
  Json names = Json::Array{};
  for (const auto& entry : bundle) names.push_back(entry.name);
  print(options, Json::Object{{"output", arguments.output}, {"files", std::move(names)}},
        fmt::format(fmt::runtime(options.lang == Lang::zh ? "已写入 {}（{} 个文件）\n" : "wrote {} ({} files)\n"),
                    arguments.output, bundle.size()));
  return exit_fine;
}

int publish(const Options& options, const Arguments& arguments) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    auto tx = session.data->read();
    const auto bundle =
        forms::publication(tx, session.data->evidence(), session.unit, arguments.project, arguments.frozen);
    if (!bundle) return std::unexpected{bundle.error()};
    return write_bundle(options, arguments, *bundle);
  });
}

}  // namespace

void add_publish(Cli cli) {
  static Arguments arguments;
  auto* command =
      cli.app.add_subcommand("publish", "a page and papers of a frozen evaluation, for publication / 信息公开");
  command->add_option("-o,--output", arguments.output, "an empty folder, or FILE.zip")->required();
  command->add_option("--frozen", arguments.frozen, "the frozen evaluation")
      ->between(1, 1'000'000)
      ->capture_default_str();
  command->add_option("--project", arguments.project, "code of the project; needed when there are several");
  command->callback([&options = cli.options, &exit = cli.exit] { exit = publish(options, arguments); });
}

}  // namespace hallbook::app
