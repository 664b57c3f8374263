-- /// query
-- title = "Where the days go"
-- question = "How many days pass from one milestone to the next, for those who were hired?"
-- basis = "hires in the period"
-- needs = ["has_history"]
--
-- [columns.step]
-- help = "From the last milestone before it that the application entered: one that was skipped has no time of its own"
-- values = ["To screening", "To interview", "To offer", "To hire"]
--
-- [columns.p10_days]
-- label = "One of ten within"
--
-- [columns.p25_days]
-- label = "A quarter within"
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
-- [columns.backwards]
-- label = "Times that run backwards"
-- help = "Left out of the percentiles"
--
-- [columns.note]
-- label = "In words"
-- [columns.note.texts]
-- few = "Too few hires to say ({hires})"
--
-- [chart]
-- type = "box"
-- height = 274 # as its neighbour on the page
-- y = "step"
-- low = "p10_days"
-- q1 = "p25_days"
-- median = "median_days"
-- q3 = "p75_days"
-- high = "p90_days"
-- n = "hires"
-- blank = "note"
-- note = "Box: the middle half; line: from the fastest tenth to the slowest"
--
-- [people]
-- not_added = ["hires", "backwards"]
-- counts = { hires = ["p10_days", "p25_days", "median_days", "p75_days", "p90_days", "note"], backwards = [] }
--
-- [[checks]]
-- name = "percentiles rise"
-- assert = "median_days is null or (p25_days <= median_days and median_days <= p75_days)"
--
-- [[checks]]
-- name = "a row per step"
-- unique = ["step"]
-- ///
with
steps as (
  select *
  from (
    values
      (1, 'To screening'),
      (2, 'To interview'),
      (3, 'To offer'),
      (4, 'To hire')
  ) as steps (position, step)
),
hires as (
  select
    cast(applied_at as date) as applied_on,
    cast(screened_at as date) as screened_on,
    cast(interviewed_at as date) as interviewed_on,
    cast(offered_at as date) as offered_on,
    cast(hired_at as date) as hired_on
  from applications
  where hired_at >= $since
    and hired_at < $until
),
passages as (
  select 1 as position, date_diff('day', applied_on, screened_on) as days
  from hires
  where screened_on is not null
  union all
  select 2 as position, date_diff('day', coalesce(screened_on, applied_on), interviewed_on) as days
  from hires
  where interviewed_on is not null
  union all
  select 3 as position, date_diff('day', coalesce(interviewed_on, screened_on, applied_on), offered_on) as days
  from hires
  where offered_on is not null
  union all
  select 4 as position, date_diff('day', coalesce(offered_on, interviewed_on, screened_on, applied_on), hired_on) as days
  from hires
),
forward_passages as (
  select
    position,
    case when days >= 0 then days end as days,
    case when days < 0 then 1 else 0 end as is_backwards
  from passages
),
measured as (
  select
    steps.position,
    steps.step,
    count(forward_passages.days) as hires,
    count(forward_passages.days) >= $minimum_n as is_enough,
    quantile_cont(forward_passages.days, 0.1) as p10_days,
    quantile_cont(forward_passages.days, 0.25) as p25_days,
    quantile_cont(forward_passages.days, 0.5) as median_days,
    quantile_cont(forward_passages.days, 0.75) as p75_days,
    quantile_cont(forward_passages.days, 0.9) as p90_days,
    cast(coalesce(sum(forward_passages.is_backwards), 0) as bigint) as backwards
  from steps
  left join forward_passages on forward_passages.position = steps.position
  group by steps.position, steps.step
)
select
  step,
  hires,
  case when is_enough then p10_days end as p10_days,
  case when is_enough then p25_days end as p25_days,
  case when is_enough then median_days end as median_days,
  case when is_enough then p75_days end as p75_days,
  case when is_enough then p90_days end as p90_days,
  backwards,
  case when not is_enough then 'few' end as note
from measured
order by position
