-- /// query
-- title = "Hires"
-- question = "How many people accepted an offer in the period?"
-- basis = "hires in the period, whenever they applied"
-- source = "Change beyond chance: 95% interval of the difference as in overview/changes, counts spread as neighbouring weeks do (quasi-Poisson)"
--
-- [columns.hires_before]
-- label = "In the period compared with"
--
-- [columns.monthly_hires]
-- help = "Whole months of the period only"
--
-- [columns.more_than_noise]
-- label = "Change beyond chance"
-- help = "False where the change may be chance, or too little is there to tell"
--
-- [chart]
-- type = "metric"
-- value = "hires"
-- previous = "hires_before"
-- spark = "monthly_hires"
-- good = "up"
-- significant = "more_than_noise"
--
-- [people]
-- nobody = ["month"]
-- not_added = ["hires", "hires_before"]
-- counts = { monthly_hires = [], hires = [], hires_before = [] }
--
-- [behind]
-- where = "hired_at >= $since and hired_at < $until"
-- count = "hires"
--
-- [[checks]]
-- name = "no month has more than the period"
-- assert = "monthly_hires is null or monthly_hires <= hires"
-- ///
with
figure as (
  select cast(value as bigint) as hires, cast(previous as bigint) as hires_before, more_than_noise
  from "overview/changes"
  where kpi = 'hires'
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
months_of_hire as (
  select
    cast(date_trunc('month', hired_at) as date) as month,
    count(*) as hires
  from applications
  where hired_at >= $since
    and hired_at < $until
  group by cast(date_trunc('month', hired_at) as date)
)
select
  whole_months.month,
  case when whole_months.month is not null then coalesce(months_of_hire.hires, 0) end as monthly_hires,
  figure.hires,
  figure.hires_before,
  figure.more_than_noise
from figure
left join whole_months on true
left join months_of_hire on months_of_hire.month = whole_months.month
order by whole_months.month
