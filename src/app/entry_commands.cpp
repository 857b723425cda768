// The three verbs on one entry: record, correct, void; and reading: history, entries.
#include <fmt/format.h>

#include "app/command_line.h"

#include "app/commands.h"
#include "app/terminal.h"
#include "base/ensure.h"
#include "registers/entry_files.h"
#include "registers/query.h"

namespace hallbook::app {
namespace {

using registers::Definition;
using registers::EntryVersion;
using registers::Values;

struct Arguments {
  std::string name, reason, period, file;
  std::int64_t entry = 0, after = 0, limit = 50;
  std::vector<std::string> fields;
  bool all_versions = false;
};

Result<Definition> definition_of(Session& session, const std::string& name) {
  auto tx = session.data->read();
  return registers::find_register(tx, session.unit_id(), name);
}

/// FIELD=@PATH brings a file; anything else is read as it would be in a table.
Result<registers::FieldValue> read_field(Session& session, const Definition& definition, const registers::Field& field,
                                         const std::string& text) {
  if (field.type != registers::FieldType::file || !text.starts_with('@')) return registers::parse_value(field, text);
  const std::filesystem::path path = text.substr(1);
  const auto file = registers::keep_entry_file(*session.data, definition, path, path.filename().string());
  if (!file) return std::unexpected{file.error()};
  return registers::file_text(*file);
}

/// FIELD=VALUE pairs over `values`; "FIELD=" empties the field.
Result<> take_fields(Session& session, const Definition& definition, const std::vector<std::string>& pairs,
                     Values& values) {
  for (const std::string& pair : pairs) {
    const auto equals = pair.find('=');
    const std::string name = pair.substr(0, equals);
    const registers::Field* field = definition.field(name);
    if (equals == std::string::npos || field == nullptr || field->derived) {
      std::string known;
      for (const auto& each : definition.fields)
        if (!each.derived) known += (known.empty() ? "" : ", ") + each.name;
      return refuse(RefusalCode::invalid,
                    {fmt::format("“{}”应写成 字段=值；台账 {} 的字段：{}", pair, definition.name, known),
                     fmt::format("'{}' must be FIELD=VALUE; fields of {}: {}", pair, definition.name, known)},
                    name);
    }
    const std::string text = pair.substr(equals + 1);
    if (text.empty()) {
      values[definition.index(name)] = {};
      continue;
    }
    auto value = read_field(session, definition, *field, text);
    if (!value) return std::unexpected{value.error()};
    values[definition.index(name)] = std::move(*value);
  }
  return {};
}

Values default_values(const Definition& definition) {
  Values values(definition.fields.size());
  for (std::size_t i = 0; i < values.size(); ++i)
    if (const auto& field = definition.fields[i]; field.default_value && !field.derived)
      if (auto value = registers::parse_value(field, *field.default_value)) values[i] = std::move(*value);
  return values;
}

std::string_view state_word(registers::EntryState state) {
  switch (state) {
    case registers::EntryState::current: return "current";
    case registers::EntryState::superseded: return "superseded";
    case registers::EntryState::voided: return "voided";
  }
  throw BrokenInvariant{"state_word: unknown EntryState"};
}

Json to_json(const Definition& definition, const EntryVersion& entry) {
  Json fields = Json::Object{};
  for (std::size_t i = 0; i < definition.fields.size(); ++i)
    fields[definition.fields[i].name] = registers::print_value(definition.fields[i], entry.values[i]);
  return Json::Object{{"id", entry.id.value},   {"version", entry.version},   {"state", state_word(entry.state)},
                      {"day", iso(entry.day)},  {"journal_seq", entry.seq},   {"late", entry.late},
                      {"reason", entry.reason}, {"fields", std::move(fields)}};
}

std::string to_line(const Definition& definition, const EntryVersion& entry) {
  std::string line =
      fmt::format("#{} v{} {} {}", entry.id.value, entry.version, iso(entry.day), state_word(entry.state));
  for (std::size_t i = 0; i < definition.fields.size(); ++i) {
    const std::string value = registers::print_value(definition.fields[i], entry.values[i]);
    if (!value.empty() && definition.fields[i].name != definition.date_field)
      line += fmt::format("  {}={}", definition.fields[i].name, value);
  }
  if (!entry.reason.empty()) line += fmt::format("  ({})", entry.reason);
  return line + "\n";
}

int record(const Options& options, const Arguments& arguments) {
  return with_session(options, journal::Mode::write, [&](Session& session) -> Result<int> {
    const auto definition = definition_of(session, arguments.name);
    if (!definition) return std::unexpected{definition.error()};
    Values values = default_values(*definition);
    if (auto taken = take_fields(session, *definition, arguments.fields, values); !taken)
      return std::unexpected{taken.error()};
    const auto entry = session.data->write([&](journal::Books& books) {
      return registers::record(books, session.acting(), *definition, values, arguments.reason);
    });
    if (!entry) return std::unexpected{entry.error()};
    print(options, to_json(*definition, *entry), to_line(*definition, *entry));
    return exit_fine;
  });
}

int correct(const Options& options, const Arguments& arguments) {
  return with_session(options, journal::Mode::write, [&](Session& session) -> Result<int> {
    const auto definition = definition_of(session, arguments.name);
    if (!definition) return std::unexpected{definition.error()};
    auto values = [&] {
      auto tx = session.data->read();
      return registers::clear_values(tx, session.acting(), *definition, EntryId{arguments.entry});
    }();
    if (!values) return std::unexpected{values.error()};
    if (auto taken = take_fields(session, *definition, arguments.fields, *values); !taken)
      return std::unexpected{taken.error()};
    const auto entry = session.data->write([&](journal::Books& books) {
      return registers::correct(books, session.acting(), *definition, EntryId{arguments.entry}, *values,
                                arguments.reason);
    });
    if (!entry) return std::unexpected{entry.error()};
    print(options, to_json(*definition, *entry), to_line(*definition, *entry));
    return exit_fine;
  });
}

int void_one(const Options& options, const Arguments& arguments) {
  return with_session(options, journal::Mode::write, [&](Session& session) -> Result<int> {
    const auto definition = definition_of(session, arguments.name);
    if (!definition) return std::unexpected{definition.error()};
    const auto done = session.data->write([&](journal::Books& books) {
      return registers::void_entry(books, session.acting(), *definition, EntryId{arguments.entry}, arguments.reason);
    });
    if (!done) return std::unexpected{done.error()};
    print(options, Json::Object{{"id", arguments.entry}, {"state", "voided"}},
          fmt::format(fmt::runtime(options.lang == Lang::zh ? "#{} 已作废\n" : "#{} is void\n"), arguments.entry));
    return exit_fine;
  });
}

int attach(const Options& options, const Arguments& arguments) {
  return with_session(options, journal::Mode::write, [&](Session& session) -> Result<int> {
    const auto definition = definition_of(session, arguments.name);
    if (!definition) return std::unexpected{definition.error()};
    const std::filesystem::path path = arguments.file;
    const auto file = registers::keep_entry_file(*session.data, *definition, path, path.filename().string());
    if (!file) return std::unexpected{file.error()};
    const auto done = session.data->write([&](journal::Books& books) {
      return registers::attach_file(books, session.acting(), *definition, EntryId{arguments.entry}, *file,
                                    arguments.reason);
    });
    if (!done) return std::unexpected{done.error()};
    print(options, Json::Object{{"id", arguments.entry}, {"digest", file->digest.hex()}, {"name", file->name}},
          fmt::format("#{} {}\n", arguments.entry, registers::file_text(*file)));
    return exit_fine;
  });
}

int detach(const Options& options, const Arguments& arguments) {
  return with_session(options, journal::Mode::write, [&](Session& session) -> Result<int> {
    const auto definition = definition_of(session, arguments.name);
    if (!definition) return std::unexpected{definition.error()};
    const auto digest = Digest::from_hex(arguments.file);
    if (!digest)
      return refuse(RefusalCode::invalid,
                    {"请写附件的摘要（64 位十六进制）", "name the file by its digest (64 hex digits)"}, "DIGEST");
    const auto done = session.data->write([&](journal::Books& books) {
      return registers::withdraw_file(books, session.acting(), *definition, EntryId{arguments.entry}, *digest,
                                      arguments.reason);
    });
    if (!done) return std::unexpected{done.error()};
    print(options, Json::Object{{"id", arguments.entry}, {"digest", digest->hex()}},
          fmt::format(fmt::runtime(options.lang == Lang::zh ? "#{} 的附件已撤下\n" : "#{}: the file is taken off\n"),
                      arguments.entry));
    return exit_fine;
  });
}

int history(const Options& options, const Arguments& arguments) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    const auto definition = definition_of(session, arguments.name);
    if (!definition) return std::unexpected{definition.error()};
    auto tx = session.data->read();
    const auto versions =
        registers::history(tx, session.unit_id(), *definition, EntryId{arguments.entry}, {&session.data->keys()});
    if (!versions) return std::unexpected{versions.error()};
    Json rows = Json::Array{};
    std::string text = sample_line(session.unit, options.lang);
    for (const auto& version : *versions) {
      rows.push_back(to_json(*definition, version));
      text += to_line(*definition, version);
    }
    print(options,
          Json::Object{{"register", arguments.name}, {"sample", session.unit.sample}, {"versions", std::move(rows)}},
          text);
    return exit_fine;
  });
}

