-- /// query
-- title = "Conversion compared"
-- question = "In which countries, languages, kinds of role and channels do candidates pass more or less often than on average, beyond chance?"
-- basis = "applications received in the period"
-- source = "Wilson score interval, 95%: Wilson 1927, JASA 22"
-- needs = ["has_history"]
--
-- [params.by]
-- type = "choice"
-- label = "By"
-- options = ["Country", "Language", "Role family", "Source", "Channel"]
-- default = "Role family"
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
-- [columns.name]
-- format = "dimension"
--
-- [columns.entered]
-- label = "Started the step"
--
-- [columns.advanced]
-- label = "Passed it"
--
-- [columns.rate_low]
-- label = "95% from"
--
-- [columns.rate_high]
-- label = "95% to"
--
-- [columns.average_rate]
-- label = "Average"
--
-- [columns.verdict]
-- label = "Against the average"
-- help = "above or below: the interval does not hold the average; same: it does"
--
-- [columns.note]
-- label = "In words"
-- [columns.note.texts]
-- few = "Too few to say ({entered})"
--
-- [chart]
-- type = "dot_interval"
-- x = "rate"
-- y = "name"
-- low = "rate_low"
-- high = "rate_high"
-- reference = "average_rate"
-- n = "entered"
-- verdict = "verdict"
-- blank = "note"
-- most = 15
--
-- [people]
-- overall = ["average_rate"]
-- [people.counts]
-- entered = ["rate", "rate_low", "rate_high", "verdict", "note"]
-- advanced = ["rate", "rate_low", "rate_high", "verdict"]
--
-- [behind]
-- where = """
--   applied_at >= $since and applied_at < $until
--   and case $by
--     when 'Language' then cast(language as varchar)
--     when 'Role family' then cast(role_family as varchar)
--     when 'Source' then cast(source as varchar)
--     when 'Channel' then cast(channel as varchar)
--     else cast(country as varchar)
--   end is not distinct from $row_name
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
-- assert = "coalesce(rate between rate_low and rate_high, true)"
--
-- [[checks]]
-- name = "a row per name"
-- unique = ["name"]
-- ///
with
furthest_milestones as (
  select
    case $by
      when 'Language' then cast(language as varchar)
      when 'Role family' then cast(role_family as varchar)
      when 'Source' then cast(source as varchar)
      when 'Channel' then cast(channel as varchar)
      else cast(country as varchar)
    end as name,
    milestone,
    count(*) as applications
  from applications
  where applied_at >= $since
    and applied_at < $until
  group by 1, milestone
),
reached_milestones as (
  select
    name,
    sum(applications) as applied,
    sum(case when milestone <> 'applied' then applications else 0 end) as screened,
    sum(case when milestone in ('interviewed', 'offered', 'hired') then applications else 0 end) as interviewed,
    sum(case when milestone in ('offered', 'hired') then applications else 0 end) as offered,
    sum(case when milestone = 'hired' then applications else 0 end) as hired
  from furthest_milestones
  group by name
),
passages as (
  select
    name,
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
  from reached_milestones
),
rates as (
  select
    name,
    entered,
    advanced,
    entered >= $minimum_n as is_enough,
    advanced / nullif(entered, 0) as rate,
    wilson_low(advanced, entered) as rate_low,
    wilson_high(advanced, entered) as rate_high,
    sum(advanced) over () / nullif(sum(entered) over (), 0) as average_rate
  from passages
)
select
  lower(replace(coalesce($by, 'Country'), ' ', '_')) as dimension,
  name,
  cast(entered as bigint) as entered,
  cast(advanced as bigint) as advanced,
  case when is_enough then rate end as rate,
  case when is_enough then rate_low end as rate_low,
  case when is_enough then rate_high end as rate_high,
  average_rate,
  case
    when not is_enough then null
    when rate_low > average_rate then 'above'
    when rate_high < average_rate then 'below'
    else 'same'
  end as verdict,
  case when not is_enough then 'few' end as note
from rates
order by is_enough desc, rate desc, entered desc, name nulls last
