-- Endpoints of more than one target, or of other records than addresses and aliases.
ALTER TABLE endpoint
    ADD COLUMN targets     json        NOT NULL DEFAULT '[]',
    ADD COLUMN ttl         integer,
    ADD COLUMN type        text        NOT NULL DEFAULT '',
    ADD COLUMN created_at  timestamptz,
    ADD COLUMN is_declared boolean     NOT NULL DEFAULT false;

UPDATE endpoint SET targets = json_build_array(target) WHERE target IS NOT NULL;
