#pragma once
// Which instructions the inner loops use. Every path gives the same bits; tests force each one the machine has.
#include <string_view>
#include <vector>

namespace hallbook::queueing {

enum class Path { scalar, avx2, avx512 };

bool available(Path path);
Path best_path();                    // the widest available
std::vector<Path> available_paths();  // scalar first
std::string_view path_name(Path path);

}  // namespace hallbook::queueing
