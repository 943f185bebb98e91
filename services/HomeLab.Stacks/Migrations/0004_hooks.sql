-- How far the commands are that services have run after a start or before a stop: what an Engine knows of them it forgets.
CREATE TABLE hook (
    container   text    NOT NULL,          -- the Engine's id
    phase       text    NOT NULL,          -- PostStart, PreStop
    stack       text    NOT NULL,
    operation   uuid    NOT NULL,          -- of which they are part
    run         text    NOT NULL,          -- PostStart: the run before the one that they belong to; PreStop: the one that is to end
    done        integer NOT NULL,          -- so many have ended well
    is_finished boolean NOT NULL DEFAULT false,
    intent      uuid,                      -- of the one that was begun last
    exec        text    NOT NULL DEFAULT '',  -- the Engine's id of it, written before it is started
    failure     text    NOT NULL DEFAULT '',
    PRIMARY KEY (container, phase)
);

CREATE INDEX hook_by_stack ON hook (stack);
CREATE INDEX hook_by_intent ON hook (intent);
