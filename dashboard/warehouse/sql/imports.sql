create table imports as
select * replace (coalesce(rows_skipped, 0) as rows_skipped)  -- older versions counted none
from canonical.imports
order by account, imported_at, layout, file, table_name;
