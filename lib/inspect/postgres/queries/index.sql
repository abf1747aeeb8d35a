SELECT
  'relation' AS kind_of_element,
  r.schema AS key_schema,
  r.name AS key_name,
  '' AS key_part,
  'index' AS kind,
  format('%I.%I', n.nspname, t.relname) AS table,
  m.amname AS method,
  nullif(i.indisunique, false) AS unique,
  nullif(i.indnullsnotdistinct, false) AS nulls_not_distinct, -- from 15
  parts.keys AS keys,
  CASE WHEN i.indnatts > i.indnkeyatts THEN (
    SELECT string_agg((SELECT a.attname FROM pg_attribute a
                       WHERE a.attrelid = i.indrelid AND a.attnum = u.number), E'\n' ORDER BY place)
    FROM unnest(i.indkey::smallint[]) WITH ORDINALITY u (number, place)
    WHERE u.place > i.indnkeyatts
  ) END AS include,
  pg_get_expr(i.indpred, i.indrelid) AS predicate,
  nullif(NOT (i.indisvalid AND i.indisready), false) AS invalid,
  CASE WHEN v.by_name THEN (
    SELECT k.conname FROM pg_constraint k
    WHERE k.conrelid = i.indrelid AND k.conindid = c.oid AND k.contype IN ('p', 'u', 'x')
  ) END AS constraint,
  array_to_string(c.reloptions, E'\n') AS options,
  s.spcname AS tablespace,
  pg_get_userbyid(c.relowner) AS owner,
  d.description AS comment
FROM indexes r
CROSS JOIN choice v
JOIN pg_class c ON c.oid = r.oid
JOIN pg_index i ON i.indexrelid = c.oid
JOIN pg_class t ON t.oid = i.indrelid
JOIN pg_namespace n ON n.oid = t.relnamespace
JOIN pg_am m ON m.oid = c.relam
LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
LEFT JOIN pg_description d
  ON d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = 0
CROSS JOIN LATERAL (
  -- Key by key, since the server's text of a whole index cannot be taken apart. What is the
  -- default is not said, as the server does.
  SELECT
    string_agg(
      CASE WHEN k.number <> 0 THEN (
        SELECT quote_ident(a.attname)
               || CASE WHEN k.rules <> 0 AND k.rules <> a.attcollation THEN (
                    SELECT ' COLLATE '
                           || CASE b.nspname WHEN 'pg_catalog' THEN ''
                              ELSE quote_ident(b.nspname) || '.' END || quote_ident(l.collname)
                    FROM pg_collation l JOIN pg_namespace b ON b.oid = l.collnamespace
                    WHERE l.oid = k.rules
                  ) ELSE '' END
        FROM pg_attribute a
        WHERE a.attrelid = i.indrelid AND a.attnum = k.number
      ) ELSE pg_get_indexdef(c.oid, k.place::integer, false)
             || CASE WHEN k.rules <> 0 THEN coalesce((
                  SELECT ' COLLATE '
                           || CASE b.nspname WHEN 'pg_catalog' THEN ''
                              ELSE quote_ident(b.nspname) || '.' END || quote_ident(l.collname)
                  FROM pg_attribute a
                  JOIN pg_type y ON y.oid = a.atttypid AND y.typcollation <> k.rules
                  JOIN pg_collation l ON l.oid = k.rules
                  JOIN pg_namespace b ON b.oid = l.collnamespace
                  WHERE a.attrelid = c.oid AND a.attnum = k.place
                ), '') ELSE '' END
      END
      || CASE WHEN k.class = ANY (ARRAY(SELECT oid FROM pg_opclass WHERE NOT opcdefault))
         THEN (
           SELECT ' ' || CASE b.nspname WHEN 'pg_catalog' THEN ''
                         ELSE quote_ident(b.nspname) || '.' END || quote_ident(o.opcname)
           FROM pg_opclass o JOIN pg_namespace b ON b.oid = o.opcnamespace
           WHERE o.oid = k.class
         ) ELSE '' END
      || CASE WHEN m.amname <> 'btree' THEN coalesce((
           SELECT ' (' || array_to_string(a.attoptions, ', ') || ')' FROM pg_attribute a
           WHERE a.attrelid = c.oid AND a.attnum = k.place
         ), '') ELSE '' END
      || CASE k.flags & 3 WHEN 1 THEN ' DESC NULLS LAST' WHEN 2 THEN ' NULLS FIRST'
                          WHEN 3 THEN ' DESC' ELSE '' END,
      E'\n' ORDER BY k.place) AS keys
  FROM unnest(i.indkey::smallint[], i.indclass::oid[], i.indcollation::oid[],
              i.indoption::smallint[])
       WITH ORDINALITY k (number, class, rules, flags, place)
  WHERE k.place <= i.indnkeyatts
) parts
