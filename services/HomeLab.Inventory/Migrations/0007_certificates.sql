-- The certificates that objects of the lab show or have, by what they are known. What is no longer so is deleted.
CREATE TABLE certificate (
    object  text        NOT NULL,
    signal  text        NOT NULL,
    since   timestamptz NOT NULL,
    details json        NOT NULL,
    PRIMARY KEY (object, signal)
);
