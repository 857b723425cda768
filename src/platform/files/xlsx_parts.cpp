#include "platform/files/xlsx_parts.h"

#include <fmt/format.h>

#include <charconv>
#include <cstring>

#include "base/utf8.h"
#include "platform/files/xml.h"

namespace hallbook::files {
namespace {

using namespace std::string_view_literals;

struct Relationship {
  std::string type, target;  // the last word of the type; target inside the archive, "" when it points outside
};
using Relationships = std::map<std::string, Relationship, std::less<>>;

/// "xl/workbook.xml" + "../a/b.xml" → "a/b.xml"; a leading / is the root of the archive.
std::string resolved(std::string_view from_part, std::string_view target) {
  std::vector<std::string_view> steps;
  const auto walk = [&](std::string_view path) {
    while (!path.empty()) {
      const auto slash = std::min(path.find('/'), path.size());
      const auto step = path.substr(0, slash);
      if (step == "..") {
        if (!steps.empty()) steps.pop_back();
      } else if (!step.empty() && step != ".") {
        steps.push_back(step);
      }
      path.remove_prefix(std::min(slash + 1, path.size()));
    }
  };
  if (!target.starts_with('/')) walk(from_part.substr(0, from_part.rfind('/') + 1));
  walk(target);
  std::string path;
  for (const auto step : steps) (path += path.empty() ? "" : "/") += step;
  return path;
}

class RelationshipsHandler final : public XmlHandler {
 public:
  explicit RelationshipsHandler(std::string_view part) : part_{part} {}
  void start(std::string_view name, const Attributes& attributes) override {
    if (name != "Relationship") return;
    const auto type = attributes.get("Type");
    const bool outside = attributes.get("TargetMode") == "External";
    found.insert_or_assign(std::string{attributes.get("Id")},
                           Relationship{std::string{type.substr(type.rfind('/') + 1)},
                                        outside ? "" : resolved(part_, attributes.get("Target"))});
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}
  Relationships found;

 private:
  std::string_view part_;
};

/// The relationships of `part` ("" = of the archive); none when it has no such file.
Result<Relationships> relationships_of(Archive& archive, std::string_view part) {
  const auto slash = part.rfind('/') + 1;
  const auto rels = fmt::format("{}_rels/{}.rels", part.substr(0, slash), part.substr(slash));
  RelationshipsHandler handler{part};
  if (archive.has(rels))
    if (const auto parsed = parse_part(archive, rels, handler); !parsed) return std::unexpected{parsed.error()};
  return std::move(handler.found);
}

/// Collects every content type that the archive declares.
class TypesHandler final : public XmlHandler {
 public:
  void start(std::string_view, const Attributes& attributes) override {
    (types += attributes.get("ContentType")) += '\n';
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}
  std::string types;
};

std::unexpected<Refusal> refuse_content(const Archive& archive, std::string_view zh, std::string_view en) {
  return refuse(RefusalCode::invalid,
                {fmt::format("{} 是{}；请在表格程序里打开，另存为 xlsx 后再导入", archive.name(), zh),
                 fmt::format("{} is {}; open it in a spreadsheet program and save it as xlsx", archive.name(), en)},
                {}, archive.name());
}

/// R-FIL-11: the kind of file, by its content.
Result<> check_kind(Archive& archive) {
  if (archive.has("mimetype") && !archive.has("[Content_Types].xml"))
    return refuse_content(archive, "OpenDocument 文件（如 .ods）", "an OpenDocument file (such as .ods)");
  if (!archive.has("[Content_Types].xml"))
    return refuse_content(archive, "普通压缩包，不是表格", "an archive, but no workbook");
  TypesHandler handler;
  if (const auto parsed = parse_part(archive, "[Content_Types].xml", handler); !parsed) return parsed;
  const auto has = [&](std::string_view word) { return handler.types.contains(word); };
  if (has("sheet.binary")) return refuse_content(archive, "二进制工作簿（.xlsb）", "a binary workbook (.xlsb)");
  if (has("macroEnabled") || has("vbaProject") || archive.has("xl/vbaProject.bin") ||
      archive.has("word/vbaProject.bin"))
    return refuse_content(archive, "含宏的文件（.xlsm）", "a file with macros (.xlsm)");
  if (has("wordprocessingml")) return refuse_content(archive, "Word 文档（.docx）", "a Word document (.docx)");
  if (has("presentationml")) return refuse_content(archive, "演示文稿（.pptx）", "a presentation (.pptx)");
  if (!has("sheet.main+xml") && !has("template.main+xml"))
    return refuse_content(archive, "普通压缩包，不是表格", "an archive, but no workbook");
  return {};
}

class WorkbookHandler final : public XmlHandler {
 public:
  WorkbookHandler(const Relationships& relationships, WorkbookMap& map) : relationships_{relationships}, map_{map} {}
  void start(std::string_view name, const Attributes& attributes) override {
    if (name == "workbookPr") {
      const auto flag = attributes.get("date1904");
      map_.from_1904 = flag == "1" || flag == "true";
    }
    if (name != "sheet") return;
    SheetPart sheet{std::string{attributes.get("name")}, "", attributes.get("state").ends_with("idden")};
    const auto found = relationships_.find(attributes.get("id"));
    if (found != relationships_.end() && found->second.type == "worksheet") sheet.part = found->second.target;
    map_.sheets.push_back(std::move(sheet));
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}

