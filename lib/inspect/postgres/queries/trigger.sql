SELECT
  'trigger' AS kind_of_element,
  r.schema AS key_schema,
  r.name AS key_name,
  g.tgname AS key_part,
  pg_get_triggerdef(g.oid) AS definition,
  CASE g.tgenabled WHEN 'D' THEN 'disabled' WHEN 'A' THEN 'always' WHEN 'R' THEN 'replica' END
    AS enabled,
  d.description AS comment
FROM tables r
JOIN pg_trigger g ON g.tgrelid = r.oid AND NOT g.tgisinternal
CROSS JOIN choice h
LEFT JOIN pg_description d
  ON d.classoid = 'pg_trigger'::regclass AND d.objoid = g.oid AND d.objsubid = 0
WHERE (h.by_name OR g.tgparentid = 0) -- from 13
