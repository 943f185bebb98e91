-- What a restart that a person asked for is to end: those of its containers that still have the run which is noted here are not restarted yet.
CREATE TABLE restart (
    operation uuid  PRIMARY KEY REFERENCES operation (id) ON DELETE CASCADE,
    service   text  NOT NULL,          -- empty: all that run
    runs      jsonb NOT NULL           -- id of the container, or of Komodo's stack: which of its runs
);

-- What somebody changed by hand and was told of, until it is as wanted again.
CREATE TABLE drift (
    key    text        PRIMARY KEY,
    fields jsonb       NOT NULL,       -- names alone, no values
    since  timestamptz NOT NULL
);

-- Holds of ours at Inventory, each for as long as an operation touches what runs.
CREATE TABLE deployment_hold (
    key   text        PRIMARY KEY,
    id    text        NOT NULL,        -- Inventory's
    until timestamptz NOT NULL
);

-- Since when containers are unhealthy, when they were restarted for it, and which are left alone.
CREATE TABLE healing (
    key   text  PRIMARY KEY,
    state jsonb NOT NULL
);
