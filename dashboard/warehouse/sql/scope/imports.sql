-- It counts everyone's rows, so a scope has none of it.
create table imports as
from whole.main.imports
limit 0;
