-- Files attached to an entry after it was recorded (EntryFileAttached), each with its reason. One that was taken off again has
-- the line that did it; 0 while it stands. Files that a field names stand in the field.
CREATE TABLE entry_file (
  unit_id {{int64}} NOT NULL,
  register TEXT NOT NULL,
  entry_id {{int64}} NOT NULL,
  seq {{int64}} NOT NULL,
  digest {{blob}} NOT NULL,
  name TEXT NOT NULL,
  reason TEXT NOT NULL,
  withdrawn_seq {{int64}} NOT NULL,
  withdrawn_reason TEXT NOT NULL,
  PRIMARY KEY (unit_id, register, entry_id, seq)
){{strict}};
