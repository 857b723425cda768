-- The numbers of invoices that a request's papers name (R-FND-18): an invoice is paid by one request, and whether another
-- names it is asked at every payment, so that nobody reads the papers of a year for it.
CREATE TABLE request_invoice (
  unit_id {{int64}} NOT NULL,
  number TEXT NOT NULL,
  request TEXT NOT NULL,
  PRIMARY KEY (unit_id, number, request)
){{strict}};
CREATE INDEX request_invoice_request ON request_invoice (unit_id, request);
CREATE INDEX invoice_number ON invoice (unit_id, number);

-- What older requests named: 20 digits in a paper's text, or 8 that are all of it. Papers stand in the canonical content as
-- "kind":"invoice","name":"…"; a text is cut at its places, for no function finds a pattern on every database.
INSERT INTO request_invoice (unit_id, number, request)
  WITH RECURSIVE
    place (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM place
                  WHERE n < (SELECT COALESCE(MAX(LENGTH(content)), 0) FROM fund_request)),
    paper (unit_id, request, name) AS (
      SELECT unit_id, request, name FROM request_paper WHERE kind = 'invoice'
      UNION ALL
      SELECT r.unit_id, r.no, SUBSTR(r.content, p.n + 25, 240)
      FROM fund_request r JOIN place p ON p.n <= LENGTH(r.content)
      WHERE r.content LIKE '%"kind":"invoice","name":"%' AND SUBSTR(r.content, p.n, 25) = '"kind":"invoice","name":"'),
    run (unit_id, request, number) AS (
      SELECT q.unit_id, q.request, SUBSTR(q.name, p.n, 20)
      FROM paper q JOIN place p ON p.n <= 240 AND p.n + 19 <= LENGTH(q.name)
      WHERE LENGTH(LTRIM(SUBSTR(q.name, p.n, 20), '0123456789')) = 0 AND SUBSTR(q.name, 1, p.n - 1) NOT LIKE '%"%'
            AND (p.n = 1 OR LENGTH(LTRIM(SUBSTR(q.name, p.n - 1, 1), '0123456789')) = 1)
            AND (p.n + 20 > LENGTH(q.name) OR LENGTH(LTRIM(SUBSTR(q.name, p.n + 20, 1), '0123456789')) = 1)
      UNION ALL
      SELECT q.unit_id, q.request, SUBSTR(q.name, 1, 8) FROM paper q
      WHERE LENGTH(q.name) >= 8 AND LENGTH(LTRIM(SUBSTR(q.name, 1, 8), '0123456789')) = 0
            AND (LENGTH(q.name) = 8 OR SUBSTR(q.name, 9, 1) = '"'))
  SELECT DISTINCT unit_id, number, request FROM run;
