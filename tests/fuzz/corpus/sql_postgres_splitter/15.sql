do $x$
begin
 perform 1;
end
$x$;