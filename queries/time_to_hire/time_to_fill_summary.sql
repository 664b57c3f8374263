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
-- [columns.note]
-- label = "In words"
-- [columns.note.texts]
-- few = "Too few seats to say: {filled} filled, {still_open} open."
-- few_filled = "Too few filled seats to say ({filled})."
-- few_open = "Too few open seats to say how old they are ({still_open})."
--
-- [chart]
-- type = "figures"
-- columns = ["filled", "median_days", "p90_days", "still_open", "median_age_days", "p90_age_days"]
-- sentence = "note"
--
-- [people]
-- nobody = ["filled", "median_days", "p90_days", "still_open", "median_age_days", "p90_age_days", "note"]
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
),
measured as (
  select
    count(case when filled_in_period then 1 end) as filled,
    count(case when filled_in_period then 1 end) >= $minimum_n as is_enough,
    quantile_cont(case when filled_in_period then days_open end, 0.5) as median_days,
    quantile_cont(case when filled_in_period then days_open end, 0.9) as p90_days,
    count(case when is_open then 1 end) as still_open,
    count(case when is_open then 1 end) >= $minimum_n as is_enough_open,
    quantile_cont(case when is_open then days_open end, 0.5) as median_age_days,
    quantile_cont(case when is_open then days_open end, 0.9) as p90_age_days
  from seats
)
select
  filled,
  case when is_enough then median_days end as median_days,
  case when is_enough then p90_days end as p90_days,
  still_open,
  case when is_enough_open then median_age_days end as median_age_days,
  case when is_enough_open then p90_age_days end as p90_age_days,
  case
    when not is_enough and not is_enough_open then 'few'
    when not is_enough then 'few_filled'
    when not is_enough_open then 'few_open'
  end as note
from measured
order by filled
