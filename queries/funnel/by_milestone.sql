-- /// query
-- title = "Where candidates drop out"
-- question = "How many of the period's applications reached each milestone, and what share went on from the one before?"
-- basis = "applications received in the period"
-- source = "Wilson score interval, 95%: Wilson 1927, JASA 22"
-- needs = ["has_history"]
--
-- [columns.reached]
-- help = "Entered this milestone or a later one; a skipped milestone counts as reached"
--
-- [columns.advanced]
-- label = "Went on"
--
-- [columns.waiting]
-- label = "Still here"
--
-- [columns.exited]
-- label = "Ended here"
-- help = "Rejected or withdrawn with this as the furthest milestone"
--
-- [columns.rate_from_previous]
-- label = "Of the milestone before"
--
-- [columns.rate_low]
-- label = "95% from"
--
-- [columns.rate_high]
-- label = "95% to"
--
-- [columns.rate_from_applied]
-- label = "Of all applications"
--
-- [chart]
-- type = "funnel"
-- stage = "milestone"
-- value = "reached"
-- rate = "rate_from_previous"
-- low = "rate_low"
-- high = "rate_high"
--
-- [people]
-- not_added = ["reached", "advanced"]
-- sums = { reached = ["advanced", "waiting", "exited"] }
-- [people.counts]
-- reached = ["rate_from_previous", "rate_low", "rate_high", "rate_from_applied"]
-- advanced = []
-- waiting = []
-- exited = []
--
-- [behind]
-- where = """
--   applied_at >= $since and applied_at < $until
--   and case $row_milestone
--     when 'applied' then true
--     when 'screened' then milestone <> 'applied'
--     when 'interviewed' then milestone in ('interviewed', 'offered', 'hired')
--     when 'offered' then milestone in ('offered', 'hired')
--     else milestone = 'hired'
--   end
-- """
-- count = "reached"
--
-- [behind.cells]
-- waiting = "applied_at >= $since and applied_at < $until and milestone = $row_milestone and status = 'active'"
-- exited = "applied_at >= $since and applied_at < $until and milestone = $row_milestone and status in ('rejected', 'withdrawn')"
--
-- [[checks]]
-- name = "everyone went on, is still here or ended"
-- assert = "milestone = 'hired' or reached = advanced + waiting + exited"
--
-- [[checks]]
-- name = "a rate lies in its interval"
-- assert = "rate_from_previous is null or rate_from_previous between rate_low and rate_high"
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
      (4, 'offered'),
      (5, 'hired')
  ) as milestones (step, milestone)
),
furthest_milestones as (
  select milestone, status, count(*) as applications
  from applications
  where applied_at >= $since
    and applied_at < $until
  group by milestone, status
),
furthest_steps as (
  select milestones.step, furthest_milestones.status, furthest_milestones.applications
  from furthest_milestones
  join milestones on milestones.milestone = furthest_milestones.milestone
),
reached_milestones as (
  select
    milestones.step,
    milestones.milestone,
    coalesce(sum(furthest_steps.applications), 0) as reached,
    coalesce(sum(case when furthest_steps.step > milestones.step then furthest_steps.applications end), 0) as advanced,
    coalesce(
      sum(
        case
          when furthest_steps.step = milestones.step and furthest_steps.status = 'active'
            then furthest_steps.applications
        end
      ),
      0
    ) as waiting,
    coalesce(
      sum(
        case
          when furthest_steps.step = milestones.step and furthest_steps.status in ('rejected', 'withdrawn')
            then furthest_steps.applications
        end
      ),
      0
    ) as exited
  from milestones
  left join furthest_steps on furthest_steps.step >= milestones.step
  group by milestones.step, milestones.milestone
),
passages as (
  select
    step,
    milestone,
    reached,
    advanced,
    waiting,
    exited,
    lag(reached) over (order by step) as previous,
    first_value(reached) over (order by step) as applied
  from reached_milestones
)
select
  milestone,
  cast(reached as bigint) as reached,
  case when milestone <> 'hired' then cast(advanced as bigint) end as advanced,
  cast(waiting as bigint) as waiting,
  cast(exited as bigint) as exited,
  reached / nullif(previous, 0) as rate_from_previous,
  wilson_low(reached, previous) as rate_low,
  wilson_high(reached, previous) as rate_high,
  reached / nullif(applied, 0) as rate_from_applied
from passages
order by step
