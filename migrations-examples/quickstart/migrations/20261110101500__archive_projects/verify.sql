-- Nothing is archived by the migration itself.
SELECT count(*) = 0 FROM projects WHERE archived_at IS NOT NULL;
