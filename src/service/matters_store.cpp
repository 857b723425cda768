#include "service/matters_store.h"

#include "base/ensure.h"

namespace hallbook::service {
namespace {

std::optional<Date> day_kept(const db::Row& row, std::size_t column) {
  return row.text(column).empty() ? std::nullopt : parse_iso_date(row.text(column));
}
std::string day_or_empty(const std::optional<Date>& day) { return day ? iso(*day) : std::string{}; }

/// Columns: content, due_on, state, holder, returned, reopened, fixed_on, closed_on.
Matter matter_in(const db::Row& row) {
  const auto content = Json::parse(row.text(0));
  const auto state = find_state(row.text(2));
  ensure(content && state, "a matter does not read");
  Matter matter = MatterOpened::from_json(*content).matter;
  matter.due_on = day_kept(row, 1);
  matter.state = *state;
  matter.holder = row.string(3);
  matter.returned = static_cast<int>(row.int64(4));
  matter.reopened = static_cast<int>(row.int64(5));
  matter.fixed_on = day_kept(row, 6);
  matter.closed_on = day_kept(row, 7);
  return matter;
}

/// Who fixed them. Not in the row's own query: one reading at a time.
void add_fixers(db::ReadTx& tx, UnitId unit, std::vector<Matter>& matters) {
  for (Matter& matter : matters)
    tx.each(
        "SELECT person FROM matter_fixer WHERE unit_id = $1 AND matter = $2",
        [&](const db::Row& row) { matter.fixers.insert(row.string(0)); }, unit, matter.number);
}

void keep_step(db::WriteTx& tx, const journal::Meta& meta, std::int64_t number, std::string_view step,
               const StepAsked& asked, Date day) {
  tx.exec(R"(
      INSERT INTO matter_step (unit_id, matter, seq, step, done_by, given_to, note, stepped_on, at_ms)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9))",
          meta.unit, number, meta.seq, step, asked.by, asked.to, asked.note, day, meta.at);
}

}  // namespace

void apply(journal::Books& books, const journal::Meta& meta, const MatterOpened& event) {
  const Matter& matter = event.matter;
  books.tx.exec(R"(
      INSERT INTO matter (unit_id, number, round, item, content, found_by, opened_on, limit_workdays, due_on, state,
             holder, returned, reopened, fixed_on, closed_on, seq)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'found', '', 0, 0, '', '', $10))",
                meta.unit, matter.number, matter.round, matter.item, event.to_json().canonical(), matter.found_by,
                matter.opened_on, matter.limit_workdays, day_or_empty(matter.due_on), meta.seq);
  auto places = matter.windows;
  if (places.empty()) places.emplace_back();
  for (const auto& place : places)
    books.tx.exec("INSERT INTO matter_place (unit_id, item, place, opened_on, matter) VALUES ($1, $2, $3, $4, $5)",
                  meta.unit, matter.item, place, matter.opened_on, matter.number);
  keep_step(books.tx, meta, matter.number, state_name(MatterState::found), {Step::assign, matter.found_by, "", ""},
            matter.opened_on);
}

void apply(journal::Books& books, const journal::Meta& meta, const MatterStepped& event) {
  const auto before = matters_store::find(books.tx, meta.unit, event.number);
  ensure(before.has_value(), "a step names a matter that is not there");
  const Matter now = after_step(*before, event.asked, event.day, event.due);
  books.tx.exec(R"(
      UPDATE matter SET state = $3, holder = $4, returned = $5, reopened = $6, fixed_on = $7, closed_on = $8, due_on = $9
      WHERE unit_id = $1 AND number = $2)",
                meta.unit, event.number, state_name(now.state), now.holder, now.returned, now.reopened,
                day_or_empty(now.fixed_on), day_or_empty(now.closed_on), day_or_empty(now.due_on));
  if (event.asked.step == Step::fix && !before->fixers.contains(event.asked.by))
    books.tx.exec("INSERT INTO matter_fixer (unit_id, matter, person) VALUES ($1, $2, $3)", meta.unit, event.number,
                  event.asked.by);
  keep_step(books.tx, meta, event.number, step_name(event.asked.step), event.asked, event.day);
}

namespace matters_store {

std::int64_t last_number(db::ReadTx& tx, UnitId unit) {
  return tx.one_int64("SELECT MAX(number) FROM matter WHERE unit_id = $1", unit).value_or(0);
}

std::optional<Matter> find(db::ReadTx& tx, UnitId unit, std::int64_t number) {
  std::vector<Matter> found;
  tx.each(
      R"(
      SELECT content, due_on, state, holder, returned, reopened, fixed_on, closed_on
      FROM matter WHERE unit_id = $1 AND number = $2)",
      [&](const db::Row& row) { found.push_back(matter_in(row)); }, unit, number);
  add_fixers(tx, unit, found);
  return found.empty() ? std::nullopt : std::optional{std::move(found.front())};
}

