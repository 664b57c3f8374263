-- /// query
-- title = "Filled by day since opening"
-- question = "What share of seats has been filled by each day, counting those still open?"
-- basis = "openings opened in the period, followed to the as-of date; days on hold do not count, where the export says them"
-- source = "Aalen-Johansen estimator, cancellation competes; variance by the delta method (Marubini and Valsecchi 1995, eq. 10.12); 95% band on the log(-log) scale"
-- needs = ["has_openings"]
--
-- [columns.day]
-- label = "Days since opening"
-- format = "integer"
-- [columns.at_risk]
-- label = "Still open"
-- [columns.filled_share]
-- label = "Filled by this day"
-- [columns.low]
-- format = "percent"
-- [columns.high]
-- format = "percent"
--
-- [chart]
-- type = "survival"
-- x = "day"
-- y = "filled_share"
-- low = "low"
-- high = "high"
-- at_risk = "at_risk"
--
-- [people]
-- nobody = ["day", "at_risk", "filled", "cancelled", "filled_share", "low", "high"]
--
-- [[checks]]
-- name = "a share lies between 0 and 1, inside its band"
-- assert = "filled_share between 0 and 1 and coalesce(low <= filled_share and filled_share <= high, true)"
-- [[checks]]
-- name = "one row a day"
-- unique = ["day"]
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
    day, filled, cancelled,
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
spread as (               -- (to_come[s] - to_come[t])^2 and its like, multiplied out so that one pass of sums does
  select
    *,
    sum(to_come * to_come * of_leaving) over upto
      - 2 * to_come * sum(to_come * of_leaving) over upto
      + to_come * to_come * sum(of_leaving) over upto
      + sum(of_filling) over upto
      - 2 * (sum(to_come * of_both) over upto - to_come * sum(of_both) over upto) as variance
  from ahead
  window upto as (order by day rows unbounded preceding)
)
select
  day,
  cast(at_risk as bigint) as at_risk,
  cast(filled as bigint) as filled,
  cast(cancelled as bigint) as cancelled,
  least(filled_share, 1) as filled_share,
  loglog_low(filled_share, variance) as low,
  loglog_high(filled_share, variance) as high
from spread
order by day
