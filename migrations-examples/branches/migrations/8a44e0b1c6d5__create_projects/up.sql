CREATE TABLE projects (
  id integer PRIMARY KEY,
  owner_id integer NOT NULL REFERENCES users (id),
  name varchar(200) NOT NULL
);
CREATE INDEX ix_projects_owner_id ON projects (owner_id);
