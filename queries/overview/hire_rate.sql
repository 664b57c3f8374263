-- /// query
-- title = "Conversion"
-- question = "What share of the period's applications has been hired so far? Compared with the period before when it was as old as this one is now."
-- basis = "applications received in the period, hires known at the as-of date"
-- source = "Change beyond chance: 95 % interval of the difference as in overview/changes, Newcombe's method 10 (1998)"
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
-- [behind]
-- where = "applied_at >= $since and applied_at < $until"
--
-- [[checks]]
-- name = "a rate is a share"
-- assert = "hire_rate is null or hire_rate between 0 and 1"
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
    count(*) as applications,
    sum(case when milestone = 'hired' then 1 else 0 end) as hires
  from applications
  where applied_at >= $since
    and applied_at < $until
  group by cast(date_trunc('month', applied_at) as date)
),
period as (
  select sum(hires) / nullif(sum(applications), 0) as hire_rate, sum(hires) as hires, sum(applications) as applications
  from months_of_application
),
period_before as (
  select hires / nullif(applications, 0) as hire_rate, hires, applications
  from (
    select
      count(*) as applications,
      sum(
        case
          when date_diff('day', cast(hired_at as date), $as_of) >= date_diff('day', $compare_since, $since) then 1
          else 0
        end
      ) as hires
    from applications
    where applied_at >= $compare_since
      and applied_at < $compare_until
  ) as counted
),
noise as (                -- Newcombe: the Wilson intervals of both, squared and added
  select
    differs(
      period.hire_rate, wilson_low(period.hires, period.applications), wilson_high(period.hires, period.applications),
      period_before.hire_rate, wilson_low(period_before.hires, period_before.applications), wilson_high(period_before.hires, period_before.applications)
    ) as more_than_noise
  from period
  cross join period_before
  where period.applications >= $minimum_n and period_before.applications >= $minimum_n
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
  case when period.applications >= $minimum_n then period.hire_rate end as hire_rate,
  cast(coalesce(period.applications, 0) as bigint) as applications,
  case when period_before.applications >= $minimum_n then period_before.hire_rate end as hire_rate_before,
  case when period_before.hire_rate is not null then coalesce(noise.more_than_noise, false) end as more_than_noise
from period
cross join period_before
cross join usual_times
left join noise on true
left join whole_months on true
left join months_of_application on months_of_application.month = whole_months.month
order by whole_months.month
