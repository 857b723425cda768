-- Rounds of inspection as they were sent (RoundSent), and matters with their steps (MatterOpened, MatterStepped).
CREATE TABLE service_round (
  unit_id {{int64}} NOT NULL,
  number {{int64}} NOT NULL,
  id TEXT NOT NULL,
  content_digest {{blob}} NOT NULL,
  round_on TEXT NOT NULL,
  turn TEXT NOT NULL,
  sent_by TEXT NOT NULL,
  score {{int64}} NOT NULL,
  looked {{int64}} NOT NULL,
  passed {{int64}} NOT NULL,
  failed {{int64}} NOT NULL,
  corrected {{int64}} NOT NULL,
  not_applicable {{int64}} NOT NULL,
  content TEXT NOT NULL,
  seq {{int64}} NOT NULL,
  PRIMARY KEY (unit_id, number)
){{strict}};
CREATE UNIQUE INDEX service_round_id ON service_round (unit_id, id);
CREATE INDEX service_round_day ON service_round (unit_id, round_on, turn);
CREATE TABLE matter (
  unit_id {{int64}} NOT NULL,
  number {{int64}} NOT NULL,
  round {{int64}} NOT NULL,
  item TEXT NOT NULL,
  content TEXT NOT NULL,
  found_by TEXT NOT NULL,
  opened_on TEXT NOT NULL,
  limit_workdays {{int64}} NOT NULL,
  due_on TEXT NOT NULL,
  state TEXT NOT NULL,
  holder TEXT NOT NULL,
  returned {{int64}} NOT NULL,
  reopened {{int64}} NOT NULL,
  fixed_on TEXT NOT NULL,
  closed_on TEXT NOT NULL,
  seq {{int64}} NOT NULL,
  PRIMARY KEY (unit_id, number)
){{strict}};
CREATE INDEX matter_state ON matter (unit_id, state, due_on);
CREATE INDEX matter_holder ON matter (unit_id, holder, state);
CREATE INDEX matter_round ON matter (unit_id, round);
-- Where it was found: the same item at the same window again is a repeat.
CREATE TABLE matter_place (
  unit_id {{int64}} NOT NULL,
  item TEXT NOT NULL,
  place TEXT NOT NULL,
  opened_on TEXT NOT NULL,
  matter {{int64}} NOT NULL,
  PRIMARY KEY (unit_id, item, place, matter)
){{strict}};
CREATE TABLE matter_fixer (
  unit_id {{int64}} NOT NULL,
  matter {{int64}} NOT NULL,
  person TEXT NOT NULL,
  PRIMARY KEY (unit_id, matter, person)
){{strict}};
CREATE TABLE matter_step (
  unit_id {{int64}} NOT NULL,
  matter {{int64}} NOT NULL,
  seq {{int64}} NOT NULL,
  step TEXT NOT NULL,
  done_by TEXT NOT NULL,
  given_to TEXT NOT NULL,
  note TEXT NOT NULL,
  stepped_on TEXT NOT NULL,
  at_ms {{int64}} NOT NULL,
  PRIMARY KEY (unit_id, matter, seq)
){{strict}};
