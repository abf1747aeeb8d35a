\restrict tok
set statement_timeout = 0;
select pg_catalog.set_config('search_path','',false);
\unrestrict tok
