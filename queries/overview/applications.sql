-- /// query
-- title = "Applications"
-- question = "How many applications arrived in the period?"
-- basis = "applications received in the period"
--
-- [columns.applications]
-- format = "integer"
--
-- [columns.applications_before]
-- label = "In the period compared with"
--
-- [columns.monthly_applications]
-- help = "Whole months of the period only"
--
-- [chart]
-- type = "metric"
-- value = "applications"
-- previous = "applications_before"
-- spark = "monthly_applications"
-- good = "none"
--
-- [[checks]]
-- name = "no month has more than the period"
-- assert = "monthly_applications is null or monthly_applications <= applications"
-- ///
with
months as (
  select cast(unnest(generate_series(date_trunc('month', $since), $until, interval 1 month)) as date) as month
),
whole_months as (
  select month
  from months
  where month >= $since
    and month + interval 1 month <= $until
),
months_of_application as (
  select
    cast(date_trunc('month', applied_at) as date) as month,
    count(*) as applications
  from applications
  where applied_at >= $since
    and applied_at < $until
  group by cast(date_trunc('month', applied_at) as date)
),
period as (
  select cast(coalesce(sum(applications), 0) as bigint) as applications
  from months_of_application
),
period_before as (
  select case when $compare_since is not null then count(*) end as applications
  from applications
  where applied_at >= $compare_since
    and applied_at < $compare_until
)
select
  whole_months.month,
  case when whole_months.month is not null then coalesce(months_of_application.applications, 0) end as monthly_applications,
  period.applications,
  period_before.applications as applications_before
from period
cross join period_before
left join whole_months on true
left join months_of_application on months_of_application.month = whole_months.month
order by whole_months.month
