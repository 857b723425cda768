#include "platform/files/xml.h"

#include <expat.h>
#include <fmt/format.h>

#include <cstring>
#include <exception>

#include "base/ensure.h"

namespace hallbook::files {
namespace {

constexpr unsigned max_depth = 64;
constexpr std::uint64_t max_token_bytes = 256 * 1024;  // a tag, comment or attribute: expat buffers it whole

std::string_view local(const char* name) {
  const std::string_view whole{name};
  const auto colon = whole.rfind(':');
  return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

}  // namespace

std::optional<std::string_view> Attributes::find(std::string_view local_name) const {
  for (const auto* pair = pairs_; *pair != nullptr; pair += 2) {
    const char* const name = pair[0];
    // Most names have no prefix: the compare ends at the first letter that differs.
    if (std::strncmp(name, local_name.data(), local_name.size()) == 0 && name[local_name.size()] == '\0')
      return pair[1];
    const char* const colon = std::strchr(name, ':');
    if (colon != nullptr && local(colon) == local_name) return pair[1];
  }
  return std::nullopt;
}

struct XmlParser::Impl {
  Impl(XmlHandler& to, std::string where) : handler{to}, place{std::move(where)}, parser{XML_ParserCreate(nullptr)} {
    ensure(parser != nullptr, "expat: out of memory");
    XML_SetUserData(parser, this);
    XML_SetElementHandler(parser, &Impl::on_start, &Impl::on_end);
    XML_SetCharacterDataHandler(parser, &Impl::on_text);
    XML_SetStartDoctypeDeclHandler(parser, &Impl::on_doctype);
  }
  ~Impl() { XML_ParserFree(parser); }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  /// expat is C: no exception may pass through it.
  void guarded(const auto& call) {
    if (fault || handler.stopped()) return;  // expat may still call once or twice after a stop
    try {
      call();
    } catch (...) {
      fault = std::current_exception();
    }
    if (fault || handler.stopped()) XML_StopParser(parser, XML_FALSE);
  }

  void refuse_here(RefusalCode code, std::string_view zh, std::string_view en) {
    handler.stop({code, {fmt::format("{}：{}", place, zh), fmt::format("{}: {}", place, en)}, {}, place});
  }

  static Impl& self(void* data) { return *static_cast<Impl*>(data); }
  static void XMLCALL on_start(void* data, const XML_Char* name, const XML_Char** pairs) {
    auto& in = self(data);
    in.guarded([&] {
      if (++in.depth > max_depth)
        return in.refuse_here(RefusalCode::over_limit, "XML 嵌套太深，已停止读取",
                              "XML is nested too deep; reading stopped");
      in.handler.start(local(name), Attributes{pairs});
    });
  }
  static void XMLCALL on_end(void* data, const XML_Char* name) {
    auto& in = self(data);
    --in.depth;
    in.guarded([&] { in.handler.end(local(name)); });
  }
  static void XMLCALL on_text(void* data, const XML_Char* piece, int length) {
    auto& in = self(data);
    in.guarded([&] { in.handler.text({piece, static_cast<std::size_t>(length)}); });
  }
  static void XMLCALL on_doctype(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    auto& in = self(data);
    in.guarded([&] {
      in.refuse_here(RefusalCode::invalid, "含有 DTD，正常的表格文件没有；请在表格程序里打开后重新保存",
                     "has a DTD, which no ordinary workbook has; open it in a spreadsheet program and save it again");
    });
  }

  XmlHandler& handler;
  std::string place;
  XML_Parser parser;
  unsigned depth = 0;
  std::uint64_t fed = 0;
  std::exception_ptr fault;
};

XmlParser::XmlParser(XmlHandler& handler, std::string place)
    : impl_{std::make_unique<Impl>(handler, std::move(place))} {}
XmlParser::XmlParser(XmlParser&&) noexcept = default;
XmlParser::~XmlParser() = default;

Result<> XmlParser::feed(std::string_view bytes, bool last) {
  auto& in = *impl_;
  in.fed += bytes.size();
  const auto status = XML_Parse(in.parser, bytes.data(), static_cast<int>(bytes.size()), last ? 1 : 0);
  if (in.fault) std::rethrow_exception(in.fault);
  if (in.handler.stopped()) return std::unexpected{*in.handler.stopped()};
  if (status != XML_STATUS_OK) {
    const auto line = static_cast<std::uint64_t>(XML_GetCurrentLineNumber(in.parser));
    const std::string_view reason = XML_ErrorString(XML_GetErrorCode(in.parser));
    in.refuse_here(
        RefusalCode::invalid, fmt::format("XML 第 {} 行损坏（{}）；请在表格程序里打开后重新保存", line, reason),
        fmt::format("XML line {} is damaged ({}); open it in a spreadsheet program and save it again", line, reason));
    return std::unexpected{*in.handler.stopped()};
  }
  const auto parsed = XML_GetCurrentByteIndex(in.parser);
  if (parsed >= 0 && in.fed > static_cast<std::uint64_t>(parsed) + max_token_bytes) {
    in.refuse_here(RefusalCode::over_limit, fmt::format("有超过 {} 字节的 XML 标记，已停止读取", max_token_bytes),
                   fmt::format("has an XML tag of more than {} bytes; reading stopped", max_token_bytes));
    return std::unexpected{*in.handler.stopped()};
  }
  return {};
}

Result<> parse_part(Archive& archive, std::string_view part, XmlHandler& handler) {
  auto entry = archive.read(part);
  if (!entry) return std::unexpected{std::move(entry.error())};
  XmlParser parser{handler, fmt::format("{} {}", archive.name(), part)};
  std::array<char, 16 * 1024> block;
  while (true) {
    const auto got = entry->read(block);
    if (!got) return std::unexpected{got.error()};
    if (const auto fed = parser.feed({block.data(), *got}, *got == 0); !fed) return fed;
    if (*got == 0) return {};
  }
}

}  // namespace hallbook::files
