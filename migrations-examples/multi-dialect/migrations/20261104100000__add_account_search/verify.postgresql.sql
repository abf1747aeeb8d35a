SELECT indisvalid FROM pg_index WHERE indexrelid = 'ix_accounts_search'::regclass;
