-- /// query
-- title = "Time at each milestone, counting those still there"
-- question = "How many days do candidates stay at a milestone, once those who still wait are counted too?"
-- basis = "applications received in the period, followed to the as-of date"
-- source = "Kaplan-Meier estimator, those still there are censored; 95% interval of the median from the Greenwood variance on the log(-log) scale (Brookmeyer and Crowley 1982)"
-- needs = ["has_history"]
--
-- [columns.stays]
-- label = "Stays"
-- [columns.finished]
-- label = "Moved on or ended"
-- [columns.waiting]
-- label = "Still there"
-- [columns.median_days]
-- label = "Half within"
-- [columns.low]
-- format = "days"
-- [columns.high]
-- format = "days"
-- help = "Empty where the data can't bound it"
-- [columns.p75_days]
-- label = "Three quarters within"
-- [columns.p90_days]
-- label = "Nine of ten within"
-- [columns.finished_median_days]
-- label = "Median of finished stays alone"
-- [columns.note]
-- label = "In words"
-- [columns.note.texts]
-- few = "Too few finished stays to say ({finished})."
-- there = "More than half are still there."
--
-- [chart]
-- type = "dot_interval"
-- x = "median_days"
-- y = "milestone"
-- low = "low"
-- high = "high"
-- n = "stays"
-- note = "Dot: median with those still there counted, and its 95% interval. Days of several visits to one milestone are added."
--
-- [people]
-- sums = { stays = ["finished", "waiting"] }
-- [people.counts]
-- stays = ["median_days", "low", "high", "p75_days", "p90_days", "note"]
-- finished = ["finished_median_days", "note"]
-- waiting = []
--
-- [[checks]]
-- name = "the median lies inside its interval"
-- assert = "coalesce(low <= median_days and median_days <= high, true)"
-- [[checks]]
-- name = "every stay is finished or waits"
-- assert = "stays = finished + waiting"
-- [[checks]]
-- name = "a row per milestone"
-- unique = ["milestone"]
-- ///
with milestones as (
  select *
  from (values (1, 'applied'), (2, 'screened'), (3, 'interviewed'), (4, 'offered')) as milestones (step, milestone)
),
days as (                 -- a day since the milestone was entered; a stay is an application's visits added
  select
    cast(milestone as varchar) as milestone,
    days_in_milestone as day,
    cast(count(*) as double) as last_seen,
    cast(count(*) filter (where not is_waiting) as double) as finished
  from stage_visits
  where applied_at >= $since and applied_at < $until
    and days_in_milestone >= 0
  group by milestone, days_in_milestone
),
risk as (
  select
    *,
    sum(last_seen) over (partition by milestone order by day rows between current row and unbounded following) as at_risk,
    sum(finished) over (partition by milestone order by day rows unbounded preceding) as finished_so_far,
    sum(finished) over (partition by milestone) as finished_in_all
  from days
),
curve as (                -- null once everyone has left: the share there is then 0
  select
    *,
    case when at_risk > finished
      then exp(sum(ln(nullif(at_risk - finished, 0) / at_risk)) over upto) else 0 end as still_there,
    sum(finished / (at_risk * nullif(at_risk - finished, 0))) over upto as relative_variance
  from risk
  window upto as (partition by milestone order by day rows unbounded preceding)
),
banded as (
  select
    *,
    loglog_low(still_there, still_there * still_there * relative_variance) as share_low,
    loglog_high(still_there, still_there * still_there * relative_variance) as share_high
  from curve
),
quantiles as (
  select
    milestone,
    sum(last_seen) as stays,
    sum(finished) as finished,
    min(day) filter (where still_there <= 0.5 + 1e-12) as median_days,
    min(day) filter (where still_there = 0 or share_low <= 0.5 + 1e-12) as low,
    min(day) filter (where still_there = 0 or share_high <= 0.5 + 1e-12) as high,
    min(day) filter (where still_there <= 0.25 + 1e-12) as p75_days,
    min(day) filter (where still_there <= 0.1 + 1e-12) as p90_days,
    (min(day) filter (where 2 * finished_so_far >= finished_in_all)
      + min(day) filter (where 2 * finished_so_far > finished_in_all)) / 2.0 as finished_median_days
  from banded
  group by milestone
),
said as (
  select milestones.*, quantiles.stays, quantiles.finished, quantiles.median_days, quantiles.low, quantiles.high, quantiles.p75_days,
    quantiles.p90_days, quantiles.finished_median_days, coalesce(finished, 0) >= $minimum_n as is_enough
  from milestones
  left join quantiles on quantiles.milestone = milestones.milestone
)
select
  milestone,
  cast(coalesce(stays, 0) as bigint) as stays,
  cast(coalesce(finished, 0) as bigint) as finished,
  cast(coalesce(stays - finished, 0) as bigint) as waiting,
  case when is_enough then cast(median_days as bigint) end as median_days,
  case when is_enough then cast(low as bigint) end as low,
  case when is_enough then cast(high as bigint) end as high,
  case when is_enough then cast(p75_days as bigint) end as p75_days,
  case when is_enough then cast(p90_days as bigint) end as p90_days,
  case when is_enough then finished_median_days end as finished_median_days,
  case
    when not is_enough then 'few'
    when median_days is null then 'there'
  end as note
from said
order by step
