-- The graph draws what hangs on what from resources themselves.
DROP TABLE edge;

-- Changes are asked for by whole parts of addresses.
CREATE INDEX resource_change_parts ON resource_change USING gin (string_to_array(address, '/'));
