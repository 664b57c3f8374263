-- /// query
-- title = "Hired by day since application"
-- question = "What share of applications has been hired by each day, counting those still under way?"
-- basis = "applications of the period, followed to the as-of date"
-- source = "Aalen-Johansen estimator, rejection and withdrawal compete; variance by the delta method (Marubini and Valsecchi 1995, eq. 10.12, the Greenwood type of Allignol, Schumacher and Beyersmann 2010); 95% band on the log(-log) scale"
--
-- [columns.day]
-- label = "Days since application"
-- format = "integer"
-- [columns.at_risk]
-- label = "Still under way"
-- [columns.exits]
-- label = "Rejected or withdrawn"
-- [columns.hired_share]
-- label = "Hired by this day"
-- [columns.low]
-- format = "percent"
-- [columns.high]
-- format = "percent"
--
-- [chart]
-- type = "survival"
-- x = "day"
-- y = "hired_share"
-- low = "low"
-- high = "high"
-- at_risk = "at_risk"
--
-- [people]
-- nobody = ["day"]
-- not_added = ["at_risk", "hires"]
-- counts = { at_risk = [], hires = ["exits"], exits = [] }
-- running = { hires = ["hired_share", "low", "high"] }
--
-- [[checks]]
-- name = "a share lies between 0 and 1, inside its band"
-- assert = "hired_share between 0 and 1 and coalesce(low <= hired_share and hired_share <= high, true)"
-- [[checks]]
-- name = "one row a day"
-- unique = ["day"]
-- ///
with cohort as (          -- an application and its age at the as-of date
  select date_diff('day', cast(applied_at as date), $as_of) as age, days_to_hire, days_observed, status
  from applications
  where applied_at >= $since and applied_at < $until
    and not (status = 'hired' and hired_at is null)
),
followed as (             -- the day that it was last seen on, and how it stood then
  select
    least(coalesce(days_to_hire, days_observed), age) as day,
    days_to_hire <= age as is_hired,
    days_to_hire is null and status in ('rejected', 'withdrawn') and days_observed <= age as is_out
  from cohort
),
days as (                 -- a day since application
  select
    day,
    cast(count(*) as double) as last_seen,
    cast(count(*) filter (where is_hired) as double) as hires,
    cast(count(*) filter (where is_out) as double) as exits
  from followed
  where day >= 0
  group by day
),
risk as (
  select
    day, hires, exits,
    sum(last_seen) over (order by day rows between current row and unbounded following) as at_risk
  from days
),
waiting as (              -- the probability of being neither hired nor out before the day
  select
    *,
    exp(coalesce(sum(ln(nullif(at_risk - hires - exits, 0) / at_risk))
      over (order by day rows between unbounded preceding and 1 preceding), 0)) as still_in
  from risk
),
curve as (
  select *, sum(still_in * hires / at_risk) over (order by day rows unbounded preceding) as hired_share
  from waiting
),
ahead as (                -- hires still to come on the curve, and what the day adds to the variance
  select
    *,
    max(hired_share) over () - hired_share as to_come,
    coalesce((hires + exits) / (at_risk * nullif(at_risk - hires - exits, 0)), 0) as of_leaving,
    still_in * still_in * hires * (at_risk - hires) / (at_risk * at_risk * at_risk) as of_hiring,
    still_in * hires / (at_risk * at_risk) as of_both
  from curve
),
spread as (               -- (to_come[s] - to_come[t])^2 and its like, multiplied out so that one pass of sums does
  select
    *,
    sum(to_come * to_come * of_leaving) over upto
      - 2 * to_come * sum(to_come * of_leaving) over upto
      + to_come * to_come * sum(of_leaving) over upto
      + sum(of_hiring) over upto
      - 2 * (sum(to_come * of_both) over upto - to_come * sum(of_both) over upto) as variance
  from ahead
  window upto as (order by day rows unbounded preceding)
)
select
  day,
  cast(at_risk as bigint) as at_risk,
  cast(hires as bigint) as hires,
  cast(exits as bigint) as exits,
  least(hired_share, 1) as hired_share,
  loglog_low(hired_share, variance) as low,
  loglog_high(hired_share, variance) as high
from spread
order by day
