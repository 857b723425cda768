CREATE TABLE acceptance (
  unit_id INTEGER NOT NULL,
  number TEXT NOT NULL,
  seq INTEGER NOT NULL,
  contract TEXT NOT NULL,
  chain TEXT NOT NULL,
  accepted_on TEXT NOT NULL,
  amount_fen INTEGER NOT NULL,
  complete_on TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (unit_id, number)
) STRICT;
CREATE TABLE acceptance_signer (
  unit_id INTEGER NOT NULL,
  acceptance TEXT NOT NULL,
  person TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (unit_id, acceptance, person)
) STRICT;
CREATE TABLE account (
  name TEXT NOT NULL PRIMARY KEY,
  unit_id INTEGER NOT NULL,
  display_name TEXT NOT NULL,
  added_at_ms INTEGER NOT NULL,
  closed_at_ms INTEGER,
  close_reason TEXT NOT NULL,
  password_digest BLOB,
  password_at_ms INTEGER,
  must_change INTEGER NOT NULL,
  second_factor_digest BLOB
) STRICT;
CREATE TABLE account_person (
  account TEXT NOT NULL PRIMARY KEY,
  mark BLOB NOT NULL,
  named_at_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE account_role (
  account TEXT NOT NULL,
  unit_id INTEGER NOT NULL,
  role TEXT NOT NULL,
  PRIMARY KEY (account, unit_id, role)
) STRICT;
CREATE TABLE account_token (
  token_id TEXT NOT NULL PRIMARY KEY,
  account TEXT NOT NULL,
  unit_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  title TEXT NOT NULL,
  token_digest BLOB NOT NULL UNIQUE,
  issued_at_ms INTEGER NOT NULL,
  ends_on TEXT NOT NULL,
  ended_at_ms INTEGER,
  end_reason TEXT NOT NULL
) STRICT;
CREATE TABLE approval (
  unit_id INTEGER NOT NULL,
  request TEXT NOT NULL,
  seq INTEGER NOT NULL,
  step INTEGER NOT NULL,
  step_name TEXT NOT NULL,
  approver TEXT NOT NULL,
  content_digest BLOB NOT NULL,
  rule_version BLOB NOT NULL,
  head_seq INTEGER NOT NULL,
  head_digest BLOB NOT NULL,
  note TEXT NOT NULL,
  voided_seq INTEGER NOT NULL,
  PRIMARY KEY (unit_id, request, seq)
) STRICT;
CREATE TABLE book_close (
  unit_id INTEGER NOT NULL,
  month INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  year_end INTEGER NOT NULL,
  PRIMARY KEY (unit_id, month)
) STRICT, WITHOUT ROWID;
CREATE TABLE book_import (
  unit_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  source_name TEXT NOT NULL,
  source_digest BLOB NOT NULL,
  rows_digest BLOB NOT NULL,
  vouchers INTEGER NOT NULL,
  postings INTEGER NOT NULL,
  PRIMARY KEY (unit_id, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE book_month (
  unit_id INTEGER NOT NULL,
  account TEXT NOT NULL,
  month INTEGER NOT NULL,
  closing INTEGER NOT NULL,
  project TEXT NOT NULL,
  line TEXT NOT NULL,
  source TEXT NOT NULL,
  economic_class TEXT NOT NULL,
  debit_fen INTEGER NOT NULL,
  credit_fen INTEGER NOT NULL, -- as a positive number
  postings INTEGER NOT NULL,
  PRIMARY KEY (unit_id, account, month, closing, project, line, source, economic_class)
) STRICT, WITHOUT ROWID;
CREATE TABLE book_posting (
  unit_id INTEGER NOT NULL,
  series INTEGER NOT NULL,
  number INTEGER NOT NULL,
  row_no INTEGER NOT NULL,
  account TEXT NOT NULL,
  month INTEGER NOT NULL,
  amount_fen INTEGER NOT NULL,
  project TEXT NOT NULL,
  line TEXT NOT NULL,
  source TEXT NOT NULL,
  economic_class TEXT NOT NULL,
  PRIMARY KEY (unit_id, series, number, row_no)
) STRICT, WITHOUT ROWID;
CREATE TABLE book_voucher (
  unit_id INTEGER NOT NULL,
  series INTEGER NOT NULL,
  number INTEGER NOT NULL,
  booked_on TEXT NOT NULL,
  fact_on TEXT NOT NULL, -- earlier than booked_on when the fact's month was closed
  seq INTEGER NOT NULL, -- the event
  kind TEXT NOT NULL,
  document TEXT NOT NULL,
  payee TEXT NOT NULL,
  summary TEXT NOT NULL,
  PRIMARY KEY (unit_id, series, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE budget (
  unit_id INTEGER NOT NULL,
  project TEXT NOT NULL,
  first_on TEXT NOT NULL,
  last_on TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (unit_id, project)
) STRICT;
CREATE TABLE budget_line (
  unit_id INTEGER NOT NULL,
  project TEXT NOT NULL,
  line TEXT NOT NULL,
  position INTEGER NOT NULL,
  purpose TEXT NOT NULL,
  economic_class TEXT NOT NULL,
  source TEXT NOT NULL,
  initial_fen INTEGER NOT NULL,
  released_fen INTEGER NOT NULL,
  approved_fen INTEGER NOT NULL,
  free_fen INTEGER NOT NULL CHECK (free_fen >= 0),
  held_fen INTEGER NOT NULL CHECK (held_fen >= 0),
  committed_fen INTEGER NOT NULL CHECK (committed_fen >= 0),
  executed_fen INTEGER NOT NULL CHECK (executed_fen >= 0),
  state TEXT NOT NULL,
  state_seq INTEGER NOT NULL,
  PRIMARY KEY (unit_id, project, line),
  CHECK (approved_fen = free_fen + held_fen + committed_fen + executed_fen)
) STRICT;
CREATE TABLE budget_paper (
  unit_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  project TEXT NOT NULL,
  act TEXT NOT NULL,
  line TEXT NOT NULL,
  to_line TEXT NOT NULL,
  amount_fen INTEGER NOT NULL,
  document TEXT NOT NULL,
  dated_on TEXT NOT NULL,
  reason TEXT NOT NULL,
  done_by TEXT NOT NULL,
  approved_by TEXT NOT NULL,
  PRIMARY KEY (unit_id, seq)
) STRICT;
CREATE TABLE chain_act (
  unit_id INTEGER NOT NULL,
  chain TEXT NOT NULL,
  seq INTEGER NOT NULL,
  act TEXT NOT NULL,
  person TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (unit_id, chain, seq, act)
) STRICT;
CREATE TABLE contract (
  unit_id INTEGER NOT NULL,
  number TEXT NOT NULL,
  seq INTEGER NOT NULL,
  project TEXT NOT NULL,
  line TEXT NOT NULL,
  request TEXT NOT NULL,
  party TEXT NOT NULL,
  category TEXT NOT NULL,
  subject TEXT NOT NULL,
  amount_fen INTEGER NOT NULL,
  signed_on TEXT NOT NULL,
  ends_on TEXT NOT NULL,
  published_on TEXT NOT NULL,
  published_at TEXT NOT NULL,
  closed_on TEXT NOT NULL,
  body TEXT NOT NULL, accepted_fen INTEGER NOT NULL DEFAULT 0, paid_fen INTEGER NOT NULL DEFAULT 0, last_paid_on TEXT NOT NULL DEFAULT '', scheduled_fen INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (unit_id, number)
) STRICT;
CREATE TABLE contract_supplement (
  unit_id INTEGER NOT NULL,
  contract TEXT NOT NULL,
  no INTEGER NOT NULL,
  signed_on TEXT NOT NULL,
  amount_fen INTEGER NOT NULL,
  reason TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (unit_id, contract, no)
) STRICT;
CREATE TABLE credential (
  account TEXT NOT NULL PRIMARY KEY,
  password TEXT NOT NULL,
  second_factor BLOB,
  pending_factor BLOB,
  last_step INTEGER NOT NULL
) STRICT;
CREATE TABLE definition (
  unit_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  version INTEGER NOT NULL,
  adopted_seq INTEGER NOT NULL,
  digest BLOB NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (unit_id, kind, name, version)
) STRICT;
CREATE TABLE document_series (
  unit_id INTEGER NOT NULL,
  series TEXT NOT NULL,
  last_no INTEGER NOT NULL,
  PRIMARY KEY (unit_id, series)
) STRICT;
CREATE TABLE duty_exception (
  unit_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  chain TEXT NOT NULL,
  first_act TEXT NOT NULL,
  second_act TEXT NOT NULL,
  person TEXT NOT NULL,
  reason TEXT NOT NULL,
  allowed_by TEXT NOT NULL,
  until_on TEXT NOT NULL,
  PRIMARY KEY (unit_id, seq)
) STRICT;
CREATE TABLE entry_file (
  unit_id INTEGER NOT NULL,
  register TEXT NOT NULL,
  entry_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  digest BLOB NOT NULL,
  name TEXT NOT NULL,
  reason TEXT NOT NULL,
  withdrawn_seq INTEGER NOT NULL,
  withdrawn_reason TEXT NOT NULL,
  PRIMARY KEY (unit_id, register, entry_id, seq)
) STRICT;
CREATE TABLE entry_key (
  unit_id INTEGER NOT NULL,
  register TEXT NOT NULL,
  entry_id INTEGER NOT NULL,
  wrapped BLOB NOT NULL,
  PRIMARY KEY (unit_id, register, entry_id)
) STRICT;
CREATE TABLE frozen_evaluation (
  unit_id INTEGER NOT NULL,
  project TEXT NOT NULL,
  version INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  actor TEXT NOT NULL,
  seq INTEGER NOT NULL,
  at_seq INTEGER NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (unit_id, project, version)
) STRICT;
CREATE TABLE fund_request (
  unit_id INTEGER NOT NULL,
  no TEXT NOT NULL,
  chain TEXT NOT NULL,
  project TEXT NOT NULL,
  line TEXT NOT NULL,
  kind TEXT NOT NULL,
  contract TEXT NOT NULL,
  payee TEXT NOT NULL,
  amount_fen INTEGER NOT NULL,
  pay_on TEXT NOT NULL,
  indicator INTEGER NOT NULL,
  content TEXT NOT NULL,
  content_digest BLOB NOT NULL,
  content_seq INTEGER NOT NULL,
  state TEXT NOT NULL,
  step INTEGER NOT NULL,
  made_seq INTEGER NOT NULL,
  made_on TEXT NOT NULL,
  made_by TEXT NOT NULL,
  why TEXT NOT NULL,
  PRIMARY KEY (unit_id, no)
) STRICT;
CREATE TABLE idempotency (
  account TEXT NOT NULL,
  request_key TEXT NOT NULL,
  request_digest BLOB NOT NULL,
  status INTEGER NOT NULL,
  headers TEXT NOT NULL,
  body TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (account, request_key)
) STRICT;
CREATE TABLE import_mapping (
  unit_id INTEGER NOT NULL,
  register TEXT NOT NULL,
  source TEXT NOT NULL,
  heading TEXT NOT NULL,
  field TEXT NOT NULL,
  PRIMARY KEY (unit_id, register, source, heading)
) STRICT;
CREATE TABLE imported_file (
  unit_id INTEGER NOT NULL,
  register TEXT NOT NULL,
  source_digest BLOB NOT NULL,
  seq INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  source_name TEXT NOT NULL,
  rows_digest BLOB NOT NULL,
  first_id INTEGER NOT NULL,
  row_count INTEGER NOT NULL,
  withdrawn_seq INTEGER NOT NULL,
  PRIMARY KEY (unit_id, seq)
) STRICT;
CREATE TABLE invoice (
  unit_id INTEGER NOT NULL,
  code TEXT NOT NULL,
  number TEXT NOT NULL,
  seq INTEGER NOT NULL,
  seller TEXT NOT NULL,
  seller_id TEXT NOT NULL,
  seller_key TEXT NOT NULL,
  issued_on TEXT NOT NULL,
  net_fen INTEGER,
  tax_fen INTEGER,
  total_fen INTEGER NOT NULL,
  contract TEXT NOT NULL,
  request TEXT NOT NULL,
  source TEXT NOT NULL,
  check_code TEXT NOT NULL,
  file TEXT NOT NULL,
  file_digest TEXT NOT NULL,
  voided_seq INTEGER NOT NULL,
  void_reason TEXT NOT NULL,
  PRIMARY KEY (unit_id, code, number)
) STRICT;
CREATE TABLE journal (
  unit_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  actor TEXT NOT NULL,
  kind TEXT NOT NULL,
  body TEXT NOT NULL,
  prev BLOB NOT NULL,
  digest BLOB NOT NULL,
  PRIMARY KEY (unit_id, seq)
) STRICT;
CREATE TABLE journal_head (
  unit_id INTEGER NOT NULL PRIMARY KEY,
  seq INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  digest BLOB NOT NULL,
  peaks BLOB NOT NULL
) STRICT;
CREATE TABLE line_hold (
  unit_id INTEGER NOT NULL,
  project TEXT NOT NULL,
  line TEXT NOT NULL,
  document TEXT NOT NULL,
  held_fen INTEGER NOT NULL CHECK (held_fen >= 0),
  committed_fen INTEGER NOT NULL CHECK (committed_fen >= 0),
  executed_fen INTEGER NOT NULL CHECK (executed_fen >= 0),
  PRIMARY KEY (unit_id, project, line, document)
) STRICT;
CREATE TABLE line_month (
  unit_id INTEGER NOT NULL,
  project TEXT NOT NULL,
  line TEXT NOT NULL,
  month TEXT NOT NULL,
  asked_fen INTEGER NOT NULL CHECK (asked_fen >= 0),
  executed_fen INTEGER NOT NULL CHECK (executed_fen >= 0),
  PRIMARY KEY (unit_id, project, line, month)
) STRICT;
CREATE TABLE line_move (
  unit_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  part INTEGER NOT NULL,
  project TEXT NOT NULL,
  line TEXT NOT NULL,
  from_account TEXT NOT NULL,
  to_account TEXT NOT NULL,
  amount_fen INTEGER NOT NULL,
  from_document TEXT NOT NULL,
  document TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (unit_id, seq, part)
) STRICT;
CREATE TABLE matter (
  unit_id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  round INTEGER NOT NULL,
  item TEXT NOT NULL,
  content TEXT NOT NULL,
  found_by TEXT NOT NULL,
  opened_on TEXT NOT NULL,
  limit_workdays INTEGER NOT NULL,
  due_on TEXT NOT NULL,
  state TEXT NOT NULL,
  holder TEXT NOT NULL,
  returned INTEGER NOT NULL,
  reopened INTEGER NOT NULL,
  fixed_on TEXT NOT NULL,
  closed_on TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (unit_id, number)
) STRICT;
CREATE TABLE matter_fixer (
  unit_id INTEGER NOT NULL,
  matter INTEGER NOT NULL,
  person TEXT NOT NULL,
  PRIMARY KEY (unit_id, matter, person)
) STRICT;
CREATE TABLE matter_place (
  unit_id INTEGER NOT NULL,
  item TEXT NOT NULL,
  place TEXT NOT NULL,
  opened_on TEXT NOT NULL,
  matter INTEGER NOT NULL,
  PRIMARY KEY (unit_id, item, place, matter)
) STRICT;
CREATE TABLE matter_step (
  unit_id INTEGER NOT NULL,
  matter INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  step TEXT NOT NULL,
  done_by TEXT NOT NULL,
  given_to TEXT NOT NULL,
  note TEXT NOT NULL,
  stepped_on TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (unit_id, matter, seq)
) STRICT;
CREATE TABLE own_words (
  unit_id INTEGER NOT NULL,
  project TEXT NOT NULL,
  indicator INTEGER NOT NULL,
  place TEXT NOT NULL,
  seq INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  words TEXT NOT NULL,
  reason TEXT NOT NULL,
  written_by TEXT NOT NULL,
  PRIMARY KEY (unit_id, project, indicator, place, seq)
) STRICT;
CREATE TABLE payee_sum (
  unit_id INTEGER NOT NULL,
  project TEXT NOT NULL,
  line TEXT NOT NULL,
  payee TEXT NOT NULL,
  held_fen INTEGER NOT NULL CHECK (held_fen >= 0),
  committed_fen INTEGER NOT NULL CHECK (committed_fen >= 0),
  executed_fen INTEGER NOT NULL CHECK (executed_fen >= 0),
  PRIMARY KEY (unit_id, project, line, payee)
) STRICT;
CREATE TABLE payment (
  unit_id INTEGER NOT NULL,
  no TEXT NOT NULL,
  request TEXT NOT NULL,
  project TEXT NOT NULL,
  line TEXT NOT NULL,
  payee TEXT NOT NULL,
  voucher TEXT NOT NULL,
  paid_on TEXT NOT NULL,
  amount_fen INTEGER NOT NULL,
  returned_fen INTEGER NOT NULL,
  freed_fen INTEGER NOT NULL,
  state TEXT NOT NULL,
  seq INTEGER NOT NULL,
  recorded_by TEXT NOT NULL,
  PRIMARY KEY (unit_id, no),
  UNIQUE (unit_id, voucher),
  CHECK (returned_fen >= 0 AND returned_fen <= amount_fen)
) STRICT;
CREATE TABLE payment_return (
  unit_id INTEGER NOT NULL,
  payment TEXT NOT NULL,
  seq INTEGER NOT NULL,
  amount_fen INTEGER NOT NULL,
  returned_on TEXT NOT NULL,
  reason TEXT NOT NULL,
  recorded_by TEXT NOT NULL,
  PRIMARY KEY (unit_id, payment, seq)
) STRICT;
CREATE TABLE people_state (
  id INTEGER NOT NULL PRIMARY KEY,
  changes INTEGER NOT NULL
) STRICT;
CREATE TABLE period_close (
  unit_id INTEGER NOT NULL,
  register TEXT NOT NULL,
  seq INTEGER NOT NULL,
  last_day TEXT NOT NULL,
  PRIMARY KEY (unit_id, register, seq)
) STRICT;
CREATE TABLE plan_draft (
  unit_id INTEGER NOT NULL,
  project TEXT NOT NULL,
  account TEXT NOT NULL,
  display_name TEXT NOT NULL,
  revision INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (unit_id, project)
) STRICT;
CREATE TABLE project_decision (
  unit_id INTEGER NOT NULL,
  code TEXT NOT NULL,
  seq INTEGER NOT NULL,
  finding TEXT NOT NULL,
  indicator INTEGER NOT NULL,
  chosen TEXT NOT NULL,
  decided_by TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (unit_id, code, seq)
) STRICT;
CREATE TABLE project_version (
  unit_id INTEGER NOT NULL,
  code TEXT NOT NULL,
  version INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  name TEXT NOT NULL,
  year INTEGER NOT NULL,
  document TEXT NOT NULL,
  plan TEXT NOT NULL,
  PRIMARY KEY (unit_id, code, version)
) STRICT;
CREATE TABLE purchase_sum (
  unit_id INTEGER NOT NULL,
  category TEXT NOT NULL,
  year INTEGER NOT NULL,
  floor_fen INTEGER NOT NULL,
  purchases INTEGER NOT NULL CHECK (purchases > 0),
  sum_fen INTEGER NOT NULL,
  PRIMARY KEY (unit_id, category, year, floor_fen)
) STRICT;
CREATE TABLE reconciliation (
  unit_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  subject TEXT NOT NULL,
  contract TEXT NOT NULL,
  first_on TEXT NOT NULL,
  last_on TEXT NOT NULL,
  due_fen INTEGER NOT NULL,
  billed_fen INTEGER NOT NULL,
  decision TEXT NOT NULL,
  reason TEXT NOT NULL,
  settled_by TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (unit_id, seq)
) STRICT;
CREATE TABLE register_changed (
  unit_id INTEGER NOT NULL,
  register TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (unit_id, register)
) STRICT;
CREATE TABLE register_column (
  register TEXT NOT NULL,
  field TEXT NOT NULL,
  storage TEXT NOT NULL,
  dimension INTEGER NOT NULL,
  measure INTEGER NOT NULL,
  PRIMARY KEY (register, field)
) STRICT;
CREATE TABLE register_page (
  unit_id INTEGER NOT NULL,
  register TEXT NOT NULL,
  page INTEGER NOT NULL,
  changes INTEGER NOT NULL,
  PRIMARY KEY (unit_id, register, page)
) STRICT, WITHOUT ROWID;
CREATE TABLE request_invoice (
  unit_id INTEGER NOT NULL,
  number TEXT NOT NULL,
  request TEXT NOT NULL,
  PRIMARY KEY (unit_id, number, request)
) STRICT;
CREATE TABLE request_paper (
  unit_id INTEGER NOT NULL,
  request TEXT NOT NULL,
  seq INTEGER NOT NULL,
  part INTEGER NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (unit_id, request, seq, part)
) STRICT;
CREATE TABLE schema_version (number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL) STRICT;
CREATE TABLE service_round (
  unit_id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  id TEXT NOT NULL,
  content_digest BLOB NOT NULL,
  round_on TEXT NOT NULL,
  turn TEXT NOT NULL,
  sent_by TEXT NOT NULL,
  score INTEGER NOT NULL,
  looked INTEGER NOT NULL,
  passed INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  corrected INTEGER NOT NULL,
  not_applicable INTEGER NOT NULL,
  content TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (unit_id, number)
) STRICT;
CREATE TABLE session (
  token_digest BLOB NOT NULL PRIMARY KEY,
  session_id TEXT NOT NULL UNIQUE,
  account TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  seen_at_ms INTEGER NOT NULL,
  remote TEXT NOT NULL,
  agent TEXT NOT NULL
) STRICT;
CREATE TABLE token_use (
  token_id TEXT NOT NULL PRIMARY KEY,
  used_on TEXT NOT NULL
) STRICT;
CREATE TABLE treasury_import (
  unit_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  name TEXT NOT NULL,
  digest BLOB NOT NULL,
  format TEXT NOT NULL,
  PRIMARY KEY (unit_id, seq),
  UNIQUE (unit_id, digest)
) STRICT;
CREATE TABLE treasury_row (
  unit_id INTEGER NOT NULL,
  voucher TEXT NOT NULL,
  import_seq INTEGER NOT NULL,
  row_no INTEGER NOT NULL,
  paid_on TEXT NOT NULL,
  payee TEXT NOT NULL,
  amount_fen INTEGER NOT NULL,
  account TEXT NOT NULL,
  purpose TEXT NOT NULL,
  settled_by TEXT NOT NULL,
  settled_seq INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (unit_id, voucher)
) STRICT;
CREATE TABLE unit (
  unit_id INTEGER NOT NULL PRIMARY KEY,
  parent_id INTEGER,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  sample INTEGER NOT NULL
) STRICT;
CREATE TABLE use_plan (
  unit_id INTEGER NOT NULL,
  project TEXT NOT NULL,
  line TEXT NOT NULL,
  kind TEXT NOT NULL,
  seq INTEGER NOT NULL,
  reason TEXT NOT NULL,
  set_by TEXT NOT NULL,
  PRIMARY KEY (unit_id, project, line)
) STRICT;
CREATE TABLE use_plan_part (
  unit_id INTEGER NOT NULL,
  project TEXT NOT NULL,
  line TEXT NOT NULL,
  first_on TEXT NOT NULL,
  last_on TEXT NOT NULL,
  planned_fen INTEGER NOT NULL,
  PRIMARY KEY (unit_id, project, line, first_on)
) STRICT;
CREATE INDEX acceptance_contract ON acceptance (unit_id, contract);
CREATE INDEX acceptance_list ON acceptance (unit_id, seq, contract, complete_on, number);
CREATE INDEX acceptance_waiting ON acceptance (unit_id, seq, number) WHERE complete_on = '';
CREATE INDEX account_person_mark ON account_person (mark);
CREATE INDEX account_token_account ON account_token (account);
CREATE INDEX book_posting_account ON book_posting (unit_id, account, month, series, number, row_no);
CREATE INDEX chain_act_document ON chain_act (unit_id, document, seq);
CREATE INDEX chain_act_person ON chain_act (unit_id, person, seq);
CREATE INDEX contract_line ON contract (unit_id, project, line);
CREATE INDEX contract_list ON contract (unit_id, seq, project, closed_on, published_on, ends_on, subject, number);
CREATE INDEX contract_party ON contract (unit_id, party, number);
CREATE INDEX contract_request ON contract (unit_id, request);
CREATE INDEX contract_watch ON contract (unit_id, closed_on, seq, published_on, ends_on, scheduled_fen, paid_fen,
                                         last_paid_on, accepted_fen, number);
CREATE INDEX fund_request_contract ON fund_request (unit_id, contract, made_seq);
CREATE INDEX fund_request_list ON fund_request (unit_id, made_seq, project, line, state, payee, kind, no);
CREATE INDEX fund_request_payee ON fund_request (unit_id, payee, amount_fen, made_seq);
CREATE INDEX idempotency_at ON idempotency (at_ms);
CREATE INDEX imported_file_source ON imported_file (unit_id, register, source_digest);
CREATE INDEX invoice_contract ON invoice (unit_id, contract);
CREATE INDEX invoice_list ON invoice (unit_id, seq, contract);
CREATE INDEX invoice_number ON invoice (unit_id, number);
CREATE INDEX invoice_seller ON invoice (unit_id, seller_key, total_fen);
CREATE INDEX journal_roles ON journal (unit_id, seq) WHERE kind = 'RolesGranted';
CREATE INDEX journal_tokens_ended ON journal (unit_id, seq) WHERE kind = 'TokensEnded';
CREATE INDEX line_hold_committed ON line_hold (unit_id, document) WHERE committed_fen > 0;
CREATE INDEX line_hold_document ON line_hold (unit_id, document);
CREATE INDEX line_hold_open ON line_hold (unit_id, project, line, (held_fen + committed_fen) DESC, document);
CREATE INDEX line_move_document ON line_move (unit_id, document);
CREATE INDEX line_move_line ON line_move (unit_id, project, line, seq);
CREATE INDEX matter_holder ON matter (unit_id, holder, state);
CREATE INDEX matter_round ON matter (unit_id, round);
CREATE INDEX matter_state ON matter (unit_id, state, due_on);
CREATE INDEX payment_line ON payment (unit_id, project, line, paid_on);
CREATE INDEX payment_list ON payment (unit_id, seq, project, line, state, payee, paid_on, no);
CREATE INDEX payment_payee ON payment (unit_id, payee, amount_fen);
CREATE INDEX payment_request ON payment (unit_id, request);
CREATE INDEX reconciliation_subject ON reconciliation (unit_id, subject, first_on);
CREATE INDEX request_invoice_request ON request_invoice (unit_id, request);
CREATE INDEX service_round_day ON service_round (unit_id, round_on, turn);
CREATE UNIQUE INDEX service_round_id ON service_round (unit_id, id);
CREATE INDEX session_account ON session (account);
