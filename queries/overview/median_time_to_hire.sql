-- /// query
-- title = "Time to hire"
-- question = "In how many days from application to accepted offer was half of the period's hires made?"
-- basis = "hires in the period"
--
-- [columns.median_days]
-- label = "Median time to hire"
--
-- [columns.median_days_before]
-- label = "In the period compared with"
--
-- [columns.monthly_median_days]
-- help = "By month of hire; whole months of the period only"
--
-- [chart]
-- type = "metric"
-- value = "median_days"
-- previous = "median_days_before"
-- spark = "monthly_median_days"
-- good = "down"
--
-- [[checks]]
-- name = "no time runs backwards"
-- assert = "median_days is null or median_days >= 0"
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
hires as (
  select
    cast(date_trunc('month', hired_at) as date) as month,
    days_to_hire
  from applications
  where hired_at >= $since
    and hired_at < $until
    and days_to_hire >= 0
),
months_of_hire as (
  select month, quantile_cont(days_to_hire, 0.5) as median_days
  from hires
  group by month
),
period as (
  select quantile_cont(days_to_hire, 0.5) as median_days
  from hires
),
period_before as (
  select quantile_cont(days_to_hire, 0.5) as median_days
  from applications
  where hired_at >= $compare_since
    and hired_at < $compare_until
    and days_to_hire >= 0
)
select
  whole_months.month,
  months_of_hire.median_days as monthly_median_days,
  period.median_days,
  period_before.median_days as median_days_before
from period
cross join period_before
left join whole_months on true
left join months_of_hire on months_of_hire.month = whole_months.month
order by whole_months.month
