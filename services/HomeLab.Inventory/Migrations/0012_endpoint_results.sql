-- What may become of its records; empty: not said.
ALTER TABLE endpoint ADD COLUMN policy text NOT NULL DEFAULT '';

-- What became of an endpoint's name, as Dns told it last.
CREATE TABLE endpoint_result (
    endpoint    text        NOT NULL REFERENCES endpoint (address) ON DELETE CASCADE,
    zone        text        NOT NULL,
    result      text        NOT NULL,
    reason_code text        NOT NULL,
    reason      text        NOT NULL,
    records     json        NOT NULL,
    at          timestamptz NOT NULL,
    PRIMARY KEY (endpoint, zone)
);

-- What an object of a cluster was told of it.
CREATE SEQUENCE object_event_number;
CREATE TABLE object_event (
    endpoint   text    NOT NULL REFERENCES endpoint (address) ON DELETE CASCADE,
    zone       text    NOT NULL,  -- empty: it asks for nothing that Dns could do
    uid        text    NOT NULL,  -- of the object
    told       text    NOT NULL,
    number     bigint  NOT NULL,  -- makes the Event's name another one each time
    is_written boolean NOT NULL,
    PRIMARY KEY (endpoint, zone)
);
