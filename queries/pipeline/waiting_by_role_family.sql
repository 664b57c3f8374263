-- /// query
-- title = "Waiting by role family"
-- question = "For which roles do candidates wait, and how many longer than usual?"
-- basis = "candidates in a stage at the as-of date, whenever they applied, against every visit to the stage"
-- source = "Kaplan-Meier estimator of the days in a stage, those still there censored; p90 is the first day by which nine of ten have left"
-- needs = ["has_history"]
-- not_monotone = ["waiting"] # late is what is late for those selected
--
-- [params.most]
-- type = "number"
-- label = "Role families at most"
-- default = 12
-- help = "Those where most candidates wait"
--
-- [columns.wait]
-- label = "Against the stage's usual time"
-- help = "Longer than usual: longer than nine of ten stay in that stage; not known: too few have left it to say"
-- values = ["usual time", "longer than usual", "not known"]
-- [columns.waiting]
-- label = "Waiting"
--
-- [chart]
-- type = "bar"
-- x = "waiting"
-- y = "role_family"
-- color = "wait"
-- stack = true
--
-- [behind]
-- table = "pipeline/waiting_longest"
-- where = "role_family is not distinct from $row_role_family and wait = $row_wait"
-- count = "waiting"
--
-- [[checks]]
-- name = "a row per role family and wait"
-- unique = ["role_family", "wait"]
-- ///
with days as (            -- a day since the stage was entered
  select
    milestone, stage,
    days_in_stage as day,
    cast(count(*) as double) as last_seen,
    cast(count(*) filter (where not is_waiting) as double) as finished
  from stage_visits
  where days_in_stage >= 0
  group by milestone, stage, days_in_stage
),
risk as (
  select
    *,
    sum(last_seen) over (partition by milestone, stage order by day rows between current row and unbounded following) as at_risk
  from days
),
curve as (                -- null once everyone has left: the share there is then 0
  select
    *,
    case when at_risk > finished
      then exp(sum(ln(nullif(at_risk - finished, 0) / at_risk))
        over (partition by milestone, stage order by day rows unbounded preceding))
      else 0 end as still_there
  from risk
),
usual as (
  select
    milestone, stage,
    sum(finished) as finished,
    min(day) filter (where still_there <= 0.1 + 1e-12) as p90_days,
    max(day) filter (where finished > 0) as longest_days
  from curve
  group by milestone, stage
),
judged as (               -- a candidate who waits, and whether longer than usual: null where too few have left to say
  select
    visits.*,
    case
      when coalesce(usual.finished, 0) < $minimum_n then null
      when usual.p90_days is null then visits.days_in_stage > usual.longest_days
      else visits.days_in_stage > usual.p90_days
    end as is_late
  from stage_visits as visits
  left join usual
    on usual.milestone is not distinct from visits.milestone and usual.stage is not distinct from visits.stage
  where visits.is_waiting
),
waits as (
  select *
  from (values (1, 'usual time'), (2, 'longer than usual'), (3, 'not known')) as waits (place, wait)
),
groups as (               -- largest first
  select role_family, count(*) as all_waiting, row_number() over (order by count(*) desc, cast(role_family as varchar)) as place
  from judged
  group by role_family
),
counted as (
  select
    role_family,
    case when is_late then 'longer than usual' when is_late is null then 'not known' else 'usual time' end as wait,
    count(*) as waiting
  from judged
  group by role_family, case when is_late then 'longer than usual' when is_late is null then 'not known' else 'usual time' end
)
select groups.role_family, waits.wait, counted.waiting, groups.all_waiting
from counted
join groups on groups.role_family is not distinct from counted.role_family
join waits on waits.wait = counted.wait
where $most is null or groups.place <= $most
order by waits.place, groups.place
