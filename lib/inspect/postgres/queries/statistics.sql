SELECT
  'statistics' AS kind_of_element,
  s.schema AS key_schema,
  s.name AS key_name,
  '' AS key_part,
  -- The server's text, without its own name and with that of the table in full.
  (
    SELECT substr(left(whole, -length(' FROM ' || x.stxrelid::regclass)),
                  strpos(whole, format('.%I ', s.name)) + length(format('.%I ', s.name)))
           || format(' FROM %I.%I', n.nspname, c.relname)
    FROM pg_get_statisticsobjdef(x.oid) whole
  ) AS definition,
  CASE WHEN x.stxstattarget >= 0 THEN x.stxstattarget END AS target, -- from 13
  d.description AS comment
FROM statistics s
JOIN pg_statistic_ext x ON x.oid = s.oid
JOIN pg_class c ON c.oid = x.stxrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_description d
  ON d.classoid = 'pg_statistic_ext'::regclass AND d.objoid = x.oid AND d.objsubid = 0
