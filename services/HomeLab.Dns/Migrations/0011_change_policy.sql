-- What was said of a record being changed or deleted, for when nobody says it any more.
ALTER TABLE claim ADD COLUMN policy text NOT NULL DEFAULT 'Sync';
