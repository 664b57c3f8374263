-- /// query
-- title = "Applications"
-- question = "How many applications arrived in the period?"
-- basis = "applications received in the period"
-- source = "Change beyond chance: 95% interval of the difference as in overview/changes, counts spread as neighbouring weeks do (quasi-Poisson)"
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
-- [columns.more_than_noise]
-- label = "Change beyond chance"
-- help = "False where the change may be chance, or too little is there to tell"
--
-- [chart]
-- type = "metric"
-- value = "applications"
-- previous = "applications_before"
-- spark = "monthly_applications"
-- good = "none"
-- significant = "more_than_noise"
--
-- [people]
-- nobody = ["month"]
-- not_added = ["applications", "applications_before"]
-- counts = { monthly_applications = [], applications = [], applications_before = [] }
--
-- [behind]
-- where = "applied_at >= $since and applied_at < $until"
-- count = "applications"
--
-- [[checks]]
-- name = "no month has more than the period"
-- assert = "monthly_applications is null or monthly_applications <= applications"
-- ///
with
figure as (
  select cast(value as bigint) as applications, cast(previous as bigint) as applications_before, more_than_noise
  from "overview/changes"
  where kpi = 'applications'
),
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
)
select
  whole_months.month,
  case when whole_months.month is not null then coalesce(months_of_application.applications, 0) end as monthly_applications,
  figure.applications,
  figure.applications_before,
  figure.more_than_noise
from figure
left join whole_months on true
left join months_of_application on months_of_application.month = whole_months.month
order by whole_months.month
