create table forgotten_totals as
from canonical.forgotten_totals
order by all;
