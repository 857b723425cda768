-- The money of a project: lines with their accounts, what each document holds on a line, the moves between them, plans,
-- requests with their approvals, payments. Money is integer fen. Rules: docs/rules/funds.md.
CREATE TABLE budget (
  unit_id {{int64}} NOT NULL,
  project TEXT NOT NULL,
  first_on TEXT NOT NULL,
  last_on TEXT NOT NULL,
  seq {{int64}} NOT NULL,
  PRIMARY KEY (unit_id, project)
){{strict}};

-- R-FND-01 and R-FND-02 once more, where no program can go around them.
CREATE TABLE budget_line (
  unit_id {{int64}} NOT NULL,
  project TEXT NOT NULL,
  line TEXT NOT NULL,
  position {{int64}} NOT NULL,
  purpose TEXT NOT NULL,
  economic_class TEXT NOT NULL,
  source TEXT NOT NULL,
  initial_fen {{int64}} NOT NULL,
  released_fen {{int64}} NOT NULL,
  approved_fen {{int64}} NOT NULL,
  free_fen {{int64}} NOT NULL CHECK (free_fen >= 0),
  held_fen {{int64}} NOT NULL CHECK (held_fen >= 0),
  committed_fen {{int64}} NOT NULL CHECK (committed_fen >= 0),
  executed_fen {{int64}} NOT NULL CHECK (executed_fen >= 0),
  state TEXT NOT NULL,
  state_seq {{int64}} NOT NULL,
  PRIMARY KEY (unit_id, project, line),
  CHECK (approved_fen = free_fen + held_fen + committed_fen + executed_fen)
){{strict}};

-- What one document (a request, a contract) holds on one line.
CREATE TABLE line_hold (
  unit_id {{int64}} NOT NULL,
  project TEXT NOT NULL,
  line TEXT NOT NULL,
  document TEXT NOT NULL,
  held_fen {{int64}} NOT NULL CHECK (held_fen >= 0),
  committed_fen {{int64}} NOT NULL CHECK (committed_fen >= 0),
  executed_fen {{int64}} NOT NULL CHECK (executed_fen >= 0),
  PRIMARY KEY (unit_id, project, line, document)
){{strict}};
CREATE INDEX line_hold_document ON line_hold (unit_id, document);

-- Every transfer that a balance opens into, in the order of the journal.
CREATE TABLE line_move (
  unit_id {{int64}} NOT NULL,
  seq {{int64}} NOT NULL,
  part {{int64}} NOT NULL,
  project TEXT NOT NULL,
  line TEXT NOT NULL,
  from_account TEXT NOT NULL,
  to_account TEXT NOT NULL,
  amount_fen {{int64}} NOT NULL,
  from_document TEXT NOT NULL,
  document TEXT NOT NULL,
  at_ms {{int64}} NOT NULL,
  PRIMARY KEY (unit_id, seq, part)
){{strict}};
CREATE INDEX line_move_line ON line_move (unit_id, project, line, seq);
CREATE INDEX line_move_document ON line_move (unit_id, document);

-- The papers of the authority behind every change of a budget.
CREATE TABLE budget_paper (
  unit_id {{int64}} NOT NULL,
  seq {{int64}} NOT NULL,
  project TEXT NOT NULL,
  act TEXT NOT NULL,
  line TEXT NOT NULL,
  to_line TEXT NOT NULL,
  amount_fen {{int64}} NOT NULL,
  document TEXT NOT NULL,
  dated_on TEXT NOT NULL,
  reason TEXT NOT NULL,
  done_by TEXT NOT NULL,
  approved_by TEXT NOT NULL,
  PRIMARY KEY (unit_id, seq)
){{strict}};

CREATE TABLE use_plan (
  unit_id {{int64}} NOT NULL,
  project TEXT NOT NULL,
  line TEXT NOT NULL,
  kind TEXT NOT NULL,
  seq {{int64}} NOT NULL,
  reason TEXT NOT NULL,
  set_by TEXT NOT NULL,
  PRIMARY KEY (unit_id, project, line)
){{strict}};
CREATE TABLE use_plan_part (
  unit_id {{int64}} NOT NULL,
  project TEXT NOT NULL,
  line TEXT NOT NULL,
  first_on TEXT NOT NULL,
  last_on TEXT NOT NULL,
  planned_fen {{int64}} NOT NULL,
  PRIMARY KEY (unit_id, project, line, first_on)
){{strict}};
-- What has been asked for payment in a month (open or paid), and what the treasury paid in it.
CREATE TABLE line_month (
  unit_id {{int64}} NOT NULL,
  project TEXT NOT NULL,
  line TEXT NOT NULL,
  month TEXT NOT NULL,
  asked_fen {{int64}} NOT NULL CHECK (asked_fen >= 0),
  executed_fen {{int64}} NOT NULL CHECK (executed_fen >= 0),
  PRIMARY KEY (unit_id, project, line, month)
){{strict}};

