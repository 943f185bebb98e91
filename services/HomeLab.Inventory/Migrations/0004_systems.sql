-- What one replica does for all, besides reading sources; leased like those.
CREATE TABLE duty (
    name             text   PRIMARY KEY,
    lease_owner      uuid,
    lease_until      timestamptz,
    lease_generation bigint NOT NULL DEFAULT 0
);

-- What runs: the systems that the catalogue knows, and under an empty id the workloads that it does not. One that went stays as absent.
CREATE TABLE system (
    address text        PRIMARY KEY,
    id      text        NOT NULL,
    name    text        NOT NULL,
    site    text        NOT NULL,
    version text        NOT NULL,
    health  text        NOT NULL,
    reason  text        NOT NULL,
    since   timestamptz NOT NULL,
    flaps   integer     NOT NULL,
    root    text        NOT NULL,
    details json        NOT NULL
);

CREATE TABLE system_change (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    system     text        NOT NULL,
    at         timestamptz NOT NULL,
    aspect     text        NOT NULL,
    was        text        NOT NULL,
    became     text        NOT NULL,
    reason     text        NOT NULL,
    writer     text        NOT NULL,
    written_by text        NOT NULL
);

CREATE INDEX system_change_system ON system_change (system, id);
CREATE INDEX system_change_at ON system_change (at);
