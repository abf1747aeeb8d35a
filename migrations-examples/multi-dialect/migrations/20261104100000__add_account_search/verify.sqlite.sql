SELECT (SELECT count(*) FROM accounts) = (SELECT count(*) FROM account_search);
