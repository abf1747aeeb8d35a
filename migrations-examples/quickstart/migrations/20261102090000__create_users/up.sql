CREATE TABLE users (
  id integer PRIMARY KEY,
  email varchar(200) NOT NULL UNIQUE,
  created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP
);