 private:
  const Relationships& relationships_;
  WorkbookMap& map_;
};

class StylesHandler final : public XmlHandler {
 public:
  void start(std::string_view name, const Attributes& attributes) override {
    if (name == "numFmt") {
      custom_.insert_or_assign(number(attributes.get("numFmtId")), shape_of_code(attributes.get("formatCode")));
    } else if (name == "cellXfs") {
      inside_ = true;
    } else if (name == "xf" && inside_) {
      const auto id = number(attributes.get("numFmtId"));
      const auto custom = custom_.find(id);
      shapes.push_back(custom != custom_.end() ? custom->second : shape_of_builtin(id));
    }
  }
  void end(std::string_view name) override {
    if (name == "cellXfs") inside_ = false;
  }
  void text(std::string_view) override {}
  std::vector<Shape> shapes;

 private:
  static std::uint32_t number(std::string_view text) {
    std::uint32_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
  }
  std::map<std::uint32_t, Shape> custom_;
  bool inside_ = false;  // cellXfs, not cellStyleXfs
};

}  // namespace

Result<WorkbookMap> read_workbook_map(Archive& archive) {
  if (const auto kind = check_kind(archive); !kind) return std::unexpected{kind.error()};
  const auto root = relationships_of(archive, "");
  if (!root) return std::unexpected{root.error()};
  std::string workbook = "xl/workbook.xml";
  for (const auto& [id, relationship] : *root)
    if (relationship.type == "officeDocument") workbook = relationship.target;
  const auto relationships = relationships_of(archive, workbook);
  if (!relationships) return std::unexpected{relationships.error()};
  WorkbookMap map;
  for (const auto& [id, relationship] : *relationships) {
    if (relationship.type == "sharedStrings") map.strings_part = relationship.target;
    if (relationship.type == "styles") map.styles_part = relationship.target;
  }
  WorkbookHandler handler{*relationships, map};
  if (const auto parsed = parse_part(archive, workbook, handler); !parsed) return std::unexpected{parsed.error()};
  return map;
}

Result<std::vector<Shape>> read_shapes(Archive& archive, std::string_view part) {
  StylesHandler handler;
  if (!part.empty())
    if (const auto parsed = parse_part(archive, part, handler); !parsed) return std::unexpected{parsed.error()};
  return std::move(handler.shapes);
}

class StringsHandler final : public XmlHandler {
 public:
  StringsHandler(SharedStrings& strings, const Limits& limits, std::string place)
      : strings_{strings}, limits_{limits}, place_{std::move(place)} {}

