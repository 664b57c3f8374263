-- /// query
-- title = "Hired by day since application, compared"
-- question = "What share of applications has been hired by each day, in which country, role family, source, channel or language?"
-- basis = "applications of the period, followed to the as-of date"
-- population = "the groups with most hires; those with too few to say are left out here and named in half_compared"
-- leaves_out_below = "minimum_n"
-- source = "As time_to_hire/incidence, within each group: Aalen-Johansen, delta-method variance, 95% band on the log(-log) scale"
-- not_monotone = ["at_risk", "exits"] # a narrower filter lets other groups among those shown
--
-- [params.by]
-- type = "choice"
-- label = "By"
-- options = ["Country", "Role family", "Source", "Channel", "Language"]
-- default = "Role family"
-- [params.groups]
-- type = "number"
-- label = "Curves at most"
-- default = 5
--
-- [columns.name]
-- format = "dimension"
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
-- [columns.half_day]
-- label = "Half of all hires by day"
-- format = "days"
--
-- [chart]
-- type = "survival"
-- x = "day"
-- y = "hired_share"
-- low = "low"
-- high = "high"
-- color = "name"
-- at_risk = "at_risk"
-- reference = "half_day"
--
-- [people]
-- nobody = ["day"]
-- not_added = ["at_risk", "hires"]
-- counts = { at_risk = ["half_day"], hires = ["exits"], exits = [] }
-- running = { hires = ["hired_share", "low", "high"] }
--
-- [[checks]]
-- name = "a share lies between 0 and 1, inside its band"
-- assert = "hired_share between 0 and 1 and coalesce(low <= hired_share and hired_share <= high, true)"
-- [[checks]]
-- name = "one row a day and group"
-- unique = ["name", "day"]
-- ///
with cohort as (          -- an application and its age at the as-of date
  select
    case $by
      when 'Role family' then cast(role_family as varchar)
      when 'Source' then cast(source as varchar)
      when 'Channel' then cast(channel as varchar)
      when 'Language' then cast(language as varchar)
      else cast(country as varchar)
    end as name,
    date_diff('day', cast(applied_at as date), $as_of) as age,
    days_to_hire, days_observed, status
  from applications
  where applied_at >= $since and applied_at < $until
    and not (status = 'hired' and hired_at is null)
),
followed as (             -- the day that it was last seen on, and how it stood then
  select
    name, least(coalesce(days_to_hire, days_observed), age) as day,
    days_to_hire <= age as is_hired,
    days_to_hire is null and status in ('rejected', 'withdrawn') and days_observed <= age as is_out
  from cohort
),
days as (                 -- a day since application in a group
  select
    name, day,
    cast(count(*) as double) as last_seen,
    cast(count(*) filter (where is_hired) as double) as hires,
    cast(count(*) filter (where is_out) as double) as exits
  from followed
  where day >= 0
  group by name, day
),
totals as (
  select *, sum(hires) over (partition by name) as hires_in_all
  from days
),
ranked as (
  select *, dense_rank() over (order by hires_in_all desc, name nulls last) as place
  from totals
  where hires_in_all >= $minimum_n
),
risk as (
  select
    name, day, hires, exits,
    sum(last_seen) over (partition by name order by day rows between current row and unbounded following) as at_risk
  from ranked
  where place <= $groups
),
waiting as (              -- the probability of being neither hired nor out before the day
  select
    *,
    exp(coalesce(sum(ln(nullif(at_risk - hires - exits, 0) / at_risk))
      over (partition by name order by day rows between unbounded preceding and 1 preceding), 0)) as still_in
  from risk
),
curve as (
  select *, sum(still_in * hires / at_risk) over (partition by name order by day rows unbounded preceding) as hired_share
  from waiting
),
ahead as (                -- hires still to come on the curve, and what the day adds to the variance
  select
    *,
    max(hired_share) over (partition by name) - hired_share as to_come,
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
  window upto as (partition by name order by day rows unbounded preceding)
)
select
  lower(replace(coalesce($by, 'Country'), ' ', '_')) as dimension,
  name, day,
  cast(at_risk as bigint) as at_risk,
  cast(hires as bigint) as hires,
  cast(exits as bigint) as exits,
  least(hired_share, 1) as hired_share,
  loglog_low(hired_share, variance) as low,
  loglog_high(hired_share, variance) as high,
  min(case when hired_share - to_come >= -1e-12 then day end) over (partition by name) as half_day
from spread
order by name nulls last, day
