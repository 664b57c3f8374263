-- /// query
-- title = "Conversion by posting language"
-- question = "In which posting languages do candidates pass more or less often than on average, beyond chance?"
-- basis = "applications received in the period"
-- source = "Wilson score interval, 95 %: Wilson 1927, JASA 22"
-- needs = ["has_history", "has_language"]
--
-- [params.step]
-- type = "choice"
-- label = "Share"
-- options = [
--   "Applied to hired",
--   "Applied to screened",
--   "Screened to interviewed",
--   "Interviewed to offered",
--   "Offered to hired",
-- ]
-- default = "Applied to hired"
--
-- [params.at_least]
-- type = "number"
-- label = "Hide where fewer started"
-- default = 5
-- help = "A rate of a handful of people says little; the average counts them all the same"
--
-- [columns.entered]
-- label = "Started the step"
--
-- [columns.advanced]
-- label = "Passed it"
--
-- [columns.rate_low]
-- label = "95 % from"
--
-- [columns.rate_high]
-- label = "95 % to"
--
-- [columns.average_rate]
-- label = "Average"
--
-- [columns.verdict]
-- label = "Against the average"
-- help = "above or below: the interval does not hold the average; same: it does"
--
-- [chart]
-- type = "dot_interval"
-- x = "rate"
-- y = "language"
-- low = "rate_low"
-- high = "rate_high"
-- reference = "average_rate"
-- n = "entered"
-- verdict = "verdict"
--
-- [behind]
-- where = """
--   applied_at >= $since and applied_at < $until
--   and language is not distinct from $row_language
--   and (
--     $step is null
--     or $step in ('Applied to hired', 'Applied to screened')
--     or ($step = 'Screened to interviewed' and milestone <> 'applied')
--     or ($step = 'Interviewed to offered' and milestone in ('interviewed', 'offered', 'hired'))
--     or ($step = 'Offered to hired' and milestone in ('offered', 'hired'))
--   )
-- """
-- count = "entered"
--
-- [[checks]]
-- name = "a rate lies in its interval"
-- assert = "rate between rate_low and rate_high"
--
-- [[checks]]
-- name = "a row per language"
-- unique = ["language"]
-- ///
with
furthest_milestones as (
  select language, milestone, count(*) as applications
  from applications
  where applied_at >= $since
    and applied_at < $until
  group by language, milestone
),
languages as (
  select
    language,
    sum(applications) as applied,
    sum(case when milestone <> 'applied' then applications else 0 end) as screened,
    sum(case when milestone in ('interviewed', 'offered', 'hired') then applications else 0 end) as interviewed,
    sum(case when milestone in ('offered', 'hired') then applications else 0 end) as offered,
    sum(case when milestone = 'hired' then applications else 0 end) as hired
  from furthest_milestones
  group by language
),
passages as (
  select
    language,
    case $step
      when 'Screened to interviewed' then screened
      when 'Interviewed to offered' then interviewed
      when 'Offered to hired' then offered
      else applied
    end as entered,
    case $step
      when 'Applied to screened' then screened
      when 'Screened to interviewed' then interviewed
      when 'Interviewed to offered' then offered
      else hired
    end as advanced
  from languages
),
rates as (
  select
    language,
    entered,
    advanced,
    advanced / nullif(entered, 0) as rate,
    sum(advanced) over () / nullif(sum(entered) over (), 0) as average_rate,
    z * z as z2,
    z * sqrt(advanced * (entered - advanced) / nullif(entered, 0) + z * z / 4) as spread
  from passages
  cross join (select 1.959963984540054e0 as z) as normal_quantile
),
intervals as (
  select
    rates.*,
    (advanced + z2 / 2 - spread) / (entered + z2) as rate_low,
    1 - (entered - advanced + z2 / 2 - spread) / (entered + z2) as rate_high
  from rates
)
select
  language,
  cast(entered as bigint) as entered,
  cast(advanced as bigint) as advanced,
  rate,
  rate_low,
  rate_high,
  average_rate,
  case
    when rate_low > average_rate then 'above'
    when rate_high < average_rate then 'below'
    else 'same'
  end as verdict
from intervals
where entered >= greatest($at_least, 1)
order by rate desc, entered desc, cast(language as varchar) nulls last
