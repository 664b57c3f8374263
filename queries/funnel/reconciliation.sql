-- /// query
-- title = "From one total to the other"
-- question = "Why do the totals of two reports differ?"
-- basis = "applications received and hires made in the period"
-- population = "A reopened application is one row in every export, so it counts once; a transfer to another job is a further application of the same person"
-- not_monotone = ["change"] # the step from one number to the next, up or down
--
-- [columns.part]
-- label = "From and to"
-- values = ["Rows to applications", "Applications to decisions", "Applications to people", "Hires of the period to hires of the cohort"]
-- [columns.line]
-- label = "Step"
-- values = [
--   "Rows of the period",
--   "Prospects without a job",
--   "Migrated from an older system",
--   "Applications (cohort)",
--   "Still in progress",
--   "Reopened: decided once before",
--   "Decisions",
--   "Transferred from another job",
--   "Applied again",
--   "People",
--   "Hires in the period (activity)",
--   "Applied before the period",
--   "Hired after the period",
--   "Hired without a date",
--   "Times that run backwards",
--   "Hires of the cohort",
-- ]
-- [columns.change]
-- label = "Count"
-- format = "integer"
-- [columns.is_total]
-- label = "Total"
--
-- [chart]
-- type = "waterfall"
-- x = "change"
-- y = "line"
-- total = "is_total"
-- part = "part"
--
-- [people]
-- nobody = ["step"]
-- not_added = ["change"]
-- together = ["part"]
-- counts = { change = [] }
--
-- [[checks]]
-- name = "a row per step"
-- unique = ["step"]
-- [[checks]]
-- name = "the steps add up to the next total"
-- sql = "select part from result group by part having sum(case when is_total then 0 else change end) <> arg_max(change, step) - arg_min(change, step)"
-- ///
with people as (          -- a person with an application of the period
  select
    count(*) as applications,
    count(*) filter (where is_transferred) as transferred
  from applications
  where applied_at >= $since and applied_at < $until
  group by person
),
persons as (
  select
    count(*) as people,
    coalesce(sum(applications - 1), 0) as further,
    coalesce(sum(least(transferred, applications - 1)), 0) as transferred
  from people
),
cohort as (
  select
    count(*) as applications,
    count(*) filter (where status = 'active') as in_progress,
    count(*) filter (where is_reopened) as reopened,
    count(*) filter (where milestone = 'hired') as hires,
    count(*) filter (where milestone = 'hired' and hired_at >= $until) as hired_later,
    count(*) filter (where milestone = 'hired' and hired_at < $since) as hired_earlier,
    count(*) filter (where milestone = 'hired' and hired_at is null) as hired_undated
  from applications
  where applied_at >= $since and applied_at < $until
),
activity as (
  select
    count(*) as hires,
    count(*) filter (where applied_at < $since) as applied_earlier,
    count(*) filter (where applied_at >= $until) as applied_later
  from applications
  where hired_at >= $since and hired_at < $until
),
excluded as (
  select
    count(*) filter (where reason = 'prospect') as prospects,
    count(*) filter (where reason = 'migrated') as migrated
  from excluded_applications
  where applied_at >= $since and applied_at < $until
),
counts as (
  select
    cohort.*,
    persons.people,
    persons.transferred,
    persons.further - persons.transferred as applied_again,
    activity.hires as active_hires,
    activity.applied_earlier,
    activity.applied_later,
    excluded.prospects,
    excluded.migrated
  from cohort
  cross join persons
  cross join activity
  cross join excluded
),
steps as (
  select 1 as step, 'Rows to applications' as part, 'Rows of the period' as line, true as is_total, applications + prospects + migrated as change from counts
  union all
  select 2, 'Rows to applications', 'Prospects without a job', false, -prospects from counts
  union all
  select 3, 'Rows to applications', 'Migrated from an older system', false, -migrated from counts
  union all
  select 4, 'Rows to applications', 'Applications (cohort)', true, applications from counts
  union all
  select 5, 'Applications to decisions', 'Applications (cohort)', true, applications from counts
  union all
  select 6, 'Applications to decisions', 'Still in progress', false, -in_progress from counts
  union all
  select 7, 'Applications to decisions', 'Reopened: decided once before', false, reopened from counts
  union all
  select 8, 'Applications to decisions', 'Decisions', true, applications - in_progress + reopened from counts
  union all
  select 9, 'Applications to people', 'Applications (cohort)', true, applications from counts
  union all
  select 10, 'Applications to people', 'Transferred from another job', false, -transferred from counts
  union all
  select 11, 'Applications to people', 'Applied again', false, -applied_again from counts
  union all
  select 12, 'Applications to people', 'People', true, people from counts
  union all
  select 13, 'Hires of the period to hires of the cohort', 'Hires in the period (activity)', true, active_hires from counts
  union all
  select 14, 'Hires of the period to hires of the cohort', 'Applied before the period', false, -applied_earlier from counts
  union all
  select 15, 'Hires of the period to hires of the cohort', 'Hired after the period', false, hired_later from counts
  union all
  select 16, 'Hires of the period to hires of the cohort', 'Hired without a date', false, hired_undated from counts
  union all
  select 17, 'Hires of the period to hires of the cohort', 'Times that run backwards', false, hired_earlier - applied_later from counts
  union all
  select 18, 'Hires of the period to hires of the cohort', 'Hires of the cohort', true, hires from counts
)
select step, part, line, is_total, cast(change as bigint) as change
from steps
order by step
