CREATE TABLE account_search (account_id integer PRIMARY KEY, words text NOT NULL);

INSERT INTO account_search (account_id, words) SELECT id, lower(name) FROM accounts;

CREATE TRIGGER account_search_insert AFTER INSERT ON accounts BEGIN
  INSERT INTO account_search (account_id, words) VALUES (new.id, lower(new.name));
END;

CREATE TRIGGER account_search_delete AFTER DELETE ON accounts BEGIN
  DELETE FROM account_search WHERE account_id = old.id;
END;
