-- Tokens of programs (docs/decisions/0032-tokens.md): rows follow from journal lines, a token's own one is (unit_id, seq).
-- The secret is kept nowhere, its digest is in the line too.
CREATE TABLE account_token (
  token_id TEXT NOT NULL PRIMARY KEY,
  account TEXT NOT NULL,
  unit_id {{int64}} NOT NULL,
  seq {{int64}} NOT NULL,
  title TEXT NOT NULL,
  token_digest {{blob}} NOT NULL UNIQUE,
  issued_at_ms {{int64}} NOT NULL,
  ends_on TEXT NOT NULL,
  ended_at_ms {{int64}},
  end_reason TEXT NOT NULL
){{strict}};
CREATE INDEX account_token_account ON account_token (account);
-- Whether a row that says open was ended by a line is asked before a token opens.
CREATE INDEX journal_tokens_ended ON journal (unit_id, seq) WHERE kind = 'TokensEnded';

-- The last day a token was used. Not replayed: a line for each use would drown the journal.
CREATE TABLE token_use (
  token_id TEXT NOT NULL PRIMARY KEY,
  used_on TEXT NOT NULL
){{strict}};
