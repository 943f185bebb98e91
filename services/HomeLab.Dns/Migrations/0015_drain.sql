-- Announced stops: what leads to the thing, and says so, is out of its name meanwhile.
CREATE TABLE drain (
    thing  text        PRIMARY KEY,  -- the address of an object, a host, a system or a document
    reason text        NOT NULL,
    by     text        NOT NULL,
    at     timestamptz NOT NULL,
    until  timestamptz NOT NULL
);
