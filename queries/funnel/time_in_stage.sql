-- /// query
-- title = "Time at each milestone"
-- question = "How many days do candidates stay at a milestone, and how many are still there?"
-- basis = "applications received in the period"
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
-- [chart]
-- type = "dot_interval"
-- x = "median_days"
-- y = "milestone"
-- low = "p25_days"
-- high = "p75_days"
-- n = "finished"
-- note = "Dot: median; bar: the middle half. Days of several visits to one milestone are added."
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
stays as (
  select
    milestone,
    sum(days_in_stage) as days,
    max(case when is_waiting then 1 else 0 end) as still_there
  from stage_visits
  where applied_at >= $since
    and applied_at < $until
    and milestone in ('applied', 'screened', 'interviewed', 'offered')
  group by account, application_id, milestone
),
finished_stays as (
  select
    milestone,
    count(*) as finished,
    quantile_cont(days, 0.25) as p25_days,
    quantile_cont(days, 0.5) as median_days,
    quantile_cont(days, 0.75) as p75_days,
    quantile_cont(days, 0.9) as p90_days
  from stays
  where still_there = 0
    and days >= 0
  group by milestone
),
other_stays as (
  select
    milestone,
    sum(still_there) as waiting,
    max(case when still_there = 1 then days end) as longest_wait_days,
    sum(case when days < 0 then 1 else 0 end) as backwards
  from stays
  where still_there = 1
    or days < 0
  group by milestone
)
select
  milestones.milestone,
  coalesce(finished_stays.finished, 0) as finished,
  finished_stays.p25_days,
  finished_stays.median_days,
  finished_stays.p75_days,
  finished_stays.p90_days,
  cast(coalesce(other_stays.waiting, 0) as bigint) as waiting,
  cast(other_stays.longest_wait_days as bigint) as longest_wait_days,
  cast(coalesce(other_stays.backwards, 0) as bigint) as backwards
from milestones
left join finished_stays on finished_stays.milestone = milestones.milestone
left join other_stays on other_stays.milestone = milestones.milestone
order by milestones.step
