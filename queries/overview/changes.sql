-- /// query
-- title = "What has changed beyond chance"
-- question = "Which figures differ from the period compared with by more than noise?"
-- basis = "as each figure's own card; the conversion of the period before counts hires up to the same age"
-- source = "95% interval of each period's figure, and of their difference by square-and-add (MOVER, Zou and Donner 2008). Rates: Wilson, so the difference is Newcombe's method 10 (1998). Counts: score interval of a Poisson count, wider by the spread of neighbouring weeks (quasi-Poisson, von Neumann's successive differences). Median: standard error from two order statistics (Price and Bonett 2002)"
--
-- [columns.kpi]
-- label = "Figure"
-- [columns.kpi.texts]
-- open_roles = "Open roles"
-- applications = "Applications"
-- hires = "Hires"
-- hire_rate = "Hired of those who applied"
-- median_time_to_hire = "Median time to hire"
-- offer_acceptance = "Offers accepted"
-- [columns.size]
-- label = "Size of the difference"
-- [columns.fewest]
-- label = "The smaller of the two numbers"
-- [columns.previous]
-- label = "In the period compared with"
-- [columns.low]
-- label = "Difference at least"
-- [columns.high]
-- label = "Difference at most"
-- [columns.more_than_noise]
-- label = "More than noise"
-- [columns.n]
-- label = "Cases"
-- help = "What the figure rests on: applications, hires, offers or open roles"
-- format = "integer"
-- [columns.n_before]
-- label = "Cases before"
-- format = "integer"
-- [columns.people]
-- help = "The fewest people that the figure rests on: those counted, or of a share those who make it up"
-- [columns.people_before]
-- label = "People before"
-- [columns.dispersion]
-- label = "Spread of weeks against pure chance"
-- format = "decimal"
-- [columns.sentence]
-- label = "In words"
-- [columns.sentence.texts]
-- count_more = "{kpi}: {value:integer}, {size:integer} more ({certainty})"
-- count_less = "{kpi}: {value:integer}, {size:integer} fewer ({certainty})"
-- count_same = "{kpi}: {value:integer}, as before"
-- count_alone = "{kpi}: {value:integer}, nothing to compare with"
-- count_few = "{kpi}: {value:integer}, too few to judge the change ({fewest})"
-- rate_more = "{kpi}: {value:percent}, {size:points} points more ({certainty})"
-- rate_less = "{kpi}: {value:percent}, {size:points} points less ({certainty})"
-- rate_same = "{kpi}: {value:percent}, as before"
-- rate_alone = "{kpi}: {value:percent}, nothing to compare with"
-- rate_few = "{kpi}: {value:percent}, too few to judge the change ({fewest})"
-- days_more = "{kpi}: {value:days}, {size:days} longer ({certainty})"
-- days_less = "{kpi}: {value:days}, {size:days} shorter ({certainty})"
-- days_same = "{kpi}: {value:days}, as before"
-- days_alone = "{kpi}: {value:days}, nothing to compare with"
-- days_few = "{kpi}: {value:days}, too few to judge the change ({fewest})"
-- withheld = "{kpi}: too few people to compare"
-- [columns.certainty.texts]
-- sure = "probably not chance"
-- chance = "may be chance"
--
-- [chart]
-- type = "table"
-- columns = ["sentence", "n", "n_before"]
--
-- [people]
-- not_added = ["people", "people_before"]
-- counts = { people = ["value", "n", "dispersion"], people_before = ["previous", "n_before"] }
--
-- [[checks]]
-- name = "a difference lies inside its interval"
-- assert = "coalesce(low <= difference + 1e-9 and difference <= high + 1e-9, true)"
-- [[checks]]
-- name = "a row per figure"
-- unique = ["kpi"]
-- ///
with periods as (
  select 'now' as period, $since as since, $until as until
  union all
  select 'before' as period, $compare_since as since, $compare_until as until
),
days as (                 -- applications of a day; hires of that day's applications, in all and up to the same age
  select
    cast(applied_at as date) as day,
    count(*) as applications,
    count(*) filter (where milestone = 'hired') as hires,
    count(*) filter (where date_diff('day', cast(hired_at as date), $as_of) >= date_diff('day', $compare_since, $since)) as hires_by_age
  from applications
  where (applied_at >= $since and applied_at < $until) or (applied_at >= $compare_since and applied_at < $compare_until)
  group by cast(applied_at as date)
),
hires as (                -- hires of a day by the days that they took
  select cast(hired_at as date) as day, days_to_hire, count(*) as hires
  from applications
  where (hired_at >= $since and hired_at < $until) or (hired_at >= $compare_since and hired_at < $compare_until)
  group by cast(hired_at as date), days_to_hire
),
counted as (              -- what is counted on a day
  select 'applications' as kpi, day, applications as events from days
  union all
  select 'hires' as kpi, day, sum(hires) as events from hires group by day
),
weeks as (
  select
    counted.kpi, periods.period,
    floor(date_diff('day', periods.since, counted.day) / 7) as week,
    cast(sum(counted.events) as double) as events
  from counted
  join periods on counted.day >= periods.since and counted.day < periods.until
  where 7 * floor(date_diff('day', periods.since, counted.day) / 7) + 7 <= date_diff('day', periods.since, periods.until)
  group by counted.kpi, periods.period, floor(date_diff('day', periods.since, counted.day) / 7)
),
neighbours as (
  select
    *,
    lag(week) over (partition by kpi, period order by week) as week_before,
    lag(events) over (partition by kpi, period order by week) as events_before
  from weeks
),
dispersions as (          -- weeks without events are zeros between two that have some; 1 is pure chance
  select
    kpi,
    greatest(1, sum(case when week = week_before + 1 then power(events - events_before, 2)
      else power(events, 2) + power(events_before, 2) end) / nullif(sum(events + events_before), 0)) as dispersion
  from neighbours
  where week_before is not null
  group by kpi
  having count(*) >= 8
),
totals as (
  select counted.kpi, periods.period, cast(sum(counted.events) as double) as events
  from periods
  join counted on counted.day >= periods.since and counted.day < periods.until
  group by counted.kpi, periods.period
),
seats as (
  select 'open_roles' as kpi, periods.period, cast(count(openings.opening_id) as double) as events
  from periods
  left join openings
    on openings.opened_at < periods.until and (openings.status = 'open' or openings.closed_at >= periods.until)
  group by periods.period
),
kinds as (
  select *
  from (values (1, 'open_roles'), (2, 'applications'), (3, 'hires')) as kinds (place, kpi)
),
counts as (
  select
    kinds.place, kinds.kpi, periods.period, 'count' as unit,
    coalesce(totals.events, seats.events, 0) as estimate,
    coalesce(totals.events, seats.events, 0) as n,
    case when kinds.kpi <> 'open_roles' then coalesce(totals.events, 0) end as people,
    coalesce(dispersions.dispersion, 1) as dispersion
  from kinds
  cross join periods
  left join totals on totals.kpi = kinds.kpi and totals.period = periods.period
  left join seats on seats.kpi = kinds.kpi and seats.period = periods.period
  left join dispersions on dispersions.kpi = kinds.kpi
  where periods.since is not null
),
count_intervals as (
  select
    place, kpi, period, unit, estimate, n, people, dispersion,
    count_low(estimate, dispersion) as low,
    count_high(estimate, dispersion) as high
  from counts
),
shares as (
  select
    4 as place, 'hire_rate' as kpi, periods.period,
    cast(sum(case when periods.period = 'now' then days.hires else days.hires_by_age end) as double) as successes,
    cast(sum(days.applications) as double) as n
  from periods
  join days on days.day >= periods.since and days.day < periods.until
  group by periods.period
  union all
  select
    6 as place, 'offer_acceptance' as kpi, periods.period,
    cast(count(*) filter (where offers.status = 'accepted') as double) as successes,
    cast(count(*) as double) as n
  from periods
  join offers on offers.decided_at >= periods.since and offers.decided_at < periods.until
  where offers.status in ('accepted', 'declined', 'expired')
  group by periods.period
),
share_intervals as (
  select
    place, kpi, period, 'rate' as unit, successes / n as estimate, n,
    case when successes > 0 then successes else n end as people, null as dispersion,
    wilson_low(successes, n) as low,
    wilson_high(successes, n) as high
  from shares
),
times as (
  select periods.period, hires.days_to_hire as days, cast(sum(hires.hires) as double) as hires
  from periods
  join hires on hires.day >= periods.since and hires.day < periods.until
  where hires.days_to_hire >= 0
  group by periods.period, hires.days_to_hire
),
ranked as (
  select
    period, days,
    sum(hires) over (partition by period order by days rows unbounded preceding) as upto,
    sum(hires) over (partition by period) as n
  from times
),
order_statistics as (     -- as far from both ends: rank r = (n + 1 - z sqrt(n)) / 2, rounded down
  select
    period,
    max(n) as n,
    max(floor((n + 1 - margin_95(n)) / 2)) as place,
    (min(days) filter (where 2 * upto >= n) + min(days) filter (where 2 * upto > n)) / 2e0 as median,
    min(days) filter (where upto >= floor((n + 1 - margin_95(n)) / 2)) as lower,
    min(days) filter (where upto >= n + 1 - floor((n + 1 - margin_95(n)) / 2)) as upper
  from ranked
  group by period
),
median_intervals as (     -- the two lie (n + 1 - 2 r) / sqrt(n) standard errors on either side
  select
    5 as place, 'median_time_to_hire' as kpi, period, 'days' as unit, median as estimate, n, n as people, null as dispersion,
    case when place >= 1 then median - (upper - lower) / 2 * margin_95(n) / (n + 1 - 2 * place) end as low,
    case when place >= 1 then median + (upper - lower) / 2 * margin_95(n) / (n + 1 - 2 * place) end as high
  from order_statistics
),
figures as (
  select * from count_intervals
  union all
  select place, kpi, period, unit, estimate, n, people, dispersion, low, high from share_intervals
  union all
  select place, kpi, period, unit, estimate, n, people, dispersion, low, high from median_intervals
),
compared as (
  select
    this.place, this.kpi, this.unit, this.n, this.people, this.dispersion,
    past.n as n_before,
    past.people as people_before,
    this.estimate as value,
    past.estimate as previous,
    this.estimate - past.estimate as difference,
    this.estimate - past.estimate - sqrt(power(this.estimate - this.low, 2) + power(past.high - past.estimate, 2)) as low,
    this.estimate - past.estimate + sqrt(power(this.high - this.estimate, 2) + power(past.estimate - past.low, 2)) as high,
    this.unit = 'count' or (this.n >= $minimum_n and past.n >= $minimum_n) as is_enough
  from figures as this
  left join figures as past on past.kpi = this.kpi and past.period = 'before'
  where this.period = 'now'
),
judged as (
  select
    *,
    abs(difference) as size,
    case when is_enough then low > 0 or high < 0 end as more_than_noise,
    round(case when unit = 'rate' then 100 else 1 end * abs(difference), 1) as size_shown
  from compared
)
select
  kpi,
  value,
  previous,
  difference,
  size,
  case when is_enough then low end as low,
  case when is_enough then high end as high,
  more_than_noise,
  case when more_than_noise then 'sure' else 'chance' end as certainty,
  cast(n as bigint) as n,
  cast(n_before as bigint) as n_before,
  cast(least(n, n_before) as bigint) as fewest,
  cast(people as bigint) as people,
  cast(people_before as bigint) as people_before,
  dispersion,
  concat(unit, case
    when difference is null then '_alone'
    when not is_enough or low is null then '_few'
    when size_shown = 0 then '_same'
    when difference > 0 then '_more'
    else '_less'
  end) as sentence
from judged
order by place
