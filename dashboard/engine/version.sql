-- What the version that a cursor reads says of itself.
select version, as_of
from warehouse.main.published
