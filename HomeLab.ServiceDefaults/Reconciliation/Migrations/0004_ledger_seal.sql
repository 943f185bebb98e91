-- One row per sealed batch of ledger entries; docs/design/ledger.md says what is hashed and why nothing is skipped.
CREATE TABLE homelab.ledger_seal (
    number     bigint      PRIMARY KEY,         -- 1, 2, 3, …
    through_id bigint      NOT NULL UNIQUE,     -- the batch's last entry; it begins after the one before
    ids        bigint[]    NOT NULL,            -- of its entries, ascending
    digests    bytea       NOT NULL,            -- of its entries, 32 bytes each: to name the one that was altered
    seal       bytea       NOT NULL CHECK (length(seal) = 32),
    sealed_at  timestamptz NOT NULL
);

CREATE OR REPLACE FUNCTION homelab.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'homelab.% is append-only', TG_TABLE_NAME;
END $$;

CREATE TRIGGER ledger_seal_append_only BEFORE UPDATE OR DELETE ON homelab.ledger_seal
    FOR EACH ROW EXECUTE FUNCTION homelab.refuse_change();

-- The sealer waits for the transactions that may hold an id below one it saw. It knows them by their transaction id, so they have
-- to have one before they take the first id.
CREATE FUNCTION homelab.assign_transaction_id() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_current_xact_id();
    RETURN NULL;
END $$;

CREATE TRIGGER ledger_transaction_id BEFORE INSERT ON homelab.ledger
    FOR EACH STATEMENT EXECUTE FUNCTION homelab.assign_transaction_id();
