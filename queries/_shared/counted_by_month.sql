-- /// query
-- title = "Counted by month"
-- question = "How many applications arrived, or hires were made, in the period, and is that beyond chance another number than before?"
-- basis = "applications received, or hires made, in the period"
-- source = "Change beyond chance: 95 % interval of the difference as in overview/changes, counts spread as neighbouring weeks do (quasi-Poisson)"
--
-- [params.event]
-- type = "choice"
-- options = ["application", "hire"]
-- default = "application"
--
-- [[checks]]
-- name = "no month has more than the period"
-- assert = "monthly_events is null or monthly_events <= events"
-- ///
with
events as (               -- a day's, in either period
  select
    cast(case when $event = 'hire' then hired_at else applied_at end as date) as day,
    count(*) as events
  from applications
  where (
    case when $event = 'hire' then hired_at else applied_at end >= $since
    and case when $event = 'hire' then hired_at else applied_at end < $until
  ) or (
    case when $event = 'hire' then hired_at else applied_at end >= $compare_since
    and case when $event = 'hire' then hired_at else applied_at end < $compare_until
  )
  group by 1
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
months_of_events as (
  select cast(date_trunc('month', day) as date) as month, sum(events) as events
  from events
  group by cast(date_trunc('month', day) as date)
),
totals as (               -- none before where nothing is compared
  select
    coalesce(sum(case when day >= $since and day < $until then events end), 0) as events,
    case when $compare_since is not null
      then coalesce(sum(case when day >= $compare_since and day < $compare_until then events end), 0) end as events_before
  from events
),
periods as (
  select 'now' as period, $since as since, $until as until
  union all
  select 'before' as period, $compare_since as since, $compare_until as until
),
weeks as (                -- whole ones
  select
    periods.period,
    floor(date_diff('day', periods.since, events.day) / 7) as week,
    cast(sum(events.events) as double) as events
  from events
  join periods on events.day >= periods.since and events.day < periods.until
  where 7 * floor(date_diff('day', periods.since, events.day) / 7) + 7 <= date_diff('day', periods.since, periods.until)
  group by periods.period, floor(date_diff('day', periods.since, events.day) / 7)
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
      totals.events, count_low(totals.events, dispersion.ratio), count_high(totals.events, dispersion.ratio),
      totals.events_before, count_low(totals.events_before, dispersion.ratio), count_high(totals.events_before, dispersion.ratio)
    ) as more_than_noise
  from totals
  cross join dispersion
)
select
  whole_months.month,
  case when whole_months.month is not null then cast(coalesce(months_of_events.events, 0) as bigint) end as monthly_events,
  cast(totals.events as bigint) as events,
  cast(totals.events_before as bigint) as events_before,
  noise.more_than_noise
from totals
cross join noise
left join whole_months on true
left join months_of_events on months_of_events.month = whole_months.month
order by whole_months.month
