-- What people asked for about whose records are; what that leads to is proposed, so nothing is lost when one is forgotten.
CREATE TABLE ownership_wish (
    zone   text        NOT NULL,
    name   text        NOT NULL,  -- empty: every name of the zone
    action text        NOT NULL,
    by     text        NOT NULL,
    at     timestamptz NOT NULL,
    PRIMARY KEY (zone, name)
);
