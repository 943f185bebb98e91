-- Containers and networks of another installation that a person let this one take over.
CREATE TABLE taken_object (
    key          text        NOT NULL,  -- of the stack
    id           text        NOT NULL,  -- the Engine's
    name         text        NOT NULL,
    installation text        NOT NULL,  -- that made it
    taken_by     text        NOT NULL,
    taken_at     timestamptz NOT NULL,
    PRIMARY KEY (key, id)
);
