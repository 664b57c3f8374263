-- The day up to which a version speaks.
select as_of
from published;
