-- The first day of the data: where a period begins when none is chosen.
select cast(min(applied_at) as date) as first_day
from warehouse.main.applications
