#include "registers/rows.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/ensure.h"
#include "platform/crypto/seal.h"

namespace hallbook::registers {
namespace {

Result<> broken_line(std::string zh, std::string en) {
  return refuse(RefusalCode::conflict, {"行文件:" + std::move(zh), "rows file: " + std::move(en)});
}

/// Undoes append_escaped; false for an escape that it never writes.
bool unescape(std::string_view text, std::string& out) {
  out.clear();
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      out.push_back(text[i]);
      continue;
    }
    if (++i == text.size()) return false;
    switch (text[i]) {
      case '\\': out.push_back('\\'); break;
      case 't': out.push_back('\t'); break;
      case 'n': out.push_back('\n'); break;
      case 'r': out.push_back('\r'); break;
      default: return false;
    }
  }
  return true;
}

/// Reads one column into `value`, reusing its string.
bool read_column(const Field& field, std::string_view text, FieldValue& value) {
  if (text == "\\N") {
    value = std::monostate{};
    return true;
  }
  if (is_number(field.type) && !field.personal) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    value = number;
    return error == std::errc{} && end == text.data() + text.size();
  }
  if (!std::holds_alternative<std::string>(value)) value = std::string{};
  std::string& out = std::get<std::string>(value);
  if (field.personal) {
    auto bytes = crypto::from_base64(text);
    if (bytes) out = std::move(*bytes);
    return bytes.has_value();
  }
  if (text.find('\\') != std::string_view::npos) return unescape(text, out);
  out.assign(text);
  return true;
}

std::string seal_context(const Definition& definition, const Field& field, EntryId entry) {
  return fmt::format("{}/{}/{}", definition.name, field.name, entry.value);
}

/// Numbers of a personal field are sealed as people read them.
FieldValue clear_value(const Field& field, const std::string& text) {
  auto read = parse_value(field, text);
  ensure(read.has_value(), "open_values: a sealed value does not fit its field");
  return std::move(*read);
}

}  // namespace

std::string RowsHeader::line() const {
  Json header;
  header["format"] = format;
  header["register"] = register_name;
  header["definition"] = definition.hex();
  header["first_id"] = first_id.value;
  header["sealing"] = sealing;
  header["columns"] = Json::Array{};
  for (const auto& column : columns) header["columns"].push_back(column);
  return header.canonical();
}

Result<RowsHeader> RowsHeader::parse(std::string_view line) {
  const auto bad =
      refuse(RefusalCode::conflict, {"行文件:首行无法辨认", "rows file: the first line is not understood"});
  const auto read = Json::parse(line);
  if (!read || !read->is_object()) return bad;
  const auto text = [&](std::string_view key) {
    const Json* found = read->find(key);
    return found && found->is_string() ? std::optional{found->string()} : std::nullopt;
  };
  const auto number = [&](std::string_view key) {
    const Json* found = read->find(key);
    return found && found->is_int() ? std::optional{found->integer()} : std::nullopt;
  };
  const auto name = text("register"), digest = text("definition"), sealing = text("sealing");
  const auto first = number("first_id");
  const Json* columns = read->find("columns");
  const auto definition = digest ? Digest::from_hex(*digest) : std::nullopt;
  if (number("format") != format || !name || !definition || !sealing || !first || !columns || !columns->is_array())
    return bad;
  RowsHeader header{*name, *definition, EntryId{*first}, {}, *sealing};
  for (const auto& column : columns->array()) {
    if (!column.is_string()) return bad;
    header.columns.push_back(column.string());
  }
  return header;
}

RowsHeader rows_header(const Definition& definition, EntryId first_id) {
  RowsHeader header{definition.name, definition.digest, first_id, {}, definition.has_personal() ? "sm4-hmac-sm3" : ""};
  for (const auto& field : definition.fields)
    if (!field.derived) header.columns.push_back(field.name);
  return header;
}

RowsCodec::RowsCodec(const Definition& definition, const RowsHeader& header) : definition_{&definition} {
  for (const auto& column : header.columns) fields_.push_back(definition.index(column));
}

void append_escaped(std::string& out, std::string_view text) {
  const bool plain =
      std::ranges::none_of(text, [](char c) { return c == '\\' || c == '\t' || c == '\n' || c == '\r'; });
  if (plain) {  // nearly always
    out += text;
    return;
  }
  for (const char c : text) {
    switch (c) {
      case '\\': out += "\\\\"; break;
      case '\t': out += "\\t"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      default: out.push_back(c);
    }
  }
}

void RowsCodec::append_line(std::string& out, const Values& stored) const {
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    if (i > 0) out.push_back('\t');
    const FieldValue& value = stored[fields_[i]];
    if (std::holds_alternative<std::monostate>(value)) {
      out += "\\N";
    } else if (const auto* number = std::get_if<std::int64_t>(&value)) {
      char digits[24];
      out.append(digits, std::to_chars(digits, digits + sizeof digits, *number).ptr);
    } else if (definition_->fields[fields_[i]].personal) {
      out += crypto::base64(std::get<std::string>(value));
    } else {
      append_escaped(out, std::get<std::string>(value));
    }
  }
}

Result<> RowsCodec::parse_line(std::string_view line, Values& stored) const {
  stored.resize(definition_->fields.size());
  std::size_t column = 0;
  for (std::size_t from = 0; from <= line.size(); ++column) {
    const std::size_t tab = std::min(line.find('\t', from), line.size());
    if (column == fields_.size()) return broken_line("列太多", "too many columns");
    const Field& field = definition_->fields[fields_[column]];
    if (!read_column(field, line.substr(from, tab - from), stored[fields_[column]]))
      return broken_line(fmt::format("列“{}”无法辨认", field.name),
                         fmt::format("the column \"{}\" is not understood", field.name));
    from = tab + 1;
  }
  if (column != fields_.size()) return broken_line("列太少", "too few columns");
  return {};
}

Values seal_values(const Definition& definition, EntryId entry, std::string_view key, const Values& clear) {
  Values stored = clear;
  for (std::size_t i = 0; i < stored.size(); ++i) {
    const Field& field = definition.fields[i];
    if (!field.personal || std::holds_alternative<std::monostate>(stored[i])) continue;
    stored[i] = crypto::seal(crypto::Sealing::sm4_hmac_sm3, key, print_value(field, clear[i]),
                             seal_context(definition, field, entry));
  }
  return stored;
}

Result<Values> open_values(const Definition& definition, EntryId entry, std::string_view key, const Values& stored) {
  Values clear = stored;
  for (std::size_t i = 0; i < clear.size(); ++i) {
    const Field& field = definition.fields[i];
    const auto* sealed = std::get_if<std::string>(&stored[i]);
    if (!field.personal || !sealed) continue;
    const auto opened = crypto::open(key, *sealed, seal_context(definition, field, entry));
    if (!opened)
      return refuse(RefusalCode::conflict,
                    {fmt::format("“{}”第 {} 条的“{}”打不开:密文、密钥或位置不对,请运行 hallbook verify",
                                 definition.title.zh, entry.value, field.title.zh),
                     fmt::format("{} entry {}: {} does not open (bytes, key or place are wrong); run hallbook verify",
                                 definition.name, entry.value, field.title.en)},
                    field.name);
    clear[i] = clear_value(field, *opened);
  }
  return clear;
}

std::string key_context(std::string_view register_name, EntryId entry) {
  return fmt::format("{}/{}", register_name, entry.value);
}

}  // namespace hallbook::registers
