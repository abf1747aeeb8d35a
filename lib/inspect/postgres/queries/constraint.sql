SELECT
  'constraint' AS kind_of_element,
  r.schema AS key_schema,
  r.name AS key_name,
  k.conname AS key_part,
  CASE k.contype WHEN 'c' THEN 'check' WHEN 'p' THEN 'primary key' WHEN 'u' THEN 'unique'
                 WHEN 'f' THEN 'foreign key' WHEN 'x' THEN 'exclude' END AS kind,
  CASE k.contype WHEN 'c' THEN 'CHECK (' || pg_get_expr(k.conbin, k.conrelid) || ')'
                 WHEN 'x' THEN pg_get_constraintdef(k.oid) END AS definition,
  CASE WHEN k.contype IN ('p', 'u', 'f') THEN (
    SELECT string_agg((SELECT a.attname FROM pg_attribute a
                       WHERE a.attrelid = k.conrelid AND a.attnum = u.number), E'\n' ORDER BY place)
    FROM unnest(k.conkey) WITH ORDINALITY u (number, place)
  ) END AS columns,
  CASE WHEN k.contype IN ('p', 'u') AND i.indnatts > i.indnkeyatts THEN (
    SELECT string_agg(a.attname, E'\n' ORDER BY u.place)
    FROM unnest(i.indkey::smallint[]) WITH ORDINALITY u (number, place)
    JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.number
    WHERE u.place > i.indnkeyatts
  ) END AS include,
  CASE k.contype WHEN 'f' THEN format('%I.%I', n.nspname, t.relname) END AS references,
  CASE k.contype WHEN 'f' THEN (
    SELECT string_agg((SELECT a.attname FROM pg_attribute a
                       WHERE a.attrelid = k.confrelid AND a.attnum = u.number), E'\n' ORDER BY place)
    FROM unnest(k.confkey) WITH ORDINALITY u (number, place)
  ) END AS referenced_columns,
  CASE k.confupdtype WHEN 'r' THEN 'restrict' WHEN 'c' THEN 'cascade' WHEN 'n' THEN 'set null'
                     WHEN 'd' THEN 'set default' END AS on_update,
  CASE k.confdeltype WHEN 'r' THEN 'restrict' WHEN 'c' THEN 'cascade' WHEN 'n' THEN 'set null'
                     WHEN 'd' THEN 'set default' END AS on_delete,
  CASE WHEN k.confdelsetcols IS NOT NULL THEN ( -- from 15
    SELECT string_agg(a.attname, E'\n' ORDER BY u.place) -- from 15
    FROM unnest(k.confdelsetcols) WITH ORDINALITY u (number, place) -- from 15
    JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.number -- from 15
  ) END AS on_delete_columns, -- from 15
  CASE k.confmatchtype WHEN 'f' THEN 'full' WHEN 'p' THEN 'partial' END AS match,
  nullif(k.condeferrable, false) AS deferrable,
  nullif(k.condeferred, false) AS deferred,
  CASE WHEN k.contype = 'c' THEN nullif(k.connoinherit, false) END AS no_inherit,
  CASE WHEN k.contype = 'u' THEN nullif(i.indnullsnotdistinct, false) END -- from 15
    AS nulls_not_distinct, -- from 15
  nullif(NOT k.convalidated, false) AS not_valid,
  d.description AS comment
FROM tables r
JOIN pg_constraint k ON k.conrelid = r.oid
CROSS JOIN choice h
LEFT JOIN pg_index i ON i.indexrelid = k.conindid AND k.contype IN ('p', 'u')
LEFT JOIN pg_class t ON t.oid = k.confrelid AND k.contype = 'f'
LEFT JOIN pg_namespace n ON n.oid = t.relnamespace
LEFT JOIN pg_description d
  ON d.classoid = 'pg_constraint'::regclass AND d.objoid = k.oid AND d.objsubid = 0
WHERE k.contype IN ('c', 'p', 'u', 'f', 'x')
  AND (h.by_name OR (k.conparentid = 0 AND (k.conislocal OR k.coninhcount = 0)))
  -- Not what a foreign key on a partitioned table needs for each partition. (Not an anti-join,
  -- which would be thought to leave nothing.)
  AND CASE WHEN k.conparentid = 0 THEN true ELSE NOT EXISTS (
        SELECT FROM pg_constraint o WHERE o.oid = k.conparentid AND o.conrelid = k.conrelid
      ) END
