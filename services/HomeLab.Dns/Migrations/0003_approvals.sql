-- What a document said about being changed, for when it is gone; and the holds that Inventory told of.
ALTER TABLE claim ADD COLUMN apply text NOT NULL DEFAULT 'Auto';
ALTER TABLE lab ADD COLUMN holds jsonb NOT NULL DEFAULT '{}';
