-- /// query
-- title = "Half of all seats filled by day"
-- question = "By which day is half of the seats filled that will be, counting those still open?"
-- basis = "openings opened in the period, followed to the as-of date; days on hold do not count, where the export says them"
-- source = "Median of the Aalen-Johansen curve of time_to_hire/time_to_fill: the first day by which half of its final value is reached; 95% interval by inverting the test of curve(day) = final value / 2 (Brookmeyer and Crowley 1982), delta-method variance"
-- needs = ["has_openings"]
--
-- [columns.half_day]
-- label = "Half of all filled by day"
-- format = "days"
-- [columns.low]
-- format = "days"
-- [columns.high]
-- format = "days"
-- [columns.median_days]
-- label = "Median of those already filled"
-- [columns.p90_days]
-- label = "Nine of ten of those already filled"
-- [columns.difference]
-- label = "Too short by"
-- format = "days"
-- [columns.still_open]
-- label = "Still open"
-- [columns.sentence]
-- label = "In words"
-- [columns.sentence.texts]
-- none = "No seat was opened in the period."
-- few = "Too few filled seats to say ({filled})."
-- short = ["Half of the seats that get filled are filled by day {half_day:integer}. Those already filled took {median_days:integer} in the middle, which is {difference:integer} too short: {still_open:counted} seat is still open.", "Half of the seats that get filled are filled by day {half_day:integer}. Those already filled took {median_days:integer} in the middle, which is {difference:integer} too short: {still_open:counted} seats are still open."]
-- half = "Half of the seats that get filled are filled by day {half_day:integer}."
-- short_holds = ["Half of the seats that get filled are filled by day {half_day:integer}. Those already filled took {median_days:integer} in the middle, which is {difference:integer} too short: {still_open:counted} seat is still open. Days on hold are in it: the export does not say when jobs were on hold.", "Half of the seats that get filled are filled by day {half_day:integer}. Those already filled took {median_days:integer} in the middle, which is {difference:integer} too short: {still_open:counted} seats are still open. Days on hold are in it: the export does not say when jobs were on hold."]
-- half_holds = "Half of the seats that get filled are filled by day {half_day:integer}. Days on hold are in it: the export does not say when jobs were on hold."
--
-- [chart]
-- type = "figures"
-- columns = ["half_day", "median_days", "filled", "still_open"]
-- sentence = "sentence"
--
-- [people]
-- nobody = ["openings", "filled", "cancelled", "still_open", "filled_share", "half_day", "low", "high", "median_days", "p90_days", "difference", "sentence"]
--
-- [[checks]]
-- name = "the day lies inside its interval"
-- assert = "coalesce(low <= half_day and half_day <= high, true)"
-- [[checks]]
-- name = "every seat is filled, cancelled or open"
-- assert = "openings = filled + cancelled + still_open"
-- ///
with followed as (        -- a seat opened in the period: the day that it was last seen on, and how it stood then
  select
    least(
      case when status = 'filled' then date_diff('day', cast(opened_at as date), cast(filled_at as date)) else days_open end,
      date_diff('day', cast(opened_at as date), $as_of)
    ) - coalesce(held_days, 0) as day,
    status = 'filled' and cast(filled_at as date) <= $as_of as is_filled,
    status = 'cancelled' and cast(closed_at as date) <= $as_of as is_cancelled
  from openings
  where opened_at >= $since and opened_at < $until
    and not (status = 'filled' and filled_at is null)
),
days as (                 -- a day since the seat was opened
  select
    day,
    cast(count(*) as double) as last_seen,
    cast(count(*) filter (where is_filled) as double) as filled,
    cast(count(*) filter (where is_cancelled) as double) as cancelled
  from followed
  where day >= 0
  group by day
),
risk as (
  select
    day, filled, cancelled, last_seen,
    sum(last_seen) over (order by day rows between current row and unbounded following) as at_risk
  from days
),
waiting as (              -- the probability of being neither filled nor cancelled before the day
  select
    *,
    exp(coalesce(sum(ln(nullif(at_risk - filled - cancelled, 0) / at_risk))
      over (order by day rows between unbounded preceding and 1 preceding), 0)) as still_in
  from risk
),
curve as (
  select *, sum(still_in * filled / at_risk) over (order by day rows unbounded preceding) as filled_share
  from waiting
),
ahead as (                -- fills still to come on the curve, and what the day adds to the variance
  select
    *,
    max(filled_share) over () - filled_share as to_come,
    coalesce((filled + cancelled) / (at_risk * nullif(at_risk - filled - cancelled, 0)), 0) as of_leaving,
    still_in * still_in * filled * (at_risk - filled) / (at_risk * at_risk * at_risk) as of_filling,
    still_in * filled / (at_risk * at_risk) as of_both
  from curve
),
against as (              -- the curve against half of its final value, and the variance of that gap
  select
    *,
    (filled_share - to_come) / 2 as gap,
    (sum(to_come * to_come * of_leaving + of_filling - 2 * to_come * of_both) over ()) / 4
      + to_come * to_come * sum(of_leaving) over upto
      - to_come * sum(to_come * of_leaving) over upto
      + to_come * sum(of_both) over upto as variance
  from ahead
  window upto as (order by day rows unbounded preceding)
),
half as (
  select
    coalesce(sum(last_seen), 0) as openings,
    coalesce(sum(filled), 0) as filled,
    coalesce(sum(cancelled), 0) as cancelled,
    max(least(filled_share, 1)) as filled_share,
    min(day) filter (where gap >= -1e-12) as half_day,
    min(day) filter (where gap + margin_95(variance) >= -1e-12) as low,
    min(day) filter (where gap - margin_95(variance) > 1e-12) as high
  from against
),
already as (              -- what products show: the filled seats alone
  select quantile_cont(day, 0.5) as median_days, quantile_cont(day, 0.9) as p90_days
  from followed
  where is_filled and day >= 0
),
holds as (
  select count(*) > 0 as are_known
  from capabilities
  where capability = 'has_holds' and available
),
enough as (
  select half.*, already.*, holds.are_known, filled >= $minimum_n as is_enough
  from half cross join already cross join holds
)
select
  cast(openings as bigint) as openings,
  cast(filled as bigint) as filled,
  cast(cancelled as bigint) as cancelled,
  cast(openings - filled - cancelled as bigint) as still_open,
  filled_share,
  case when is_enough then half_day end as half_day,
  case when is_enough then low end as low,
  case when is_enough then high end as high,
  case when is_enough then median_days end as median_days,
  case when is_enough then p90_days end as p90_days,
  case when is_enough then half_day - median_days end as difference,
  case
    when openings = 0 then 'none'
    when not is_enough then 'few'
    when half_day - median_days >= 1 then case when are_known then 'short' else 'short_holds' end
    else case when are_known then 'half' else 'half_holds' end
  end as sentence
from enough
order by openings
