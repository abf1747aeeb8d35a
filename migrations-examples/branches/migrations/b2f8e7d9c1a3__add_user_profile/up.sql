ALTER TABLE users ADD COLUMN display_name varchar(100);
ALTER TABLE users ADD COLUMN avatar_url varchar(500);
