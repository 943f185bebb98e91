-- The last ledger entry that a fact has told of.
ALTER TABLE zone ADD COLUMN told_entry bigint NOT NULL DEFAULT 0;
UPDATE zone SET told_entry = COALESCE((SELECT max(id) FROM homelab.ledger), 0);
