DO {tag}
DECLARE
  -- A step each: its group, what is run, what else if that fails, whether the result is shown, and
  -- the names that it is looked for under.
  dunlin_groups integer[] := {groups};
  dunlin_texts text[] := {texts};
  dunlin_instead text[] := {instead};
  dunlin_shown boolean[] := {shown};
  dunlin_names text[] := {names};
  dunlin_path text := current_setting('search_path');
  dunlin_drawn text[] := '{{}}';
  dunlin_step integer := 1;
  dunlin_group integer;
  dunlin_place name;
  dunlin_wanted name[];
BEGIN
  -- Names in expressions lead to what is there, and only then to copies.
  dunlin_path := concat_ws(', ', nullif(dunlin_path, ''), 'pg_temp');
  PERFORM set_config('search_path', dunlin_path, true);
  WHILE dunlin_step <= cardinality(dunlin_groups) LOOP
    dunlin_group := dunlin_groups[dunlin_step];
    BEGIN
      WHILE dunlin_groups[dunlin_step] = dunlin_group LOOP
        BEGIN
          BEGIN
            EXECUTE dunlin_texts[dunlin_step];
          EXCEPTION WHEN OTHERS THEN
            IF dunlin_instead[dunlin_step] = '' THEN RAISE; END IF;
            EXECUTE dunlin_instead[dunlin_step];
          END;
          IF dunlin_shown[dunlin_step] THEN
            PERFORM set_config('search_path', 'pg_catalog, pg_temp', true);
            dunlin_place := (SELECT nspname FROM pg_namespace WHERE oid = pg_my_temp_schema());
            dunlin_wanted := dunlin_names[dunlin_step];
            dunlin_drawn := dunlin_drawn || ARRAY(
              SELECT ARRAY[dunlin_step::text, q.file::text, q.kind, q.schema, q.name, q.part,
                           q.attributes::text]::text
              FROM ({query}) q (file, kind, schema, name, part, attributes)
            );
            PERFORM set_config('search_path', dunlin_path, true);
          END IF;
        EXCEPTION WHEN OTHERS THEN
          dunlin_drawn := dunlin_drawn || ARRAY[dunlin_step::text, 'failed', SQLERRM]::text;
        END;
        dunlin_step := dunlin_step + 1;
      END LOOP;
      RAISE EXCEPTION USING ERRCODE = 'DN000';
    EXCEPTION WHEN SQLSTATE 'DN000' THEN
      NULL;  -- all of the group is undone
    END;
  END LOOP;
  PERFORM set_config('dunlin.drawn', dunlin_drawn::text, true);
END {tag}
