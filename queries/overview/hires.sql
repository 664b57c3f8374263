-- /// query
-- title = "Hires"
-- question = "How many people accepted an offer in the period?"
-- basis = "hires in the period, whenever they applied"
-- source = "Change beyond chance: 95 % interval of the difference as in overview/changes, counts spread as neighbouring weeks do (quasi-Poisson)"
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
-- [behind]
-- where = "hired_at >= $since and hired_at < $until"
-- count = "hires"
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
),
periods as (
  select 'now' as period, $since as since, $until as until
  union all
  select 'before' as period, $compare_since as since, $compare_until as until
),
days as (
  select cast(hired_at as date) as day, count(*) as events
  from applications
  where (hired_at >= $since and hired_at < $until) or (hired_at >= $compare_since and hired_at < $compare_until)
  group by cast(hired_at as date)
),
weeks as (                -- whole ones
  select
    periods.period,
    floor(date_diff('day', periods.since, days.day) / 7) as week,
    cast(sum(days.events) as double) as events
  from days
  join periods on days.day >= periods.since and days.day < periods.until
  where 7 * floor(date_diff('day', periods.since, days.day) / 7) + 7 <= date_diff('day', periods.since, periods.until)
  group by periods.period, floor(date_diff('day', periods.since, days.day) / 7)
),
neighbours as (
  select
    week, events,
    lag(week) over (partition by period order by week) as week_before,
    lag(events) over (partition by period order by week) as events_before
  from weeks
),
dispersion as (           -- how much more neighbouring weeks differ than pure chance makes them: 1 is chance
  select
    case when count(week_before) >= 8 then greatest(1, sum(case
      when week = week_before + 1 then power(events - events_before, 2)
      when week_before is not null then power(events, 2) + power(events_before, 2)
    end) / nullif(sum(case when week_before is not null then events + events_before end), 0)) else 1 end as ratio
  from neighbours
),
noise as (                -- the score intervals of both counts, squared and added
  select
    differs(
      period.hires, count_low(period.hires, dispersion.ratio), count_high(period.hires, dispersion.ratio),
      period_before.hires, count_low(period_before.hires, dispersion.ratio), count_high(period_before.hires, dispersion.ratio)
    ) as more_than_noise
  from period
  cross join period_before
  cross join dispersion
)
select
  whole_months.month,
  case when whole_months.month is not null then coalesce(months_of_hire.hires, 0) end as monthly_hires,
  period.hires,
  period_before.hires as hires_before,
  noise.more_than_noise
from period
cross join period_before
cross join noise
left join whole_months on true
left join months_of_hire on months_of_hire.month = whole_months.month
order by whole_months.month
