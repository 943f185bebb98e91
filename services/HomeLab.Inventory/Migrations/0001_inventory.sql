-- Which database this is, and the one counter of everything that changes in it. Taking the next revision locks the row until
-- the commit, so revisions become visible in their order and a reader misses none.
CREATE TABLE epoch (
    is_only         boolean PRIMARY KEY DEFAULT true CHECK (is_only),
    id              text    NOT NULL,
    server          text    NOT NULL,
    revision        bigint  NOT NULL DEFAULT 0,
    pruned_revision bigint  NOT NULL DEFAULT 0
);

-- What is read: the lab directory, each Docker host. One replica holds the lease and writes; its generation fences late writers.
CREATE TABLE source (
    name             text        PRIMARY KEY,
    is_complete      boolean     NOT NULL DEFAULT false,
    reason_code      text        NOT NULL DEFAULT 'NeverRead',
    reason           text        NOT NULL DEFAULT 'it was not read yet',
    identity         text        NOT NULL DEFAULT '',
    read_at          timestamptz,
    lease_owner      uuid,
    lease_until      timestamptz,
    lease_generation bigint      NOT NULL DEFAULT 0
);

INSERT INTO source (name) VALUES ('lab');

-- The lab in force: the last good one.
CREATE TABLE lab (
    is_only  boolean PRIMARY KEY DEFAULT true CHECK (is_only),
    name     text    NOT NULL DEFAULT '',
    git_head text    NOT NULL DEFAULT '',
    spec     json,
    revision bigint  NOT NULL DEFAULT 0
);

INSERT INTO lab DEFAULT VALUES;

CREATE TABLE document (
    address       text    PRIMARY KEY,
    kind          text    NOT NULL,
    name          text    NOT NULL,
    file          text    NOT NULL,
    line          integer NOT NULL,
    spec          json,
    is_valid      boolean NOT NULL,
    problems      json    NOT NULL,
    absent_code   text    NOT NULL,
    absent_reason text    NOT NULL,
    git_commit    text,
    revision      bigint  NOT NULL
);

CREATE TABLE resource (
    address  text   PRIMARY KEY,
    uid      text   NOT NULL,
    kind     text   NOT NULL,
    source   text   NOT NULL REFERENCES source (name),
    state    text   NOT NULL,
    image    text   NOT NULL,
    labels   json   NOT NULL,
    problems json   NOT NULL,
    revision bigint NOT NULL
);

CREATE INDEX resource_source ON resource (source);
CREATE INDEX resource_revision ON resource (revision);

CREATE TABLE edge (
    from_address text NOT NULL REFERENCES resource (address) ON DELETE CASCADE,
    to_address   text NOT NULL,
    kind         text NOT NULL,
    PRIMARY KEY (from_address, to_address, kind)
);

CREATE TABLE endpoint (
    address        text    PRIMARY KEY,
    resource       text    NOT NULL REFERENCES resource (address) ON DELETE CASCADE,
    uid            text    NOT NULL,
    source         text    NOT NULL,
    host           text    NOT NULL,
    router         text    NOT NULL,
    entry_points   text    NOT NULL,
    is_running     boolean NOT NULL,
    target         text,
    proxied        boolean NOT NULL,
    refused_code   text    NOT NULL,
    refused_reason text    NOT NULL,
    revision       bigint  NOT NULL,
    CHECK ((target IS NULL) = (refused_code <> ''))
);

CREATE INDEX endpoint_resource ON endpoint (resource);
CREATE INDEX endpoint_revision ON endpoint (revision);

-- What is proven gone, for those who hold an older revision. scope as in the contract: 1 lab, 2 endpoints, 3 resources.
CREATE TABLE tombstone (
    scope       integer     NOT NULL,
    address     text        NOT NULL,
    reason_code text        NOT NULL,
    removed_at  timestamptz NOT NULL,
    revision    bigint      NOT NULL,
    PRIMARY KEY (scope, address)
);

CREATE INDEX tombstone_revision ON tombstone (revision);
