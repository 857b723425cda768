#include "app/hall_cover_cbc.h"

#include <fmt/format.h>
#include <stdlib.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace hallbook::app {
namespace {

namespace fs = std::filesystem;

/// CPLEX LP format: variables x0, x1 …
std::string lp_text(const queueing::Cover& cover) {
  std::string text = "Minimize\n cost:";
  for (std::size_t j = 0; j < cover.cost.size(); ++j) text += fmt::format(" + {:.9f} x{}\n", cover.cost[j], j);
  text += "Subject To\n";
  for (std::size_t i = 0; i < cover.rows.size(); ++i) {
    text += fmt::format(" r{}:", i);
    for (std::size_t j = 0; j < cover.cost.size(); ++j)
      if (cover.rows[i].takes[j]) text += fmt::format(" + x{}\n", j);
    text += fmt::format(" >= {}\n", cover.rows[i].need);
  }
  text += "Bounds\n";
  for (std::size_t j = 0; j < cover.most.size(); ++j) text += fmt::format(" 0 <= x{} <= {}\n", j, cover.most[j]);
  text += "General\n";
  for (std::size_t j = 0; j < cover.cost.size(); ++j) text += fmt::format(" x{}\n", j);
  return text + "End\n";
}

/// "Optimal - objective value …", then lines "index name value cost" for what is not 0.
std::optional<queueing::CoverAnswer> read_solution(const fs::path& file, const queueing::Cover& cover) {
  std::ifstream in{file};
  std::string line;
  if (!std::getline(in, line) || !line.starts_with("Optimal")) return std::nullopt;
  queueing::CoverAnswer answer;
  answer.x.assign(cover.cost.size(), 0);
  while (std::getline(in, line)) {
    std::istringstream words{line};
    std::size_t index = 0;
    std::string name;
    double value = 0;
    if (!(words >> index >> name >> value) || name.size() < 2 || name[0] != 'x') continue;
    const std::size_t j = std::strtoull(name.c_str() + 1, nullptr, 10);
    if (j >= answer.x.size()) return std::nullopt;
    answer.x[j] = static_cast<int>(std::lround(value));
  }
  for (const auto& row : cover.rows) {  // an answer is believed only when it covers
    int sum = 0;
    for (std::size_t j = 0; j < answer.x.size(); ++j) sum += row.takes[j] * answer.x[j];
    if (sum < row.need) return std::nullopt;
  }
  for (std::size_t j = 0; j < answer.x.size(); ++j) answer.cost += cover.cost[j] * answer.x[j];
  answer.bound = answer.cost;
  answer.proven = true;
  return answer;
}

}  // namespace

std::optional<queueing::CoverAnswer> cover_by_cbc(const queueing::Cover& cover) {
  if (cover.rows.empty()) return std::nullopt;  // CBC refuses a problem without rows
  std::string folder = (fs::temp_directory_path() / "hallbook-cover-XXXXXX").string();
  if (::mkdtemp(folder.data()) == nullptr) return std::nullopt;
  const fs::path problem = fs::path{folder} / "cover.lp", solution = fs::path{folder} / "solution.txt";
  std::ofstream{problem} << lp_text(cover);
  // The folder's name is ours: a temporary directory and six letters; quoted for odd TMPDIRs.
  const std::string command =
      fmt::format("cbc '{}' sec 20 solve solution '{}' >/dev/null 2>&1", problem.string(), solution.string());
  std::optional<queueing::CoverAnswer> answer;
  if (folder.find('\'') == std::string::npos && std::system(command.c_str()) == 0)
    answer = read_solution(solution, cover);
  std::error_code ignored;
  fs::remove_all(folder, ignored);
  return answer;
}

}  // namespace hallbook::app
