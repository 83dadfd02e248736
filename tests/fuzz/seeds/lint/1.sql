-- refract: allow L034, L035 because x
DROP TABLE a CASCADE;
-- refract: no transaction
CREATE UNIQUE INDEX CONCURRENTLY i ON a.b (c, lower(d))