-- What a person writes for a project's papers (WordsWritten): one row for each writing, the last one of a place stands.
CREATE TABLE own_words (
  unit_id {{int64}} NOT NULL,
  project TEXT NOT NULL,
  indicator {{int64}} NOT NULL,
  place TEXT NOT NULL,
  seq {{int64}} NOT NULL,
  at_ms {{int64}} NOT NULL,
  words TEXT NOT NULL,
  reason TEXT NOT NULL,
  written_by TEXT NOT NULL,
  PRIMARY KEY (unit_id, project, indicator, place, seq)
){{strict}};
