-- The same words mean the same on both databases: one file serves them.
CREATE TABLE accounts (
  id integer PRIMARY KEY,
  name varchar(200) NOT NULL,
  settings text NOT NULL DEFAULT '{}'
);
