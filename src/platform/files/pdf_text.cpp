#include "platform/files/pdf_text.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>

#include "base/utf8.h"

namespace hallbook::files {
namespace {

constexpr std::size_t most_output = 32u << 20;
constexpr std::size_t most_words = 200'000;
constexpr rlim_t child_seconds = 10;
constexpr rlim_t child_memory = 1ull << 30;

/// Only what may be called between fork and exec of a program with threads.
[[noreturn]] void become_pdftotext(const char* file, int out) {
  const rlimit time{child_seconds, child_seconds}, space{child_memory, child_memory};
  ::setrlimit(RLIMIT_CPU, &time);
  ::setrlimit(RLIMIT_AS, &space);
  const int nothing = ::open("/dev/null", O_RDWR);
  ::dup2(nothing, 0);
  ::dup2(out, 1);
  ::dup2(nothing, 2);
  ::close_range(3, ~0U, 0);  // sockets and books of the server are none of its business
  char program[] = "pdftotext", bbox[] = "-bbox", encoding[] = "-enc", utf8[] = "UTF-8", stdout_name[] = "-";
  char* arguments[] = {program, bbox, encoding, utf8, const_cast<char*>(file), stdout_name, nullptr};
  ::execvp(program, arguments);
  ::_exit(127);
}

/// Everything the child says, nullopt when it is too slow or says too much.
std::optional<std::string> read_all(int from) {
  std::string text;
  std::array<char, 65536> block{};
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{2 * child_seconds};
  while (text.size() <= most_output && std::chrono::steady_clock::now() < until) {
    pollfd wait{.fd = from, .events = POLLIN, .revents = 0};
    if (::poll(&wait, 1, 1000) <= 0) continue;
    const ssize_t got = ::read(from, block.data(), block.size());
    if (got == 0) return text;
    if (got > 0) text.append(block.data(), static_cast<std::size_t>(got));
  }
  return std::nullopt;
}

double number_of(std::string_view line, std::string_view name) {
  const std::size_t at = line.find(name);
  double value = 0;
  if (at == std::string_view::npos) return value;
  const char* begin = line.data() + at + name.size();
  std::from_chars(begin, line.data() + line.size(), value);
  return std::isfinite(value) ? std::clamp(value, -1e6, 1e6) : 0;  // a page is 14,400 points at most
}

std::string plain_of(std::string_view xml) {
  std::string text;
  for (std::size_t i = 0; i < xml.size(); ++i) {
    if (xml[i] != '&') {
      text += xml[i];
      continue;
    }
    static constexpr std::pair<std::string_view, char> entities[] = {
        {"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}, {"&quot;", '"'}, {"&apos;", '\''}};
    const auto known =
        std::ranges::find_if(entities, [&](const auto& one) { return xml.substr(i).starts_with(one.first); });
    if (known == std::end(entities)) {
      text += '&';
    } else {
      text += known->second;
      i += known->first.size() - 1;
    }
  }
  return text;
}

std::unexpected<Refusal> unreadable_pdf(const std::string& name) {
  return refuse(
      RefusalCode::invalid,
      {fmt::format("{} 读不出文字（损坏、加密，或是扫描的图片）；请换成 DOCX、XLSX，或复制表格的文字", name),
       fmt::format("no text can be read from {} (damaged, encrypted, or a scanned picture); use DOCX or XLSX, or "
                   "copy the table's text",
                   name)},
      "file", name);
}

}  // namespace

Result<std::vector<PlacedWord>> words_of_bbox(std::string_view xhtml) {
  std::vector<PlacedWord> words;
  double above = 0, height = 0;  // of the pages before, of this one
  while (!xhtml.empty()) {
    const std::size_t end = xhtml.find('\n');
    const std::string_view line = xhtml.substr(0, end);
    xhtml.remove_prefix(end == std::string_view::npos ? xhtml.size() : end + 1);
    if (line.contains("<page ")) {
      above += height;
      height = number_of(line, "height=\"");
    }
    const std::size_t open = line.find("<word "), close = line.rfind("</word>");
    if (open == std::string_view::npos || close == std::string_view::npos) continue;
    const std::size_t text = line.find('>', open);
    if (text == std::string_view::npos || text >= close) continue;
    if (words.size() >= most_words)
      return refuse(RefusalCode::over_limit, {"PDF 里的字太多；请只给有这张表的那几页",
                                              "too many words in the PDF; give the pages with this table only"});
    words.push_back({number_of(line, "xMin=\""), above + number_of(line, "yMin=\""), number_of(line, "xMax=\""),
                     above + number_of(line, "yMax=\""), plain_of(line.substr(text + 1, close - text - 1))});
  }
  return words;
}

// R-RSC-23
Result<std::vector<PlacedWord>> pdf_words(const std::filesystem::path& file) {
  const std::string name = std::filesystem::absolute(file).string();  // never looks like an option
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return unreadable_pdf(file.filename().string());
  const pid_t child = ::fork();
  if (child == 0) become_pdftotext(name.c_str(), ends[1]);
  ::close(ends[1]);
  const auto said = child > 0 ? read_all(ends[0]) : std::nullopt;
  ::close(ends[0]);
  int status = -1;
  if (child > 0) {
    if (!said) ::kill(child, SIGKILL);
    ::waitpid(child, &status, 0);
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
    return refuse(
        RefusalCode::unavailable,
        {"读 PDF 要用 pdftotext（Debian 软件包 poppler-utils），这台机器上没有；请安装它，或换成 DOCX、XLSX",
         "reading a PDF takes pdftotext (Debian package poppler-utils), which is not on this machine; install "
         "it, or use DOCX or XLSX"},
        "file");
  if (!said || !WIFEXITED(status) || WEXITSTATUS(status) != 0) return unreadable_pdf(file.filename().string());
  auto words = words_of_bbox(*said);
  if (words && words->empty()) return unreadable_pdf(file.filename().string());
  return words;
}

}  // namespace hallbook::files
