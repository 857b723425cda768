-- The one box finds contracts by the beginning of the other party's name (R-API-66).
CREATE INDEX contract_party ON contract (unit_id, party, number);
