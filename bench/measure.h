#pragma once
// What the benchmarks share. A measurement runs in a process of its own, so that its peak memory is its own; the best of
// several rounds counts, because other work on the machine can only slow a round down.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>

#include "base/result.h"

namespace hallbook::bench {

/// Seconds of the wall clock and of the processor (all threads, with the system's part).
struct Instants {
  double wall = 0, cpu = 0;
  static Instants now() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](timeval t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6; };
    const auto clock = std::chrono::steady_clock::now().time_since_epoch();
    return {std::chrono::duration<double>(clock).count(), seconds(usage.ru_utime) + seconds(usage.ru_stime)};
  }
};

/// What one piece of work took. Plain bytes: it crosses a pipe.
struct Measured {
  double seconds = 0, cpu_seconds = 0;
  std::uint64_t rows = 0, cells = 0;
  long peak_kib = 0;

  double peak_mib() const { return static_cast<double>(peak_kib) / 1024; }
  double rows_per_second() const { return static_cast<double>(rows) / seconds; }
  /// Times `work` alone, where a measurement also has things to prepare.
  template <class Work>
  void time(const Work& work) {
    const Instants start = Instants::now();
    work();
    const Instants end = Instants::now();
    seconds += end.wall - start.wall;
    cpu_seconds += end.cpu - start.cpu;
  }
};
static_assert(std::is_trivially_copyable_v<Measured>);

/// Runs `work(Measured&)` in a child and brings its figures back through a pipe. Work that calls no time() is timed
/// as a whole. Throws when the child fails; it has said why.
template <class Work>
Measured in_child(const Work& work) {
  int ends[2];
  if (::pipe(ends) != 0) throw std::runtime_error{"pipe"};
  std::fflush(stdout);
  const pid_t child = ::fork();
  if (child == 0) {
    Measured measured, whole;
    try {
      whole.time([&] { work(measured); });
    } catch (const std::exception& fault) {
      std::fprintf(stderr, "%s\n", fault.what());
      ::_exit(1);
    }
    if (measured.seconds == 0) measured.seconds = whole.seconds, measured.cpu_seconds = whole.cpu_seconds;
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    measured.peak_kib = usage.ru_maxrss;
    const bool told = ::write(ends[1], &measured, sizeof measured) == sizeof measured;
    ::_exit(told ? 0 : 1);
  }
  ::close(ends[1]);
  Measured measured;
  const bool told = ::read(ends[0], &measured, sizeof measured) == sizeof measured;
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  if (!told || status != 0) throw std::runtime_error{"a measurement failed"};
  return measured;
}

/// The lowest seconds, the lowest processor seconds and the highest peak of two rounds.
inline Measured best(const Measured& a, const Measured& b) {
  Measured both = b;
  both.seconds = std::min(a.seconds, b.seconds);
  both.cpu_seconds = std::min(a.cpu_seconds, b.cpu_seconds);
  both.peak_kib = std::max(a.peak_kib, b.peak_kib);
  return both;
}

/// A temporary folder that goes with the object; the master key of data directories made in it lies there too.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "hallbook-bench-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error{"mkdtemp " + name};
    path_ = name;
    ::setenv("HALLBOOK_KEYS", (path_ / "keys").c_str(), 1);
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error{result.error().message.en};
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

}  // namespace hallbook::bench
