-- /// query
-- title = "How past forecasts of open seats turned out"
-- question = "Did four of five seats get filled inside the range that this forecast would have given then?"
-- basis = "seats open 90, 180 … 720 days before the as-of date, each forecast once from what was known on that day; ranges that have passed by now"
-- population = "cancelled seats and those that were on hold or without a fixed number (evergreen) are left out; a seat not filled by the end of its range counts as later"
-- source = "The ranges of time_to_hire/fill_forecast, computed on the data of that day; Wilson 95% interval of the share"
-- needs = ["has_openings"]
--
-- [params.min_alike]
-- type = "number"
-- label = "Filled seats of a role family to compare within it"
-- default = 30
-- help = "A role family with fewer is compared with every role: ranges from fewer seats hold too seldom"
--
-- [columns.outcome]
-- label = "The seat was filled"
-- values = ["before the range", "inside the range", "later, or not yet"]
-- [columns.measure]
-- label = "Forecast or fact"
-- values = ["Meant", "Came true"]
-- [columns.low]
-- format = "percent"
-- [columns.high]
-- format = "percent"
-- [columns.forecasts]
-- label = "Forecasts"
--
-- [chart]
-- type = "bar"
-- height = 300 # as its neighbour on the page
-- x = "outcome"
-- y = "seat_share"
-- color = "measure"
-- low = "low"
-- high = "high"
-- n = "forecasts"
--
-- [people]
-- nobody = ["seat_share", "low", "high", "forecasts"]
--
-- [[checks]]
-- name = "a share lies between 0 and 1"
-- assert = "coalesce(seat_share between 0 and 1, true)"
-- [[checks]]
-- name = "a row per outcome and measure"
-- unique = ["outcome", "measure"]
-- ///
with origins as (
  select $as_of - 90 * number as origin
  from (values (1), (2), (3), (4), (5), (6), (7), (8)) as numbers (number)
),
seats as (                -- with its last day: filled or cancelled; null while open
  select
    account, opening_id, status,
    coalesce(cast(role_family as varchar), 'unspecified') as role_family,
    cast(opened_at as date) as opened_on,
    case when status = 'filled' then date_diff('day', cast(opened_at as date), cast(filled_at as date))
      when status = 'cancelled' then days_open end as last_day
  from openings
  where not (status = 'filled' and filled_at is null) and not coalesce(is_evergreen, false)
    and coalesce(held_days, 0) = 0
),
followed as (             -- a seat as it was known on an origin
  select
    origins.origin,
    seats.*,
    date_diff('day', seats.opened_on, origins.origin) as age,
    least(coalesce(seats.last_day, date_diff('day', seats.opened_on, origins.origin)), date_diff('day', seats.opened_on, origins.origin)) as day,
    coalesce(seats.last_day <= date_diff('day', seats.opened_on, origins.origin), false) as is_over
  from seats
  join origins on seats.opened_on <= origins.origin
),
known as (                -- a seat stands in two groups: its role family, and every role
  select origin, role_family as comparable, day, is_over, status
  from followed
  where day >= 0
  union all
  select origin, 'every role' as comparable, day, is_over, status
  from followed
  where day >= 0
),
days as (
  select
    origin, comparable, day,
    cast(count(*) as double) as last_seen,
    cast(count(*) filter (where is_over and status = 'filled') as double) as filled,
    cast(count(*) filter (where is_over and status = 'cancelled') as double) as cancelled
  from known
  group by origin, comparable, day
),
risk as (
  select
    origin, comparable, day, filled, cancelled,
    sum(last_seen) over (partition by origin, comparable order by day rows between current row and unbounded following) as at_risk,
    sum(filled) over (partition by origin, comparable) as filled_in_all
  from days
),
waiting as (              -- the probability of being neither filled nor cancelled before the day
  select
    *,
    exp(coalesce(sum(ln(nullif(at_risk - filled - cancelled, 0) / at_risk))
      over (partition by origin, comparable order by day rows between unbounded preceding and 1 preceding), 0)) as still_in
  from risk
),
curve as (
  select
    origin, comparable, day, filled_in_all,
    sum(still_in * filled / at_risk) over (partition by origin, comparable order by day rows unbounded preceding) as filled_share
  from waiting
),
last_values as (
  select origin, comparable, max(filled_in_all) as filled_in_all, max(filled_share) as filled_share
  from curve
  group by origin, comparable
),
forecasts as (            -- seats on the first origin that saw them open
  select
    followed.*,
    case when last_values.filled_in_all >= $min_alike then last_values.comparable else 'every role' end as comparable
  from followed
  join last_values on last_values.origin = followed.origin and last_values.comparable = followed.role_family
  where not followed.is_over and followed.age < 90
),
aged as (
  select
    row_number() over (order by forecasts.account, forecasts.opening_id) as seat,
    forecasts.*,
    curve.filled_share,
    last_values.filled_share as final_share
  from forecasts
  join curve
    on curve.origin = forecasts.origin and curve.comparable = forecasts.comparable and curve.day = forecasts.age
  join last_values on last_values.origin = forecasts.origin and last_values.comparable = forecasts.comparable
  where last_values.filled_in_all >= $minimum_n
),
ranges as (
  select
    aged.seat,
    min(case when curve.filled_share >= 0.9 * aged.filled_share + 0.1 * aged.final_share - 1e-12 then curve.day end) as early_day,
    min(case when curve.filled_share >= 0.1 * aged.filled_share + 0.9 * aged.final_share - 1e-12 then curve.day end) as late_day
  from aged
  join curve on curve.origin = aged.origin and curve.comparable = aged.comparable and curve.day > aged.age
  where aged.final_share > aged.filled_share
  group by aged.seat
),
judged as (
  select
    case
      when aged.last_day < ranges.early_day then 'before the range'
      when aged.last_day <= ranges.late_day then 'inside the range'
      else 'later, or not yet'
    end as outcome
  from ranges
  join aged on aged.seat = ranges.seat
  where aged.status <> 'cancelled' and aged.opened_on + cast(ranges.late_day as integer) <= $as_of
),
outcomes as (
  select *
  from (values (1, 'before the range', 0.1e0), (2, 'inside the range', 0.8e0), (3, 'later, or not yet', 0.1e0)) as outcomes (place, outcome, meant_share)
),
counted as (
  select
    outcomes.*,
    cast(count(judged.outcome) as double) as seats,
    sum(cast(count(judged.outcome) as double)) over () as forecasts
  from outcomes
  left join judged on judged.outcome = outcomes.outcome
  group by outcomes.place, outcomes.outcome, outcomes.meant_share
),
measured as (
  select
    place, 1 as measure_place, outcome, 'Meant' as measure, meant_share as seat_share,
    cast(null as double) as low, cast(null as double) as high, forecasts
  from counted
  union all
  select
    place, 2 as measure_place, outcome, 'Came true' as measure,
    case when forecasts >= $minimum_n then seats / nullif(forecasts, 0) end as seat_share,
    case when forecasts >= $minimum_n then wilson_low(seats, forecasts) end as low,
    case when forecasts >= $minimum_n then wilson_high(seats, forecasts) end as high,
    forecasts
  from counted
)
select outcome, measure, seat_share, low, high, cast(forecasts as bigint) as forecasts
from measured
order by place, measure_place