std::vector<Matter> of_round(db::ReadTx& tx, UnitId unit, std::int64_t round) {
  std::vector<Matter> found;
  tx.each(
      R"(
      SELECT content, due_on, state, holder, returned, reopened, fixed_on, closed_on
      FROM matter WHERE unit_id = $1 AND round = $2 ORDER BY number)",
      [&](const db::Row& row) { found.push_back(matter_in(row)); }, unit, round);
  add_fixers(tx, unit, found);
  return found;
}

std::vector<StepTaken> steps(db::ReadTx& tx, UnitId unit, std::int64_t number) {
  std::vector<StepTaken> found;
  tx.each(
      R"(
      SELECT step, done_by, given_to, note, stepped_on, at_ms, seq
      FROM matter_step WHERE unit_id = $1 AND matter = $2 ORDER BY seq)",
      [&](const db::Row& row) {
        found.push_back({row.string(0), row.string(1), row.string(2), row.string(3), row.date(4),
                         Instant{std::chrono::milliseconds{row.int64(5)}}, row.int64(6)});
      },
      unit, number);
  return found;
}

std::int64_t same_since(db::ReadTx& tx, UnitId unit, std::int64_t number, Date first) {
  return tx
      .one_int64(R"(
      SELECT COUNT(DISTINCT other.matter)
      FROM matter_place one JOIN matter_place other
           ON other.unit_id = one.unit_id AND other.item = one.item AND other.place = one.place
      WHERE one.unit_id = $1 AND one.matter = $2 AND other.matter <= $2 AND other.opened_on >= $3)",
                 unit, number, first)
      .value_or(0);
}

}  // namespace matters_store

// R-SRV-14
std::vector<Matter> list_matters(db::ReadTx& tx, UnitId unit, std::string_view tab, const MatterAsker& asker,
                                 std::int64_t after, std::size_t limit) {
  std::vector<Matter> found;
  tx.each(
      R"(
      SELECT content, due_on, state, holder, returned, reopened, fixed_on, closed_on
      FROM matter m
      WHERE unit_id = $1 AND ($2 = 0 OR number < $2)
            AND (($3 = 'all')
                 OR ($3 = 'mine' AND state = 'assigned' AND holder = $4)
                 OR ($3 = 'mine' AND $5 = 1 AND state = 'found')
                 OR ($3 = 'mine' AND $5 = 1 AND state IN ('fixed', 'verified')
                     AND NOT EXISTS (SELECT 1 FROM matter_fixer f
                                     WHERE f.unit_id = m.unit_id AND f.matter = m.number AND f.person = $4))
                 OR ($3 = 'overdue' AND state IN ('found', 'assigned') AND due_on <> '' AND due_on < $6)
                 OR ($3 = 'verify' AND state = 'fixed')
                 OR ($3 = 'fixed' AND state IN ('fixed', 'verified'))
                 OR ($3 = 'closed' AND state = 'closed')
                 OR ($3 = 'reopened' AND reopened > 0)
                 OR ($3 = 'found' AND found_by = $4))
      ORDER BY number DESC LIMIT $7)",
      [&](const db::Row& row) { found.push_back(matter_in(row)); }, unit, after, tab, asker.person, asker.may_verify,
      asker.today, static_cast<std::int64_t>(limit));
  add_fixers(tx, unit, found);
  return found;
}

std::vector<std::int64_t> count_matters(db::ReadTx& tx, UnitId unit, const MatterAsker& asker) {
  std::vector<std::int64_t> counts(std::size(matter_tabs));
  tx.each(
      R"(
      SELECT COUNT(CASE WHEN (state = 'assigned' AND holder = $2) OR ($3 = 1 AND state = 'found')
                             OR ($3 = 1 AND state IN ('fixed', 'verified')
                                 AND NOT EXISTS (SELECT 1 FROM matter_fixer f
                                                 WHERE f.unit_id = m.unit_id AND f.matter = m.number AND f.person = $2))
                        THEN 1 END),
             COUNT(CASE WHEN state IN ('found', 'assigned') AND due_on <> '' AND due_on < $4 THEN 1 END),
             COUNT(CASE WHEN state = 'fixed' THEN 1 END),
             COUNT(CASE WHEN state IN ('fixed', 'verified') THEN 1 END),
             COUNT(CASE WHEN state = 'closed' THEN 1 END),
             COUNT(CASE WHEN reopened > 0 THEN 1 END),
             COUNT(CASE WHEN found_by = $2 THEN 1 END),
             COUNT(*)
      FROM matter m WHERE unit_id = $1)",
      [&](const db::Row& row) {
        for (std::size_t i = 0; i < counts.size(); ++i) counts[i] = row.int64(i);
      },
      unit, asker.person, asker.may_verify, asker.today);
  return counts;
}

}  // namespace hallbook::service
