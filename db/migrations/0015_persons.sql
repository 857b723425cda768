-- Which person an account belongs to: an HMAC of the citizen number, which itself is kept nowhere (R-IDN-08).
CREATE TABLE account_person (
  account TEXT NOT NULL PRIMARY KEY,
  mark {{blob}} NOT NULL,
  named_at_ms {{int64}} NOT NULL
){{strict}};
CREATE INDEX account_person_mark ON account_person (mark);
