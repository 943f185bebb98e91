-- What the servers of a zone answered for records of ours when they were asked last; forgotten, it is asked again.
CREATE TABLE answer (
    zone     text        NOT NULL,
    object   text        NOT NULL,
    record   jsonb       NOT NULL,  -- as it was written
    is_gone  boolean     NOT NULL,  -- it was deleted, and is not to be answered any more
    state    text        NOT NULL,
    detail   text        NOT NULL,
    since    timestamptz NOT NULL,  -- of this record and state
    asked_at timestamptz NOT NULL,
    PRIMARY KEY (zone, object)
);

-- What Inventory said last of the health of what records wait for.
ALTER TABLE lab ADD COLUMN health jsonb NOT NULL DEFAULT '{}';

-- Changes that a person had taken back, and for how long what stood before them is held.
CREATE TABLE undo (
    zone      text        NOT NULL,
    change_id uuid        NOT NULL,  -- the one that is taken back
    object    text        NOT NULL,
    restored  jsonb       NOT NULL,  -- the record as it was before it, whole
    undone    jsonb,                 -- what it made of that; null: it deleted it
    by        text        NOT NULL,
    at        timestamptz NOT NULL,
    until     timestamptz NOT NULL,
    PRIMARY KEY (zone, change_id)
);
