SELECT
  'event_trigger' AS kind_of_element,
  '' AS key_schema,
  t.evtname AS key_name,
  '' AS key_part,
  t.evtevent AS event,
  format('%I.%I', n.nspname, p.proname) AS function,
  array_to_string(t.evttags, E'\n') AS tags,
  CASE t.evtenabled WHEN 'D' THEN 'disabled' WHEN 'A' THEN 'always' WHEN 'R' THEN 'replica' END
    AS enabled,
  d.description AS comment
FROM event_triggers e
JOIN pg_event_trigger t ON t.oid = e.oid
JOIN pg_proc p ON p.oid = t.evtfoid
JOIN pg_namespace n ON n.oid = p.pronamespace
LEFT JOIN pg_description d
  ON d.classoid = 'pg_event_trigger'::regclass AND d.objoid = t.oid AND d.objsubid = 0
