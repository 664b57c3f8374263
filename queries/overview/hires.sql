-- /// query
-- title = "Hires"
-- question = "How many people accepted an offer in the period?"
-- basis = "hires in the period, whenever they applied"
--
-- [columns.hires_before]
-- label = "In the period compared with"
--
-- [columns.monthly_hires]
-- help = "Whole months of the period only"
--
-- [chart]
-- type = "metric"
-- value = "hires"
-- previous = "hires_before"
-- spark = "monthly_hires"
-- good = "up"
--
-- [[checks]]
-- name = "no month has more than the period"
-- assert = "monthly_hires is null or monthly_hires <= hires"
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
months_of_hire as (
  select
    cast(date_trunc('month', hired_at) as date) as month,
    count(*) as hires
  from applications
  where hired_at >= $since
    and hired_at < $until
  group by cast(date_trunc('month', hired_at) as date)
),
period as (
  select cast(coalesce(sum(hires), 0) as bigint) as hires
  from months_of_hire
),
period_before as (
  select case when $compare_since is not null then count(*) end as hires
  from applications
  where hired_at >= $compare_since
    and hired_at < $compare_until
)
select
  whole_months.month,
  case when whole_months.month is not null then coalesce(months_of_hire.hires, 0) end as monthly_hires,
  period.hires,
  period_before.hires as hires_before
from period
cross join period_before
left join whole_months on true
left join months_of_hire on months_of_hire.month = whole_months.month
order by whole_months.month
