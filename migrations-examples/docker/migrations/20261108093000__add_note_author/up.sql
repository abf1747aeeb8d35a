ALTER TABLE notes ADD COLUMN author varchar(100);
