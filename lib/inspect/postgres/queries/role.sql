SELECT
  'role' AS kind_of_element,
  '' AS key_schema,
  r.rolname AS key_name,
  '' AS key_part,
  concat_ws(E'\n', CASE WHEN r.rolsuper THEN 'superuser' END,
            CASE WHEN NOT r.rolinherit THEN 'noinherit' END,
            CASE WHEN r.rolcreaterole THEN 'createrole' END,
            CASE WHEN r.rolcreatedb THEN 'createdb' END,
            CASE WHEN r.rolcanlogin THEN 'login' END,
            CASE WHEN r.rolreplication THEN 'replication' END,
            CASE WHEN r.rolbypassrls THEN 'bypassrls' END,
            CASE WHEN r.rolconnlimit >= 0 THEN 'connection limit ' || r.rolconnlimit END,
            CASE WHEN r.rolvaliduntil IS NOT NULL THEN 'valid until ' || r.rolvaliduntil END)
    AS options,
  (
    SELECT string_agg(DISTINCT pg_get_userbyid(m.roleid), E'\n') FROM pg_auth_members m
    WHERE m.member = r.oid
  ) AS member_of,
  shobj_description(r.oid, 'pg_authid') AS comment
FROM roles o
JOIN pg_roles r ON r.oid = o.oid
