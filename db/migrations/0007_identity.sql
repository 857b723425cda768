-- People: who may sign in and which roles each has where. Rows follow from journal lines; names are never used twice.
CREATE TABLE account (
  name TEXT NOT NULL PRIMARY KEY,
  unit_id {{int64}} NOT NULL,
  display_name TEXT NOT NULL,
  added_at_ms {{int64}} NOT NULL,
  closed_at_ms {{int64}},
  close_reason TEXT NOT NULL,
  password_digest {{blob}},
  password_at_ms {{int64}},
  must_change {{int64}} NOT NULL,
  second_factor_digest {{blob}}
){{strict}};

CREATE TABLE account_role (
  account TEXT NOT NULL,
  unit_id {{int64}} NOT NULL,
  role TEXT NOT NULL,
  PRIMARY KEY (account, unit_id, role)
){{strict}};

-- One row; grows with every event about people and units, so that what a server remembers of them is read again.
CREATE TABLE people_state (
  id {{int64}} NOT NULL PRIMARY KEY,
  changes {{int64}} NOT NULL
){{strict}};
INSERT INTO people_state (id, changes) VALUES (1, 0);

-- Secrets stay out of the journal, which holds their digests (docs/decisions/0015-identity.md). Not replayed.
CREATE TABLE credential (
  account TEXT NOT NULL PRIMARY KEY,
  password TEXT NOT NULL,
  second_factor {{blob}},
  pending_factor {{blob}},
  last_step {{int64}} NOT NULL
){{strict}};

-- Open sessions, by the digest of the cookie's value. Not replayed.
CREATE TABLE session (
  token_digest {{blob}} NOT NULL PRIMARY KEY,
  session_id TEXT NOT NULL UNIQUE,
  account TEXT NOT NULL,
  created_at_ms {{int64}} NOT NULL,
  seen_at_ms {{int64}} NOT NULL,
  remote TEXT NOT NULL,
  agent TEXT NOT NULL
){{strict}};
CREATE INDEX session_account ON session (account);

-- Answers to writes that carried an Idempotency-Key, written in the transaction of the write. Not replayed.
CREATE TABLE idempotency (
  account TEXT NOT NULL,
  request_key TEXT NOT NULL,
  request_digest {{blob}} NOT NULL,
  status {{int64}} NOT NULL,
  headers TEXT NOT NULL,
  body TEXT NOT NULL,
  at_ms {{int64}} NOT NULL,
  PRIMARY KEY (account, request_key)
){{strict}};
CREATE INDEX idempotency_at ON idempotency (at_ms);
