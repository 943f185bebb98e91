-- One row for each message whose effect was committed; a second one for the same message would be its effect twice.
CREATE TABLE handled (
    n    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    urn  text  NOT NULL,
    body jsonb NOT NULL
);
