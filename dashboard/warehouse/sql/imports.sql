create table imports as
from canonical.imports
order by account, imported_at, layout, file, table_name;
