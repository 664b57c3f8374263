-- /// query
-- title = "Time to hire"
-- question = "How many days from application to accepted offer?"
-- basis = "hires in the period"
--
-- [columns.median_days]
-- label = "Median"
--
-- [columns.p75_days]
-- label = "Three quarters within"
--
-- [columns.p90_days]
-- label = "Nine of ten within"
--
-- [columns.mean_days]
-- label = "Mean"
-- help = "Pulled up by a few long ones: the median says what is usual"
--
-- [columns.note]
-- label = "In words"
-- [columns.note.texts]
-- few = "Too few hires to say ({hires})."
--
-- [chart]
-- type = "figures"
-- columns = ["hires", "median_days", "p75_days", "p90_days", "mean_days"]
-- sentence = "note"
--
-- [people]
-- counts = { hires = [] }
--
-- [behind]
-- where = "hired_at >= $since and hired_at < $until"
-- count = "hires"
--
-- [[checks]]
-- name = "no time runs backwards"
-- assert = "median_days is null or median_days >= 0"
--
-- [[checks]]
-- name = "percentiles rise"
-- assert = "median_days is null or (median_days <= p75_days and p75_days <= p90_days)"
-- ///
with
hires as (
  select case when days_to_hire >= 0 then days_to_hire end as days_to_hire
  from applications
  where hired_at >= $since
    and hired_at < $until
),
measured as (
  select
    count(*) as hires,
    count(*) >= $minimum_n as is_enough,
    quantile_cont(days_to_hire, 0.5) as median_days,
    quantile_cont(days_to_hire, 0.75) as p75_days,
    quantile_cont(days_to_hire, 0.9) as p90_days,
    avg(days_to_hire) as mean_days
  from hires
)
select
  hires,
  case when is_enough then median_days end as median_days,
  case when is_enough then p75_days end as p75_days,
  case when is_enough then p90_days end as p90_days,
  case when is_enough then mean_days end as mean_days,
  case when not is_enough then 'few' end as note
from measured
order by hires
