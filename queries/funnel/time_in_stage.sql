-- /// query
-- title = "Time at each milestone"
-- question = "How many days do candidates stay at a milestone, all its stages added, and how many are still there?"
-- basis = "applications received in the period"
-- source = "Percentiles with linear interpolation, read off the counts per day: type 7 of Hyndman and Fan 1996"
-- needs = ["has_history"]
--
-- [columns.finished]
-- label = "Moved on or ended"
-- help = "The median and the quartiles are theirs; those still there are not in them"
--
-- [columns.p25_days]
-- label = "A quarter within"
--
-- [columns.median_days]
-- label = "Half within"
--
-- [columns.p75_days]
-- label = "Three quarters within"
--
-- [columns.p90_days]
-- label = "Nine of ten within"
--
-- [columns.waiting]
-- label = "Still there"
--
-- [columns.longest_wait_days]
-- label = "Longest wait"
--
-- [columns.backwards]
-- label = "Times that run backwards"
-- help = "Left out of the percentiles"
--
-- [columns.note]
-- label = "In words"
-- [columns.note.texts]
-- few = "Too few finished stays to say ({finished})."
--
-- [chart]
-- type = "dot_interval"
-- x = "median_days"
-- y = "milestone"
-- low = "p25_days"
-- high = "p75_days"
-- n = "finished"
-- blank = "note"
-- note = "Dot: median; bar: the middle half"
--
-- [people]
-- [people.counts]
-- finished = ["p25_days", "median_days", "p75_days", "p90_days", "note"]
-- waiting = ["longest_wait_days"]
-- backwards = []
--
-- [[checks]]
-- name = "no time runs backwards"
-- assert = "p25_days is null or p25_days >= 0"
--
-- [[checks]]
-- name = "a row per milestone"
-- unique = ["milestone"]
-- ///
with
milestones as (
  select *
  from (
    values
      (1, 'applied'),
      (2, 'screened'),
      (3, 'interviewed'),
      (4, 'offered')
  ) as milestones (step, milestone)
),
wanted_shares as (
  select *
  from (values (0.25e0), (0.5e0), (0.75e0), (0.9e0)) as wanted_shares (share)
),
days as (
  select
    milestone,
    days_in_milestone as days,
    is_waiting,
    count(*) as stays
  from stage_visits
  where applied_at >= $since
    and applied_at < $until
    and days_in_milestone is not null
  group by milestone, days_in_milestone, is_waiting
),
finished_days as (
  select
    milestone,
    days,
    sum(stays) over (partition by milestone order by days) as stays_up_to,
    sum(stays) over (partition by milestone) as all_stays
  from days
  where not is_waiting
    and days >= 0
),
neighbours as (
  select
    finished_days.milestone,
    wanted_shares.share,
    max(wanted_shares.share * (all_stays - 1)) as place,
    min(case when stays_up_to > floor(wanted_shares.share * (all_stays - 1)) then days end) as days_below,
    min(case when stays_up_to > ceil(wanted_shares.share * (all_stays - 1)) then days end) as days_above
  from finished_days
  cross join wanted_shares
  group by finished_days.milestone, wanted_shares.share
),
percentiles as (
  select
    milestone,
    share,
    days_below + (days_above - days_below) * (place - floor(place)) as days
  from neighbours
),
percentiles_by_milestone as (
  select
    milestone,
    max(case when share = 0.25e0 then days end) as p25_days,
    max(case when share = 0.5e0 then days end) as median_days,
    max(case when share = 0.75e0 then days end) as p75_days,
    max(case when share = 0.9e0 then days end) as p90_days
  from percentiles
  group by milestone
),
totals as (
  select
    milestone,
    sum(case when not is_waiting and days >= 0 then stays else 0 end) as finished,
    sum(case when is_waiting then stays else 0 end) as waiting,
    max(case when is_waiting then days end) as longest_wait_days,
    sum(case when days < 0 then stays else 0 end) as backwards
  from days
  group by milestone
),
measured as (
  select
    milestones.*,
    coalesce(totals.finished, 0) as finished,
    coalesce(totals.finished, 0) >= $minimum_n as is_enough,
    coalesce(totals.waiting, 0) as waiting,
    totals.longest_wait_days,
    coalesce(totals.backwards, 0) as backwards
  from milestones
  left join totals on totals.milestone = milestones.milestone
)
select
  measured.milestone,
  cast(measured.finished as bigint) as finished,
  case when measured.is_enough then percentiles_by_milestone.p25_days end as p25_days,
  case when measured.is_enough then percentiles_by_milestone.median_days end as median_days,
  case when measured.is_enough then percentiles_by_milestone.p75_days end as p75_days,
  case when measured.is_enough then percentiles_by_milestone.p90_days end as p90_days,
  cast(measured.waiting as bigint) as waiting,
  measured.longest_wait_days,
  cast(measured.backwards as bigint) as backwards,
  case when not measured.is_enough then 'few' end as note
from measured
left join percentiles_by_milestone on percentiles_by_milestone.milestone = measured.milestone
order by measured.step
