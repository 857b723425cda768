#include "forms/own_forms.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "base/text.h"
#include "forms/docx.h"
#include "identity/adoption.h"

namespace hallbook::forms {
namespace {

constexpr std::string_view form_mark = "<?hallbook-form ";

/// kind="…" of the line that says what the form is for.
std::string_view said(std::string_view line, std::string_view name) {
  const auto at = line.find(fmt::format("{}=\"", name));
  if (at == std::string_view::npos) return {};
  line.remove_prefix(at + name.size() + 2);
  return line.substr(0, line.find('"'));
}

std::unexpected<Refusal> no_own_form() {
  return refuse(RefusalCode::invalid,
                {"表格定义的第二行要写明种类和日期：<?hallbook-form kind=\"self-evaluation\" from=\"2027-01-01\"?>",
                 "the second line of a form says its kind and day: "
                 "<?hallbook-form kind=\"self-evaluation\" from=\"2027-01-01\"?>"},
                "text");
}

}  // namespace

std::string own_form_text(const OwnForm& form) {
  std::string text, xml = document_xml(form.document);
  text = xml.substr(0, xml.find('\n') + 1);
  text += fmt::format("{}kind=\"{}\" from=\"{}\"?>\n", form_mark, form.kind, iso(form.from));
  for (std::string_view rest = std::string_view{xml}.substr(text.find('\n') + 1); !rest.empty();) {
    // Text holds no "<" of its own: these are ends of elements.
    std::size_t end = rest.size();
    for (const std::string_view mark : {"</w:p>", "</w:tcPr>", "</w:trPr>", "</w:tc>", "</w:tr>", "</w:tblGrid>"})
      if (const auto at = rest.find(mark); at != std::string_view::npos) end = std::min(end, at + mark.size());
    (text += rest.substr(0, end)) += '\n';
    rest.remove_prefix(end);
  }
  return text;
}

Result<OwnForm> read_own_form(std::string_view text) {
  const auto at = text.find(form_mark);
  if (at == std::string_view::npos) return no_own_form();
  const std::string_view line = text.substr(at, text.find("?>", at) - at);
  const auto day = parse_iso_date(said(line, "from"));
  const std::string_view kind = said(line, "kind");
  if (!day || kind.empty()) return no_own_form();
  auto document = read_document_xml(text, "form");
  if (!document) return std::unexpected{document.error()};
  return OwnForm{std::string{kind}, *day, *std::move(document)};
}

std::optional<OwnForm> own_form_on(db::ReadTx& tx, UnitId unit, std::string_view kind, Date day, std::int64_t at_seq) {
  std::optional<OwnForm> found;
  for (const auto& version : identity::definition_versions(tx, unit, "form", kind)) {
    if (at_seq > 0 && version.adopted_seq > at_seq) continue;
    auto form = read_own_form(version.text);
    ensure(form.has_value(), "an adopted form does not read");
    if (form->from <= day && (!found || form->from >= found->from)) found = *std::move(form);
  }
  return found;
}

}  // namespace hallbook::forms
