#include "app/output_file.h"

#include <fmt/format.h>

#include <filesystem>

namespace hallbook::app {

Result<> check_output(const std::string& output) {
  if (output.empty())
    return refuse(RefusalCode::invalid, {"没有说写到哪里;请加 -o 文件", "no output named; add -o FILE"}, "output");
  const std::filesystem::path folder = std::filesystem::absolute(output).parent_path();
  if (std::filesystem::is_directory(folder)) return {};
  return refuse(RefusalCode::not_found,
                {fmt::format("没有文件夹 {};请先建它,或换一个位置", folder.string()),
                 fmt::format("there is no folder {}; make it first, or write elsewhere", folder.string())},
                "output", output);
}

}  // namespace hallbook::app
