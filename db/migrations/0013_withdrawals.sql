-- An import may be taken back (ImportWithdrawn); the same file may then come in again, so a file is known by its line.
-- withdrawn_seq: the line that took it back, 0 while its rows stand.
ALTER TABLE imported_file RENAME TO imported_file_by_digest;
CREATE TABLE imported_file (
  unit_id {{int64}} NOT NULL,
  register TEXT NOT NULL,
  source_digest {{blob}} NOT NULL,
  seq {{int64}} NOT NULL,
  at_ms {{int64}} NOT NULL,
  source_name TEXT NOT NULL,
  rows_digest {{blob}} NOT NULL,
  first_id {{int64}} NOT NULL,
  row_count {{int64}} NOT NULL,
  withdrawn_seq {{int64}} NOT NULL,
  PRIMARY KEY (unit_id, seq)
){{strict}};
INSERT INTO imported_file
  SELECT unit_id, register, source_digest, seq, at_ms, source_name, rows_digest, first_id, row_count, 0
  FROM imported_file_by_digest;
DROP TABLE imported_file_by_digest;
CREATE INDEX imported_file_source ON imported_file (unit_id, register, source_digest);

-- Who was granted what, found without reading the journal: each sign-in compares it with the role rows (R-IDN-07).
CREATE INDEX journal_roles ON journal (unit_id, seq) WHERE kind = 'RolesGranted';
