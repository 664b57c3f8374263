-- What a version says of itself, and the first day of its applications.
select
  published.version,
  published.published_at,
  published.as_of,
  published.timezone,
  coalesce((select cast(min(applied_at) as date) from applications), published.as_of) as first_date
from published;
