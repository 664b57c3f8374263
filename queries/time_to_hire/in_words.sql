-- /// query
-- title = "In words"
-- question = "How long does hiring take, and what has changed beyond chance?"
-- basis = "applications of the period and of the period compared with, followed to the as-of date"
-- source = "The curve and intervals of time_to_hire/incidence_summary; only what is more than noise, for countries after Bonferroni (normal quantile: Abramowitz and Stegun 26.2.22, error below 0.003)"
--
-- [columns.sentence.texts]
-- half = "Half of all hires come by day {half_day:integer}."
-- half_late = ["Half of all hires come by day {half_day:integer}; those already hired took {median_days:integer} in the middle, because {under_way:counted} application is still under way.", "Half of all hires come by day {half_day:integer}; those already hired took {median_days:integer} in the middle, because {under_way:counted} applications are still under way."]
-- longer = "Half of all hires now take {half_day:integer} days or more, {size:integer} more than in the period compared with (probably not chance)."
-- shorter = "Half of all hires now take {half_day:integer} days or more, {size:integer} fewer than in the period compared with (probably not chance)."
-- slower = "half of all hires take {half_day:integer} days or more, slower than everything together ({half_day_of_all:integer}; probably not chance)."
-- faster = "half of all hires take {half_day:integer} days or more, faster than everything together ({half_day_of_all:integer}; probably not chance)."
-- few = "Too few hires to say how long hiring takes ({hires})."
--
-- [chart]
-- type = "words"
-- sentence = "sentence"
-- subject = "country"
-- card = "card"
--
-- [people]
-- not_added = ["hires", "under_way"]
-- [people.counts]
-- hires = ["half_day", "median_days", "size", "half_day_of_all", "sentence"]
-- under_way = ["sentence"]
--
-- [[checks]]
-- name = "a sentence leads to a card"
-- assert = "sentence is not null and card like 'time_to_hire/%'"
-- ///
with periods as (
  select 'now' as period, $since as since, $until as until
  union all
  select 'before' as period, $compare_since as since, $compare_until as until
),
cohort as (               -- an application and its age at the as-of date
  select
    periods.period, applications.country, applications.days_to_hire, applications.days_observed, applications.status,
    date_diff('day', cast(applications.applied_at as date), $as_of) as age
  from applications
  join periods on applications.applied_at >= periods.since and applications.applied_at < periods.until
  where not (status = 'hired' and hired_at is null)
),
followed as (             -- the day that it was last seen on, and how it stood then
  select
    period, country, age,
    least(coalesce(days_to_hire, days_observed), age) as day,
    days_to_hire <= age as is_hired,
    days_to_hire is null and status in ('rejected', 'withdrawn') and days_observed <= age as is_out
  from cohort
),
days_of_groups as (
  select
    period, country, day,
    cast(count(*) as double) as last_seen,
    cast(count(*) filter (where is_hired) as double) as hires,
    cast(count(*) filter (where is_out) as double) as exits,
    max(age) as oldest
  from followed
  where day >= 0
  group by period, country, day
),
days as (                 -- each country now, everything now, and everything before
  select country, 'country' as scope, day, last_seen, hires, exits, oldest
  from days_of_groups
  where period = 'now'
  union all
  select null as country, period as scope, day, sum(last_seen) as last_seen, sum(hires) as hires, sum(exits) as exits, max(oldest) as oldest
  from days_of_groups
  group by period, day
),
risk as (
  select
    scope, country, day, hires, exits, last_seen, oldest,
    sum(last_seen) over (partition by scope, country order by day rows between current row and unbounded following) as at_risk
  from days
),
waiting as (              -- the probability of being neither hired nor out before the day
  select
    *,
    exp(coalesce(sum(ln(nullif(at_risk - hires - exits, 0) / at_risk))
      over (partition by scope, country order by day rows between unbounded preceding and 1 preceding), 0)) as still_in
  from risk
),
curve as (
  select *, sum(still_in * hires / at_risk) over (partition by scope, country order by day rows unbounded preceding) as hired_share
  from waiting
),
ahead as (                -- hires still to come on the curve, and what the day adds to the variance
  select
    *,
    max(hired_share) over (partition by scope, country) - hired_share as to_come,
    coalesce((hires + exits) / (at_risk * nullif(at_risk - hires - exits, 0)), 0) as of_leaving,
    still_in * still_in * hires * (at_risk - hires) / (at_risk * at_risk * at_risk) as of_hiring,
    still_in * hires / (at_risk * at_risk) as of_both
  from curve
),
against as (              -- the curve against half of its final value, and the variance of that gap
  select
    *,
    (hired_share - to_come) / 2 as gap,
    (sum(to_come * to_come * of_leaving + of_hiring - 2 * to_come * of_both) over (partition by scope, country)) / 4
      + to_come * to_come * sum(of_leaving) over upto
      - to_come * sum(to_come * of_leaving) over upto
      + to_come * sum(of_both) over upto as variance,
    sum(hires) over upto as hired_so_far,
    sum(hires) over (partition by scope, country) as hired_in_all
  from ahead
  window upto as (partition by scope, country order by day rows unbounded preceding)
),
compared_countries as (
  select greatest(count(*), 1) as countries
  from (select country from days where scope = 'country' group by country having sum(hires) >= $minimum_n) as countries
),
tails as (
  select sqrt(-2 * ln(0.025 / countries)) as t
  from compared_countries
),
strictness as (           -- Bonferroni: the normal quantile when so many countries are looked at
  select t - (2.30753 + 0.27061 * t) / (1 + 0.99229 * t + 0.04481 * t * t) as strict_z
  from tails
),
halves as (
  select
    scope, country,
    coalesce(sum(last_seen), 0) as applications,
    coalesce(sum(hires), 0) as hires,
    coalesce(sum(last_seen - hires - exits), 0) as under_way,
    max(oldest) as followed_days,
    max(least(hired_share, 1)) as hired_share,
    min(day) filter (where gap >= -1e-12) as half_day,
    min(day) filter (where gap + 1.959963984540054 * sqrt(greatest(variance, 0)) >= -1e-12) as low,
    min(day) filter (where gap - 1.959963984540054 * sqrt(greatest(variance, 0)) > 1e-12) as high,
    min(day) filter (where hired_share >= 0.9 * (hired_share + to_come) - 1e-12) as most_day,
    min(day) filter (where gap + strict_z * sqrt(greatest(variance, 0)) >= -1e-12) as strict_low,
    min(day) filter (where gap - strict_z * sqrt(greatest(variance, 0)) > 1e-12) as strict_high,
    (min(day) filter (where 2 * hired_so_far >= hired_in_all)
      + min(day) filter (where 2 * hired_so_far > hired_in_all)) / 2.0 as median_days
  from against
  cross join strictness
  group by scope, country
),
this as (
  select * from halves where scope = 'now' and hires >= $minimum_n
),
past as (
  select * from halves where scope = 'before' and hires >= $minimum_n
),
changed as (              -- two intervals squared and added (MOVER, Zou and Donner 2008)
  select
    this.half_day,
    this.half_day - past.half_day as difference,
    least(this.hires, past.hires) as hires,
    this.half_day - past.half_day - sqrt(power(this.half_day - this.low, 2) + power(past.high - past.half_day, 2)) as low,
    this.half_day - past.half_day + sqrt(power(this.high - this.half_day, 2) + power(past.half_day - past.low, 2)) as high
  from this
  cross join past
),
apart as (                -- countries beyond chance, the furthest first
  select
    cast(halves.country as varchar) as country,
    halves.half_day,
    halves.hires,
    this.half_day as half_day_of_all,
    row_number() over (order by abs(halves.half_day - this.half_day) desc, halves.hires desc, halves.country nulls last) as turn
  from halves
  cross join this
  where halves.scope = 'country' and halves.hires >= $minimum_n and halves.followed_days >= this.most_day
    and (halves.strict_low > this.half_day or halves.strict_high < this.half_day)
),
said as (
  select
    1 as place, 'time_to_hire/incidence_summary' as card, cast(null as varchar) as country,
    case when half_day - median_days >= 1 then 'half_late' else 'half' end as sentence,
    half_day, median_days, under_way, null as size, null as half_day_of_all, hires
  from this
  union all
  select
    2 as place, 'time_to_hire/incidence' as card, cast(null as varchar) as country,
    case when difference > 0 then 'longer' else 'shorter' end as sentence,
    half_day, null as median_days, null as under_way, abs(difference) as size, null as half_day_of_all, hires
  from changed
  where low > 0 or high < 0
  union all
  select
    2 + turn as place, 'time_to_hire/half_compared' as card, coalesce(country, 'Not stated') as country,
    case when half_day > half_day_of_all then 'slower' else 'faster' end as sentence,
    half_day, null as median_days, null as under_way, null as size, half_day_of_all, hires
  from apart
  where turn <= 2
  union all
  select
    9 as place, 'time_to_hire/incidence_summary' as card, cast(null as varchar) as country, 'few' as sentence,
    null as half_day, null as median_days, null as under_way, null as size, null as half_day_of_all, counted.hires
  from (select coalesce(max(hires), 0) as hires from halves where scope = 'now') as counted
  where counted.hires < $minimum_n
)
select
  country,
  sentence,
  card,
  half_day,
  median_days,
  cast(under_way as bigint) as under_way,
  size,
  half_day_of_all,
  cast(hires as bigint) as hires
from said
order by place
