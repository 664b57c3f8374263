-- /// query
-- title = "The funnel counted three ways"
-- question = "How do the same rates look by cohort, by activity and by decided applications only?"
-- basis = "cohort: applications received in the period; activity: milestones entered in the period, whenever people applied; decided only: the cohort without applications still under way"
-- source = "Wilson 95% interval of the rate from the milestone before (Wilson 1927). Activity has none: its numerator and denominator are different people"
--
-- [columns.way]
-- label = "Counted by"
-- values = ["Cohort", "Activity", "Decided only"]
-- [columns.rate_low]
-- format = "percent"
-- [columns.rate_high]
-- format = "percent"
--
-- [chart]
-- type = "funnel"
-- stage = "milestone"
-- value = "reached"
-- rate = "rate_from_previous"
-- low = "rate_low"
-- high = "rate_high"
-- facet = "way"
--
-- [columns.reached_before]
-- label = "Reached the milestone before"
--
-- [people]
-- not_added = ["reached", "reached_before"]
-- [people.counts]
-- reached = ["rate_from_previous", "rate_low", "rate_high", "rate_from_applied"]
-- reached_before = ["rate_from_previous", "rate_low", "rate_high"]
--
-- [[checks]]
-- name = "a later milestone of the same people is never larger"
-- assert = "way = 'Activity' or coalesce(rate_from_previous <= 1, true)"
-- [[checks]]
-- name = "a row per way and milestone"
-- unique = ["way", "milestone"]
-- ///
with milestones as (
  select *
  from (values (1, 'applied'), (2, 'screened'), (3, 'interviewed'), (4, 'offered'), (5, 'hired')) as milestones (step, milestone)
),
furthest as (             -- the cohort by the furthest milestone
  select
    cast(milestone as varchar) as milestone,
    count(*) as applications,
    count(*) filter (where status <> 'active') as decided
  from applications
  where applied_at >= $since and applied_at < $until
  group by milestone
),
of_cohort as (            -- to have reached a milestone is to stand at it or beyond
  select
    milestones.step,
    sum(furthest.applications) as applications,
    sum(furthest.decided) as decided
  from milestones
  join (select milestones.step, furthest.* from furthest join milestones on milestones.milestone = furthest.milestone) as furthest
    on furthest.step >= milestones.step
  group by milestones.step
),
entries as (              -- a skipped milestone is entered with the next one
  select
    count(*) filter (where applied_at >= $since and applied_at < $until) as applied,
    count(*) filter (where least(screened_at, interviewed_at, offered_at, hired_at) >= $since
      and least(screened_at, interviewed_at, offered_at, hired_at) < $until) as screened,
    count(*) filter (where least(interviewed_at, offered_at, hired_at) >= $since
      and least(interviewed_at, offered_at, hired_at) < $until) as interviewed,
    count(*) filter (where least(offered_at, hired_at) >= $since and least(offered_at, hired_at) < $until) as offered,
    count(*) filter (where hired_at >= $since and hired_at < $until) as hired
  from applications
),
counted as (
  select 1 as place, 'Cohort' as way, step, applications as reached from of_cohort
  union all
  select 2 as place, 'Activity' as way, 1 as step, applied as reached from entries
  union all
  select 2 as place, 'Activity' as way, 2 as step, screened as reached from entries
  union all
  select 2 as place, 'Activity' as way, 3 as step, interviewed as reached from entries
  union all
  select 2 as place, 'Activity' as way, 4 as step, offered as reached from entries
  union all
  select 2 as place, 'Activity' as way, 5 as step, hired as reached from entries
  union all
  select 3 as place, 'Decided only' as way, step, decided as reached from of_cohort
),
ways as (
  select 1 as place, 'Cohort' as way
  union all
  select 2 as place, 'Activity' as way
  union all
  select 3 as place, 'Decided only' as way
),
complete as (
  select ways.place, ways.way, milestones.step, milestones.milestone, cast(coalesce(counted.reached, 0) as double) as reached
  from ways
  cross join milestones
  left join counted on counted.way = ways.way and counted.step = milestones.step
),
compared as (
  select
    *,
    lag(reached) over (partition by way order by step) as before,
    first_value(reached) over (partition by way order by step) as applied
  from complete
)
select
  way,
  milestone,
  cast(reached as bigint) as reached,
  cast(before as bigint) as reached_before,
  reached / nullif(before, 0) as rate_from_previous,
  case when way <> 'Activity' then wilson_low(reached, before) end as rate_low,
  case when way <> 'Activity' then wilson_high(reached, before) end as rate_high,
  case when step > 1 then reached / nullif(applied, 0) end as rate_from_applied
from compared
order by place, step
