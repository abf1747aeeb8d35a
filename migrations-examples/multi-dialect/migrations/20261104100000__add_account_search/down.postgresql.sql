ALTER TABLE accounts DROP COLUMN search;
