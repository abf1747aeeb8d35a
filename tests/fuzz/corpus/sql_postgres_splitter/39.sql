insert into t values ('line1
\line2');