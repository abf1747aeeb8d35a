ALTER TABLE accounts ADD COLUMN plan varchar(20) NOT NULL DEFAULT 'free';
