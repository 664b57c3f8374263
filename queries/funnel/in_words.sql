-- /// query
-- title = "In words"
-- question = "Who waits too long, and what cannot be seen yet?"
-- basis = "candidates in a stage at the as-of date; applications received in the period"
-- source = "As funnel/waiting_longest and funnel/cohort_maturity"
-- needs = ["has_history"]
--
-- [chart]
-- type = "words"
-- sentence = "sentence"
-- card = "card"
--
-- [[checks]]
-- name = "a sentence ends"
-- assert = "sentence like '%.' and card like '%/%'"
-- ///
with aged as (            -- an application up to the as-of date
  select
    case when applied_at >= $since then cast(date_trunc('month', applied_at) as date) end as month,
    date_diff('day', cast(applied_at as date), $as_of) as age,
    days_to_hire, days_observed, status
  from applications
  where applied_at < $until
    and not (status = 'hired' and hired_at is null)
),
followed as (             -- the day that it was last seen on, and how it stood then
  select
    month, age,
    least(coalesce(days_to_hire, days_observed), age) as day,
    days_to_hire <= age as is_hired,
    days_to_hire is null and status in ('rejected', 'withdrawn') and days_observed <= age as is_out
  from aged
),
counted as (              -- applications of a month and age that were last seen on a day
  select
    month, age, day,
    cast(count(*) as double) as last_seen,
    cast(count(*) filter (where is_hired) as double) as hires,
    cast(count(*) filter (where is_out) as double) as exits
  from followed
  where day >= 0
  group by month, age, day
),
days as (                 -- a day since application
  select day, sum(last_seen) as last_seen, sum(hires) as hires, sum(exits) as exits
  from counted
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
  select
    day,
    sum(still_in * hires / at_risk) over (order by day rows unbounded preceding) as hired_share,
    lead(day) over (order by day) as next_day
  from waiting
),
final as (
  select max(hired_share) as hired_share from curve
),
known_hires as (
  select coalesce(sum(hires), 0) as hires from days
),
ages as (
  select month, age, sum(last_seen) as applications, sum(hires) as hires, sum(exits) as exits
  from counted
  where month is not null
  group by month, age
),
months as (
  select
    ages.month,
    sum(ages.applications) as applications,
    sum(ages.hires) as hires,
    sum(ages.applications - ages.hires - ages.exits) as under_way,
    sum(ages.applications * coalesce(curve.hired_share / nullif(final.hired_share, 0), 0)) / sum(ages.applications) as maturity
  from ages
  cross join final
  left join curve on ages.age >= curve.day and (ages.age < curve.next_day or curve.next_day is null)
  group by ages.month
),
stays as (            -- a day since the stage was entered
  select
    milestone, stage,
    days_in_stage as day,
    cast(count(*) as double) as last_seen,
    cast(count(*) filter (where not is_waiting) as double) as finished
  from stage_visits
  where days_in_stage >= 0
  group by milestone, stage, days_in_stage
),
stays_at_risk as (
  select
    *,
    sum(last_seen) over (partition by milestone, stage order by day rows between current row and unbounded following) as at_risk
  from stays
),
stay_curve as (                -- null once everyone has left: the share there is then 0
  select
    *,
    case when at_risk > finished
      then exp(sum(ln(nullif(at_risk - finished, 0) / at_risk))
        over (partition by milestone, stage order by day rows unbounded preceding))
      else 0 end as still_there
  from stays_at_risk
),
usual as (
  select
    milestone, stage,
    sum(finished) as finished,
    min(day) filter (where still_there <= 0.1 + 1e-12) as p90_days,
    max(day) filter (where finished > 0) as longest_days
  from stay_curve
  group by milestone, stage
),
waiting_now as (
  select
    count(*) as waiting,
    count(*) filter (where visits.days_in_stage > coalesce(usual.p90_days, usual.longest_days) and usual.finished >= $minimum_n) as waiting_long,
    max(visits.days_in_stage) as longest
  from stage_visits as visits
  left join usual
    on usual.milestone is not distinct from visits.milestone and usual.stage is not distinct from visits.stage
  where visits.is_waiting
),
immature as (
  select
    count(*) as months,
    sum(hires) / sum(applications) as rate,
    sum(hires) / nullif(sum(applications * maturity), 0) as rate_expected
  from months
  where maturity < 0.9
),
said as (
  select
    1 as place, 'funnel/waiting_longest' as card,
    concat(cast(waiting as varchar), case when waiting = 1 then ' candidate waits' else ' candidates wait' end, ' in a stage now, ',
      cast(waiting_long as varchar), ' of them longer than nine of ten usually do; the longest for ',
      cast(longest as varchar), ' days.') as sentence
  from waiting_now
  where waiting_long > 0
  union all
  select
    2 as place, 'funnel/cohort_maturity' as card,
    concat('Conversion in the newest ', case when months = 1 then 'month' else concat(cast(months as varchar), ' months') end,
      ' can still rise: ', cast(round(100 * rate, 1) as varchar), ' % have been hired so far, about ',
      cast(round(100 * rate_expected, 1) as varchar), ' % are to be expected.') as sentence
  from immature
  cross join known_hires
  where months > 0 and known_hires.hires >= $minimum_n and rate_expected <= 1
)
select sentence, card
from said
order by place
