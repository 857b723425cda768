#include "queueing/path.h"

#include "base/ensure.h"

namespace hallbook::queueing {

bool available(Path path) {
#if defined(__x86_64__)
  switch (path) {
    case Path::scalar: return true;
    case Path::avx2: return __builtin_cpu_supports("avx2") != 0;
    case Path::avx512:
      return __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512dq") != 0 &&
             __builtin_cpu_supports("avx512bw") != 0 && __builtin_cpu_supports("avx512vl") != 0;
  }
  throw BrokenInvariant{"available: unknown Path"};
#else
  return path == Path::scalar;
#endif
}

std::vector<Path> available_paths() {
  std::vector<Path> paths;
  for (const Path path : {Path::scalar, Path::avx2, Path::avx512})
    if (available(path)) paths.push_back(path);
  return paths;
}

Path best_path() {
  if (available(Path::avx512)) return Path::avx512;
  return available(Path::avx2) ? Path::avx2 : Path::scalar;
}

std::string_view path_name(Path path) {
  switch (path) {
    case Path::scalar: return "scalar";
    case Path::avx2: return "avx2";
    case Path::avx512: return "avx512";
  }
  throw BrokenInvariant{"path_name: unknown Path"};
}

}  // namespace hallbook::queueing
