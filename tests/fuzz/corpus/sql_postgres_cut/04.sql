ALTER TABLE t SET (fillfactor = 70, autovacuum_enabled = off), RESET (parallel_workers), CLUSTER ON i, SET LOGGED
