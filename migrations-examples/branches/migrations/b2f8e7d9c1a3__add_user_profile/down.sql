ALTER TABLE users DROP COLUMN avatar_url;
ALTER TABLE users DROP COLUMN display_name;
