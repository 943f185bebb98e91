CREATE TABLE opened (
    id     bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    door   text    NOT NULL,
    number integer NOT NULL
);
