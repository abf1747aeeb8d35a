CREATE TABLE invitations (
  id integer PRIMARY KEY,
  project_id integer NOT NULL REFERENCES projects (id),
  email varchar(255) NOT NULL,
  accepted_at timestamp
);
