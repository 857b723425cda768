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
CREATE TABLE account_role (
  account TEXT NOT NULL,
  unit_id INTEGER NOT NULL,
  role TEXT NOT NULL,
  PRIMARY KEY (account, unit_id, role)
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
  PRIMARY KEY (unit_id, register, source_digest)
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
CREATE TABLE register_column (
  register TEXT NOT NULL,
  field TEXT NOT NULL,
  storage TEXT NOT NULL,
  dimension INTEGER NOT NULL,
  measure INTEGER NOT NULL,
  PRIMARY KEY (register, field)
) STRICT;
CREATE TABLE schema_version (number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL) STRICT;
CREATE TABLE session (
  token_digest BLOB NOT NULL PRIMARY KEY,
  session_id TEXT NOT NULL UNIQUE,
  account TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  seen_at_ms INTEGER NOT NULL,
  remote TEXT NOT NULL,
  agent TEXT NOT NULL
) STRICT;
CREATE TABLE unit (
  unit_id INTEGER NOT NULL PRIMARY KEY,
  parent_id INTEGER,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  sample INTEGER NOT NULL
) STRICT;
CREATE INDEX book_posting_account ON book_posting (unit_id, account, month, series, number, row_no);
CREATE INDEX idempotency_at ON idempotency (at_ms);
CREATE INDEX session_account ON session (account);
