-- /// query
-- title = "Half of all hires by day, compared"
-- question = "By which day have half of all hires come, in which country, role family, source, channel or language, counting applications still under way?"
-- basis = "applications of the period, followed to the as-of date"
-- source = "Median of the Aalen-Johansen curve of time_to_hire/incidence: the first day by which half of its final value is reached; 95% interval by inverting the test of curve(day) = final value / 2 (Brookmeyer and Crowley 1982), delta-method variance"
--
-- [params.by]
-- type = "choice"
-- label = "By"
-- options = ["Country", "Role family", "Source", "Channel", "Language"]
-- default = "Role family"
--
-- [columns.name]
-- format = "dimension"
-- [columns.half_day]
-- label = "Half of all hires by day"
-- format = "days"
-- [columns.low]
-- format = "days"
-- [columns.high]
-- format = "days"
-- help = "Empty where the data can't bound it"
-- [columns.median_days]
-- label = "Median of those already hired"
-- [columns.difference]
-- label = "Too short by"
-- format = "days"
-- [columns.under_way]
-- label = "Still under way"
-- [columns.followed_days]
-- label = "Followed for at most"
-- [columns.sentence]
-- label = "In words"
-- [columns.sentence.texts]
-- few = "Too few hires to say ({hires})."
-- young = "Followed for {followed_days:integer} days only, too short to say."
-- short = ["Half of all hires come by day {half_day:integer}. Those already hired took {median_days:integer} in the middle, which is {difference:integer} too short: {under_way:counted} application is still under way.", "Half of all hires come by day {half_day:integer}. Those already hired took {median_days:integer} in the middle, which is {difference:integer} too short: {under_way:counted} applications are still under way."]
-- half = "Half of all hires come by day {half_day:integer}."
--
-- [columns.half_day_of_all]
-- label = "Everything together"
-- format = "days"
-- [columns.verdict]
-- label = "Against everything together"
--
-- [chart]
-- type = "dot_interval"
-- x = "half_day"
-- y = "name"
-- low = "low"
-- high = "high"
-- reference = "half_day_of_all"
-- n = "hires"
-- verdict = "verdict"
-- blank = "sentence"
-- good = "down"
-- most = 15
--
-- [people]
-- overall = ["half_day_of_all"]
-- [people.counts]
-- applications = ["followed_days", "hired_share"]
-- hires = ["hired_share", "half_day", "low", "high", "median_days", "difference", "verdict", "sentence"]
-- under_way = []
--
-- [[checks]]
-- name = "one row a group"
-- unique = ["name"]
-- [[checks]]
-- name = "the day lies inside its interval"
-- assert = "coalesce(low <= half_day and half_day <= high, true)"
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
    name, age, least(coalesce(days_to_hire, days_observed), age) as day,
    days_to_hire <= age as is_hired,
    days_to_hire is null and status in ('rejected', 'withdrawn') and days_observed <= age as is_out
  from cohort
),
days_of_groups as (      -- a day since application in a group
  select
    name, day,
    cast(count(*) as double) as last_seen,
    cast(count(*) filter (where is_hired) as double) as hires,
    cast(count(*) filter (where is_out) as double) as exits,
    max(age) as oldest
  from followed
  where day >= 0
  group by name, day
),
days as (                 -- the groups, and everything together
  select name, 'group' as scope, day, last_seen, hires, exits, oldest
  from days_of_groups
  union all
  select null as name, 'all' as scope, day, sum(last_seen) as last_seen, sum(hires) as hires, sum(exits) as exits, max(oldest) as oldest
  from days_of_groups
  group by day
),
risk as (
  select
    scope, name, day, hires, exits, last_seen, oldest,
    sum(last_seen) over (partition by scope, name order by day rows between current row and unbounded following) as at_risk
  from days
),
waiting as (              -- the probability of being neither hired nor out before the day
  select
    *,
    exp(coalesce(sum(ln(nullif(at_risk - hires - exits, 0) / at_risk))
      over (partition by scope, name order by day rows between unbounded preceding and 1 preceding), 0)) as still_in
  from risk
),
curve as (
  select *, sum(still_in * hires / at_risk) over (partition by scope, name order by day rows unbounded preceding) as hired_share
  from waiting
),
ahead as (                -- hires still to come on the curve, and what the day adds to the variance
  select
    *,
    max(hired_share) over (partition by scope, name) - hired_share as to_come,
    coalesce((hires + exits) / (at_risk * nullif(at_risk - hires - exits, 0)), 0) as of_leaving,
    still_in * still_in * hires * (at_risk - hires) / (at_risk * at_risk * at_risk) as of_hiring,
    still_in * hires / (at_risk * at_risk) as of_both
  from curve
),
against as (              -- the curve against half of its final value, and the variance of that gap
  select
    *,
    (hired_share - to_come) / 2 as gap,
    (sum(to_come * to_come * of_leaving + of_hiring - 2 * to_come * of_both) over (partition by scope, name)) / 4
      + to_come * to_come * sum(of_leaving) over upto
      - to_come * sum(to_come * of_leaving) over upto
      + to_come * sum(of_both) over upto as variance,
    sum(hires) over upto as hired_so_far,
    sum(hires) over (partition by scope, name) as hired_in_all
  from ahead
  window upto as (partition by scope, name order by day rows unbounded preceding)
),
halves as (
  select
    scope, name,
    coalesce(sum(last_seen), 0) as applications,
    coalesce(sum(hires), 0) as hires,
    coalesce(sum(last_seen - hires - exits), 0) as under_way,
    max(oldest) as followed_days,
    max(least(hired_share, 1)) as hired_share,
    min(day) filter (where gap >= -1e-12) as half_day,
    min(day) filter (where gap + margin_95(variance) >= -1e-12) as low,
    min(day) filter (where gap - margin_95(variance) > 1e-12) as high,
    min(day) filter (where hired_share >= 0.9 * (hired_share + to_come) - 1e-12) as most_day,
    (min(day) filter (where 2 * hired_so_far >= hired_in_all)
      + min(day) filter (where 2 * hired_so_far > hired_in_all)) / 2.0 as median_days
  from against
  group by scope, name
),
everything as (
  select half_day as half_day_of_all, most_day as most_day_of_all from halves where scope = 'all' and hires >= $minimum_n
),
judged as (               -- a curve that ends before nine of ten hires usually come has no final value yet
  select
    halves.*,
    everything.half_day_of_all,
    hires >= $minimum_n and followed_days >= most_day_of_all as is_enough
  from halves
  left join everything on true
  where scope = 'group'
)
select
  lower(replace(coalesce($by, 'Country'), ' ', '_')) as dimension,
  name,
  cast(applications as bigint) as applications,
  cast(hires as bigint) as hires,
  cast(under_way as bigint) as under_way,
  followed_days,
  hired_share,
  case when is_enough then half_day end as half_day,
  case when is_enough then low end as low,
  case when is_enough then high end as high,
  case when is_enough then median_days end as median_days,
  case when is_enough then half_day - median_days end as difference,
  half_day_of_all,
  case
    when not is_enough then null
    when low > half_day_of_all then 'above'
    when high < half_day_of_all then 'below'
    else 'same'
  end as verdict,
  case
    when hires < $minimum_n then 'few'
    when not is_enough then 'young'
    when half_day - median_days >= 1 then 'short'
    else 'half'
  end as sentence
from judged
order by hires desc, name nulls last
