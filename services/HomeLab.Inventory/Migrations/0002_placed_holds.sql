-- Holds that people and services have placed; each ends by itself.
CREATE TABLE placed_hold (
    id        uuid        PRIMARY KEY,
    scope     text        NOT NULL,
    reason    text        NOT NULL,
    placed_by text        NOT NULL,
    placed_at timestamptz NOT NULL,
    ends_at   timestamptz NOT NULL
);

CREATE INDEX placed_hold_ends ON placed_hold (ends_at);
