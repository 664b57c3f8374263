-- /// query
-- title = "Conversion"
-- question = "What share of the period's applications has been hired so far? Compared with the period before when it was as old as this one is now."
-- basis = "applications received in the period, hires known at the as-of date"
-- source = "Change beyond chance: 95% interval of the difference as in overview/changes, Newcombe's method 10 (1998)"
--
-- [columns.hire_rate]
-- label = "Hired of those who applied"
-- format = "percent"
--
-- [columns.hire_rate_before]
-- label = "In the period compared with"
-- format = "percent"
-- help = "Counts only the hires that had happened when that period was as old as this one is now"
--
-- [columns.monthly_hire_rate]
-- format = "percent"
-- help = "By month of application; empty for months too young to show nine of ten hires"
--
-- [columns.people]
-- help = "The fewest people that the figure rests on: those counted, or of a share those who make it up"
--
-- [columns.people_before]
-- label = "People before"
--
-- [columns.more_than_noise]
-- label = "Change beyond chance"
-- help = "False where the change may be chance, or too little is there to tell"
--
-- [chart]
-- type = "metric"
-- value = "hire_rate"
-- previous = "hire_rate_before"
-- spark = "monthly_hire_rate"
-- good = "up"
-- significant = "more_than_noise"
-- n = "applications"
--
-- [people]
-- nobody = ["month"]
-- not_added = ["applications", "people", "people_before"]
-- [people.counts]
-- monthly_applications = ["monthly_hire_rate"]
-- monthly_hires = ["monthly_hire_rate"]
-- applications = ["hire_rate"]
-- people = ["hire_rate"]
-- people_before = ["hire_rate_before"]
--
-- [behind]
-- where = "applied_at >= $since and applied_at < $until"
--
-- [[checks]]
-- name = "a rate is a share"
-- assert = "hire_rate is null or hire_rate between 0 and 1"
-- ///
with
figure as (              -- one row, also where there is nothing to compute the figure from
  select
    max(value) filter (where n >= $minimum_n) as hire_rate,
    coalesce(max(n), 0) as applications,
    max(people) as people,
    max(people_before) as people_before,
    max(previous) filter (where n_before >= $minimum_n) as hire_rate_before,
    case when count(previous) > 0 then coalesce(bool_or(more_than_noise), false) end as more_than_noise
  from "overview/changes"
  where kpi = 'hire_rate'
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
    count(*) as applications,
    sum(case when milestone = 'hired' then 1 else 0 end) as hires
  from applications
  where applied_at >= $since
    and applied_at < $until
  group by cast(date_trunc('month', applied_at) as date)
),
usual_times as (
  select quantile_cont(days_to_hire, 0.9) as p90_days
  from applications
  where days_to_hire >= 0
)
select
  whole_months.month,
  case
    when date_diff('day', whole_months.month, $as_of) >= 31 + usual_times.p90_days
      then months_of_application.hires / nullif(months_of_application.applications, 0)
  end as monthly_hire_rate,
  months_of_application.applications as monthly_applications,
  cast(months_of_application.hires as bigint) as monthly_hires,
  figure.hire_rate,
  figure.applications,
  figure.people,
  figure.hire_rate_before,
  figure.people_before,
  figure.more_than_noise
from figure
cross join usual_times
left join whole_months on true
left join months_of_application on months_of_application.month = whole_months.month
order by whole_months.month
