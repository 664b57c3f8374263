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
  select sum(hires) / nullif(sum(applications), 0) as hire_rate, sum(applications) as applications
  from months_of_application
),
period_before as (
  select
    sum(
      case
        when date_diff('day', cast(hired_at as date), $as_of) >= date_diff('day', $compare_since, $since) then 1
        else 0
      end
    ) / nullif(count(*), 0) as hire_rate,
    count(*) as applications
  from applications
  where applied_at >= $compare_since
    and applied_at < $compare_until
),
intervals as (            -- Wilson: (p + z^2 / 2n -+ z sqrt(p (1 - p) / n + z^2 / 4n^2)) / (1 + z^2 / n)
  select
    period.hire_rate as rate,
    period_before.hire_rate as rate_before,
    (period.hire_rate + z * z / 2 / period.applications - z * sqrt(period.hire_rate * (1 - period.hire_rate) / period.applications + power(z / 2 / period.applications, 2)))
      / (1 + z * z / period.applications) as low,
    (period.hire_rate + z * z / 2 / period.applications + z * sqrt(period.hire_rate * (1 - period.hire_rate) / period.applications + power(z / 2 / period.applications, 2)))
      / (1 + z * z / period.applications) as high,
    (period_before.hire_rate + z * z / 2 / period_before.applications
      - z * sqrt(period_before.hire_rate * (1 - period_before.hire_rate) / period_before.applications + power(z / 2 / period_before.applications, 2)))
      / (1 + z * z / period_before.applications) as low_before,
    (period_before.hire_rate + z * z / 2 / period_before.applications
      + z * sqrt(period_before.hire_rate * (1 - period_before.hire_rate) / period_before.applications + power(z / 2 / period_before.applications, 2)))
      / (1 + z * z / period_before.applications) as high_before
  from period
  cross join period_before
  cross join (select 1.959963984540054e0 as z) as normal_quantile
  where period.applications >= 5 and period_before.applications >= 5
),
noise as (                -- both intervals squared and added
  select
    rate - rate_before > sqrt(power(rate - low, 2) + power(high_before - rate_before, 2))
      or rate_before - rate > sqrt(power(high - rate, 2) + power(rate_before - low_before, 2)) as more_than_noise
  from intervals
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
  period.hire_rate,
  period_before.hire_rate as hire_rate_before,
  case when period_before.hire_rate is not null then coalesce(noise.more_than_noise, false) end as more_than_noise
from period
cross join period_before
cross join usual_times
left join noise on true
left join whole_months on true
left join months_of_application on months_of_application.month = whole_months.month
order by whole_months.month
