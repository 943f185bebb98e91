-- What took effect on one key since an entry.
CREATE INDEX ledger_key ON homelab.ledger (kind, key, id);
