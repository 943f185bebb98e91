-- What Inventory last said, so that this service starts and works without it.
CREATE TABLE lab (
    only_one    boolean     PRIMARY KEY DEFAULT true CHECK (only_one),
    epoch       text        NOT NULL,
    revision    bigint      NOT NULL,
    received_at timestamptz NOT NULL,
    lab         jsonb,
    sources     jsonb       NOT NULL
);

CREATE TABLE lab_item (
    scope   text  NOT NULL,  -- document, endpoint
    address text  NOT NULL,
    item    jsonb NOT NULL,
    PRIMARY KEY (scope, address)
);

CREATE TABLE zone (
    name        text        PRIMARY KEY,
    provider_id text,                    -- pinned at first contact
    read_at     timestamptz,             -- of the mirror; null: read it whole before planning
    outcome     text,
    reason_code text,
    reason      text,
    outcome_at  timestamptz,
    withheld    jsonb       NOT NULL DEFAULT '[]',
    wanted      jsonb       NOT NULL DEFAULT '[]'   -- desired and not there
);

-- Every record of a zone, ours or not, as last read or written.
CREATE TABLE mirror (
    zone        text  NOT NULL REFERENCES zone (name),
    provider_id text  NOT NULL,
    record      jsonb NOT NULL,
    PRIMARY KEY (zone, provider_id)
);

-- Who wanted what is ours, and since when nobody does.
CREATE TABLE claim (
    zone         text        NOT NULL REFERENCES zone (name),
    object       text        NOT NULL,
    source       text        NOT NULL,
    address      text        NOT NULL,
    epoch        text        NOT NULL,
    absent_since timestamptz,
    PRIMARY KEY (zone, object)
);
