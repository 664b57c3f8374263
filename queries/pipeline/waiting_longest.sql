-- /// query
-- title = "Who has waited longest"
-- question = "Which candidates wait now, longest first, and who waits longer than nine of ten usually do in that stage?"
-- basis = "candidates in a stage at the as-of date, whenever they applied, against every visit to the stage"
-- source = "Kaplan-Meier estimator of the days in a stage, those still there censored; p90 is the first day by which nine of ten have left"
-- needs = ["has_history"]
--
-- [columns.title]
-- label = "Job"
-- [columns.days_waiting]
-- label = "Waiting for"
-- [columns.waiting_since_on]
-- label = "Since"
-- [columns.usual_days]
-- label = "Half leave within"
-- [columns.p90_days]
-- label = "9 in 10 leave within"
-- [columns.finished]
-- label = "Finished visits"
-- [columns.verdict]
-- label = "In words"
-- [columns.verdict.texts]
-- few = "Too few visits to say ({finished})"
-- long = "Longer than nine of ten"
-- longest = "Longer than any finished visit"
-- usual = "In the usual range"
--
-- [columns.wait]
-- values = ["usual time", "longer than usual", "not known"]
--
-- [chart]
-- type = "table"
-- columns = ["application_id", "title", "country", "stage", "days_waiting", "waiting_since_on", "p90_days", "verdict"]
-- bars = ["days_waiting"]
--
-- [behind]
-- table = "stage_visits"
-- where = "account = $row_account and application_id = $row_application_id"
--
-- [[checks]]
-- name = "a row per candidate and visit"
-- unique = ["account", "application_id", "seq"]
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
    min(day) filter (where still_there <= 0.5 + 1e-12) as usual_days,
    min(day) filter (where still_there <= 0.1 + 1e-12) as p90_days,
    max(day) filter (where finished > 0) as longest_days
  from curve
  group by milestone, stage
)
select
  visits.title,
  visits.country,
  visits.stage,
  visits.application_id,
  visits.days_in_stage as days_waiting,
  cast(visits.entered_at as date) as waiting_since_on,
  case when usual.finished >= $minimum_n then usual.usual_days end as usual_days,
  case when usual.finished >= $minimum_n then usual.p90_days end as p90_days,
  cast(coalesce(usual.finished, 0) as bigint) as finished,
  case
    when coalesce(usual.finished, 0) < $minimum_n then 'few'
    when visits.days_in_stage > usual.p90_days then 'long'
    when usual.p90_days is null and visits.days_in_stage > usual.longest_days then 'longest'
    else 'usual'
  end as verdict,
  case
    when coalesce(usual.finished, 0) < $minimum_n or visits.days_in_stage is null then 'not known'
    when visits.days_in_stage > coalesce(usual.p90_days, usual.longest_days) then 'longer than usual'
    else 'usual time'
  end as wait,
  visits.milestone,
  visits.role_family,
  visits.job_id,
  visits.seq,
  visits.account
from stage_visits as visits
left join usual
  on usual.milestone is not distinct from visits.milestone and usual.stage is not distinct from visits.stage
where visits.is_waiting
order by visits.days_in_stage desc, visits.account, visits.application_id, visits.seq
