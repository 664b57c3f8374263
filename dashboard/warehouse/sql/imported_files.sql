select account, layout, file, sum(rows_kept)::bigint as rows_kept, max(imported_at) as imported_at
from imports
group by account, layout, file
order by account, layout, file;