int entries(const Options& options, const Arguments& arguments) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    const auto definition = definition_of(session, arguments.name);
    if (!definition) return std::unexpected{definition.error()};
    registers::ListOptions list;
    if (!arguments.period.empty()) {
      const auto period = parse_period(arguments.period);
      if (!period) return std::unexpected{period.error()};
      list.period = *period;
    }
    list.after = EntryId{arguments.after};
    list.limit = static_cast<std::size_t>(std::clamp<std::int64_t>(arguments.limit, 1, 500));
    list.all_versions = arguments.all_versions;
    list.opening.keys = &session.data->keys();  // by the field's mask, never clear
    Json rows = Json::Array{};
    std::string text = sample_line(session.unit, options.lang);
    auto tx = session.data->read();
    registers::each_entry(tx, session.unit_id(), *definition, list, [&](const EntryVersion& entry) {
      rows.push_back(to_json(*definition, entry));
      text += to_line(*definition, entry);
    });
    print(options,
          Json::Object{{"register", arguments.name}, {"sample", session.unit.sample}, {"entries", std::move(rows)}},
          text);
    return exit_fine;
  });
}

}  // namespace

void add_entries(Cli cli) {
  auto arguments = std::make_shared<Arguments>();
  const auto add = [&](const char* name, const char* help, bool with_id, int (*run)(const Options&, const Arguments&)) {
    auto* command = cli.app.add_subcommand(name, help);
    command->add_option("REGISTER", arguments->name, "name of the register, e.g. mailing")->required();
    if (with_id) command->add_option("ENTRY", arguments->entry, "number of the entry")->required();
    command->callback([cli, arguments, run] { cli.exit = run(cli.options, *arguments); });
    return command;
  };
  auto* recorded =
      add("record", "record one entry: hallbook record mailing sent_on=2026-03-09 …, a file as photo=@PATH / 登记",
          false, record);
  recorded->add_option("FIELD=VALUE", arguments->fields)->required();
  recorded->add_option("--reason", arguments->reason, "why it comes late, when its period is closed");
  auto* corrected = add("correct", "correct an entry: a new version with a reason / 更正", true, correct);
  corrected->add_option("FIELD=VALUE", arguments->fields)->required();
  corrected->add_option("--reason", arguments->reason, "why");
  auto* voided = add("void", "take an entry out of every figure / 作废", true, void_one);
  voided->add_option("--reason", arguments->reason, "why")->required();
  auto* attached = add("attach", "attach a file to an entry / 给一条附上文件", true, attach);
  attached->add_option("FILE", arguments->file, "PDF, OFD, XML, JPG, PNG, DOCX or XLSX, up to 20 MB")->required();
  attached->add_option("--reason", arguments->reason, "why")->required();
  auto* detached = add("detach", "take an attached file off an entry / 撤下附件", true, detach);
  detached->add_option("DIGEST", arguments->file, "as attach printed it")->required();
  detached->add_option("--reason", arguments->reason, "why")->required();
  add("history", "all versions of an entry / 查看历史", true, history);
  auto* listed = add("entries", "list entries / 列出条目", false, entries);
  listed->add_option("--period", arguments->period, "2026, 2026-Q1, 2026-03, 2026-01-01..2026-03-31");
  listed->add_option("--after", arguments->after, "entry number to go on behind");
  listed->add_option("--limit", arguments->limit, "1 to 500")->capture_default_str();
  listed->add_flag("--all-versions", arguments->all_versions, "superseded and voided versions too");
}

}  // namespace hallbook::app
