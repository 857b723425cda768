-- Lists of contracts, acceptances and invoices, newest first with any filter: every column that a filter asks for stands in
-- the index. What waits for a signature is a few of many.
CREATE INDEX contract_list ON contract (unit_id, seq, project, closed_on, published_on, ends_on, subject, number);
CREATE INDEX acceptance_list ON acceptance (unit_id, seq, contract, complete_on, number);
CREATE INDEX acceptance_waiting ON acceptance (unit_id, seq, number) WHERE complete_on = '';
CREATE INDEX invoice_list ON invoice (unit_id, seq, contract);
