CREATE TABLE projects (
  id integer PRIMARY KEY,
  owner_id integer NOT NULL REFERENCES users (id),
  name varchar(100) NOT NULL
);

CREATE INDEX projects_owner ON projects (owner_id);
