-- /// query
-- title = "Time to fill"
-- question = "How long did the seats filled in the period stay open, and how old are those still open?"
-- basis = "openings filled in the period; the open ones at the as-of date"
-- population = "Seats of requisitions with a fixed number of them: evergreen ones are left out; days on hold do not count, where the export says them"
-- needs = ["has_openings"]
--
-- [columns.filled]
-- label = "Filled"
--
-- [columns.median_days]
-- label = "Half filled within"
-- help = "Of the filled ones only, which reads shorter than the truth: seats that stay open are not in it"
--
-- [columns.p90_days]
-- label = "Nine of ten within"
--
-- [columns.still_open]
-- label = "Still open"
--
-- [columns.median_age_days]
-- label = "Median age of the open ones"
--
-- [columns.p90_age_days]
-- label = "One of ten is older than"
--
-- [chart]
-- type = "figures"
--
-- [[checks]]
-- name = "no time runs backwards"
-- assert = "median_days is null or median_days >= 0"
-- ///
with
seats as (
  select
    status = 'filled' and filled_at >= $since and filled_at < $until as filled_in_period,
    status = 'open' as is_open,
    days_open - coalesce(held_days, 0) as days_open
  from openings
  where not is_evergreen
    and days_open - coalesce(held_days, 0) >= 0
)
select
  count(case when filled_in_period then 1 end) as filled,
  quantile_cont(case when filled_in_period then days_open end, 0.5) as median_days,
  quantile_cont(case when filled_in_period then days_open end, 0.9) as p90_days,
  count(case when is_open then 1 end) as still_open,
  quantile_cont(case when is_open then days_open end, 0.5) as median_age_days,
  quantile_cont(case when is_open then days_open end, 0.9) as p90_age_days
from seats
order by filled
