DROP TRIGGER account_search_delete;
DROP TRIGGER account_search_insert;
DROP TABLE account_search;