  void start(std::string_view name, const Attributes&) override {
    if (name == "si") current_.clear();
    if (name == "rPh") ++phonetic_;
    if (name == "t") in_text_ = phonetic_ == 0;
  }
  void end(std::string_view name) override {
    if (name == "rPh") --phonetic_;
    if (name == "t") in_text_ = false;
    if (name != "si") return;
    decode_escapes(current_);
    strings_.add(current_);
    bytes_ += current_.size() + sizeof(std::string_view);
    if (bytes_ > limits_.shared_strings_bytes)
      stop({RefusalCode::over_limit,
            {fmt::format("{}：文字表超过上限 {} 字节；请拆成几个文件，或另存为 CSV", place_,
                         limits_.shared_strings_bytes),
             fmt::format("{}: the table of strings is over {} bytes; split the file or save it as CSV", place_,
                         limits_.shared_strings_bytes)},
            {},
            place_});
  }
  void text(std::string_view piece) override {
    if (!in_text_) return;
    current_.append(piece);
    if (current_.size() <= limits_.cell_bytes) return;
    stop({RefusalCode::over_limit,
          {fmt::format("{}：第 {} 条文字超过 {} 字节", place_, strings_.size() + 1, limits_.cell_bytes),
           fmt::format("{}: string {} is longer than {} bytes", place_, strings_.size() + 1, limits_.cell_bytes)},
          {},
          place_});
  }

 private:
  SharedStrings& strings_;
  const Limits& limits_;
  std::string place_;
  std::string current_;
  std::uint64_t bytes_ = 0;
  int phonetic_ = 0;  // readings (rPh) are no part of the text
  bool in_text_ = false;
};

Result<SharedStrings> SharedStrings::read(Archive& archive, std::string_view part, const Limits& limits) {
  SharedStrings strings;
  StringsHandler handler{strings, limits, archive.name()};
  if (!part.empty())
    if (const auto parsed = parse_part(archive, part, handler); !parsed) return std::unexpected{parsed.error()};
  return strings;
}

void SharedStrings::add(std::string_view text) {
  if (text.empty()) {  // no block yet: nothing may be copied, not even nothing, from or to a null pointer
    strings_.emplace_back();
    return;
  }
  if (text.size() > block_left_) {
    block_left_ = std::max<std::size_t>(256 * 1024, text.size());
    next_ = blocks_.emplace_back(std::make_unique_for_overwrite<char[]>(block_left_)).get();
  }
  std::memcpy(next_, text.data(), text.size());
  strings_.emplace_back(next_, text.size());
  next_ += text.size();
  block_left_ -= text.size();
}

void decode_escapes(std::string& text) {
  const auto escaped = [&](std::size_t at) -> std::optional<char32_t> {
    const auto hex = std::string_view{text}.substr(at, 7);
    unsigned code = 0;
    if (hex.size() < 7 || !hex.starts_with("_x") || hex[6] != '_') return std::nullopt;
    const auto [end, error] = std::from_chars(hex.data() + 2, hex.data() + 6, code, 16);
    if (error != std::errc{} || end != hex.data() + 6 || code == 0) return std::nullopt;
    return code;
  };
  if (!text.contains("_x") && !text.contains('\r')) return;
  std::string plain;
  for (std::size_t at = 0; at < text.size();) {
    auto code = escaped(at);
    std::size_t length = 7;
    if (code && *code >= 0xD800 && *code <= 0xDBFF) {
      const auto low = escaped(at + 7);
      code = low && *low >= 0xDC00 && *low <= 0xDFFF
                 ? std::optional{0x10000 + ((*code - 0xD800) << 10) + (*low - 0xDC00)}
                 : std::nullopt;
      length = 14;
    } else if (code && *code >= 0xDC00 && *code <= 0xDFFF) {
      code.reset();
    }
    if (code)
      append_utf8(plain, *code);
    else
      plain += text[at];
    at += code ? length : 1;
  }
  unify_line_breaks(plain);
  text = std::move(plain);
}

void unify_line_breaks(std::string& text) {
  std::size_t kept = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n') continue;
    text[kept++] = text[at] == '\r' ? '\n' : text[at];
  }
  text.resize(kept);
}

}  // namespace hallbook::files
