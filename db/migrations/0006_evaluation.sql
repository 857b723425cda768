-- Frozen evaluations: the complete JSON as it was shown, byte for byte (docs/rules/evaluation.md).
CREATE TABLE frozen_evaluation (
  unit_id {{int64}} NOT NULL,
  project TEXT NOT NULL,
  version {{int64}} NOT NULL,
  at_ms {{int64}} NOT NULL,
  actor TEXT NOT NULL,
  seq {{int64}} NOT NULL,
  at_seq {{int64}} NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (unit_id, project, version)
){{strict}};
