-- The journal: append-only, one gap-free chain per unit (docs/rules/journal.md).
CREATE TABLE journal (
  unit_id {{int64}} NOT NULL,
  seq {{int64}} NOT NULL,
  at_ms {{int64}} NOT NULL,
  actor TEXT NOT NULL,
  kind TEXT NOT NULL,
  body TEXT NOT NULL,
  prev {{blob}} NOT NULL,
  digest {{blob}} NOT NULL,
  PRIMARY KEY (unit_id, seq)
){{strict}};

-- The end of each chain with the roots of the full Merkle subtrees, largest first, 32 bytes each: a head costs
-- nothing to read, however long the journal is. verify computes it again.
CREATE TABLE journal_head (
  unit_id {{int64}} NOT NULL PRIMARY KEY,
  seq {{int64}} NOT NULL,
  at_ms {{int64}} NOT NULL,
  digest {{blob}} NOT NULL,
  peaks {{blob}} NOT NULL
){{strict}};

-- Wrapped keys of entries that hold personal fields; deleted by a purge, never derived from the journal.
CREATE TABLE entry_key (
  unit_id {{int64}} NOT NULL,
  register TEXT NOT NULL,
  entry_id {{int64}} NOT NULL,
  wrapped {{blob}} NOT NULL,
  PRIMARY KEY (unit_id, register, entry_id)
){{strict}};
