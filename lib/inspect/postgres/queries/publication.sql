SELECT
  'publication' AS kind_of_element,
  '' AS key_schema,
  p.pubname AS key_name,
  '' AS key_part,
  concat_ws(E'\n',
    (SELECT string_agg(
       format('%I.%I', n.nspname, c.relname)
       || coalesce(' (' || ( -- from 15
            SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) -- from 15
            FROM pg_attribute a -- from 15
            WHERE a.attrelid = c.oid AND a.attnum = ANY (r.prattrs::smallint[])) || ')', '') -- from 15
       || coalesce(' WHERE ' || pg_get_expr(r.prqual, r.prrelid), '') -- from 15
       , E'\n' ORDER BY n.nspname, c.relname)
     FROM pg_publication_rel r
     JOIN pg_class c ON c.oid = r.prrelid
     JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE r.prpubid = p.oid)
    , (SELECT string_agg('schema ' || quote_ident(n.nspname), E'\n' ORDER BY n.nspname) -- from 15
       FROM pg_publication_namespace r JOIN pg_namespace n ON n.oid = r.pnnspid -- from 15
       WHERE r.pnpubid = p.oid) -- from 15
  ) AS tables,
  nullif(p.puballtables, false) AS all_tables,
  concat_ws(E'\n', CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END,
            CASE WHEN p.pubdelete THEN 'delete' END,
            CASE WHEN p.pubtruncate THEN 'truncate' END) AS operations,
  pg_get_userbyid(p.pubowner) AS owner,
  d.description AS comment
FROM publications o
JOIN pg_publication p ON p.oid = o.oid
LEFT JOIN pg_description d
  ON d.classoid = 'pg_publication'::regclass AND d.objoid = p.oid AND d.objsubid = 0
