-- What was seen to become of objects: without what their sources leave out of them, so without secrets.
CREATE TABLE resource_change (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    address     text        NOT NULL,
    kind        text        NOT NULL,
    source      text        NOT NULL,
    at          timestamptz NOT NULL,
    action      text        NOT NULL,
    reason      text        NOT NULL,
    fields      json        NOT NULL,
    more_fields integer     NOT NULL,
    actor       text        NOT NULL,
    actor_name  text        NOT NULL,
    evidence    text        NOT NULL
);

CREATE INDEX resource_change_at ON resource_change (at);