-- The last number given in a series of documents: "Q-2026" -> 17.
CREATE TABLE document_series (
  unit_id {{int64}} NOT NULL,
  series TEXT NOT NULL,
  last_no {{int64}} NOT NULL,
  PRIMARY KEY (unit_id, series)
){{strict}};

CREATE TABLE fund_request (
  unit_id {{int64}} NOT NULL,
  no TEXT NOT NULL,
  chain TEXT NOT NULL,
  project TEXT NOT NULL,
  line TEXT NOT NULL,
  kind TEXT NOT NULL,
  contract TEXT NOT NULL,
  payee TEXT NOT NULL,
  amount_fen {{int64}} NOT NULL,
  pay_on TEXT NOT NULL,
  indicator {{int64}} NOT NULL,
  content TEXT NOT NULL,
  content_digest {{blob}} NOT NULL,
  content_seq {{int64}} NOT NULL,
  state TEXT NOT NULL,
  step {{int64}} NOT NULL,
  made_seq {{int64}} NOT NULL,
  made_on TEXT NOT NULL,
  made_by TEXT NOT NULL,
  why TEXT NOT NULL,
  PRIMARY KEY (unit_id, no)
){{strict}};
CREATE INDEX fund_request_line ON fund_request (unit_id, project, line, state);
CREATE INDEX fund_request_payee ON fund_request (unit_id, payee, amount_fen);

CREATE TABLE request_paper (
  unit_id {{int64}} NOT NULL,
  request TEXT NOT NULL,
  seq {{int64}} NOT NULL,
  part {{int64}} NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (unit_id, request, seq, part)
){{strict}};

CREATE TABLE approval (
  unit_id {{int64}} NOT NULL,
  request TEXT NOT NULL,
  seq {{int64}} NOT NULL,
  step {{int64}} NOT NULL,
  step_name TEXT NOT NULL,
  approver TEXT NOT NULL,
  content_digest {{blob}} NOT NULL,
  rule_version {{blob}} NOT NULL,
  head_seq {{int64}} NOT NULL,
  head_digest {{blob}} NOT NULL,
  note TEXT NOT NULL,
  voided_seq {{int64}} NOT NULL,
  PRIMARY KEY (unit_id, request, seq)
){{strict}};

CREATE TABLE payment (
  unit_id {{int64}} NOT NULL,
  no TEXT NOT NULL,
  request TEXT NOT NULL,
  project TEXT NOT NULL,
  line TEXT NOT NULL,
  payee TEXT NOT NULL,
  voucher TEXT NOT NULL,
  paid_on TEXT NOT NULL,
  amount_fen {{int64}} NOT NULL,
  returned_fen {{int64}} NOT NULL,
  freed_fen {{int64}} NOT NULL,
  state TEXT NOT NULL,
  seq {{int64}} NOT NULL,
  recorded_by TEXT NOT NULL,
  PRIMARY KEY (unit_id, no),
  UNIQUE (unit_id, voucher),
  CHECK (returned_fen >= 0 AND returned_fen <= amount_fen)
){{strict}};
CREATE INDEX payment_request ON payment (unit_id, request);
CREATE INDEX payment_payee ON payment (unit_id, payee, amount_fen);
CREATE INDEX payment_line ON payment (unit_id, project, line, paid_on);

CREATE TABLE payment_return (
  unit_id {{int64}} NOT NULL,
  payment TEXT NOT NULL,
  seq {{int64}} NOT NULL,
  amount_fen {{int64}} NOT NULL,
  returned_on TEXT NOT NULL,
  reason TEXT NOT NULL,
  recorded_by TEXT NOT NULL,
  PRIMARY KEY (unit_id, payment, seq)
){{strict}};

-- Who did what on one chain of documents; its name is the document that began it.
CREATE TABLE chain_act (
  unit_id {{int64}} NOT NULL,
  chain TEXT NOT NULL,
  seq {{int64}} NOT NULL,
  act TEXT NOT NULL,
  person TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (unit_id, chain, seq, act)
){{strict}};

CREATE TABLE duty_exception (
  unit_id {{int64}} NOT NULL,
  seq {{int64}} NOT NULL,
  chain TEXT NOT NULL,
  first_act TEXT NOT NULL,
  second_act TEXT NOT NULL,
  person TEXT NOT NULL,
  reason TEXT NOT NULL,
  allowed_by TEXT NOT NULL,
  until_on TEXT NOT NULL,
  PRIMARY KEY (unit_id, seq)
){{strict}};
